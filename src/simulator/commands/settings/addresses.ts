import { NO_ADDRESS } from '../../ground/address.js';
import type { RowsOf } from '../handler.js';
import { answer } from './answers.js';

const noKey = (): Uint8Array => new Uint8Array(16);
const BROADCAST = 'FF:FF:FF:FF:FF:FF';

/** The two highest bits of a static address are set (Core Specification, volume 6, part B, 1.3.2.1). */
const isStatic = (address: string): boolean => parseInt(address.slice(0, 2), 16) >= 0xc0;

/** What it calls itself. */
export const addressRows: RowsOf<'SetStaticAddress' | 'SetPrivacy'> = {
  /** set_static_address in net/bluetooth/mgmt.c. It tells of the settings even if nothing has changed. */
  SetStaticAddress: (call, controller) => {
    const { address } = call.params;
    if (!controller.traits.le) return call.status('NotSupported');
    if (controller.isPowered) return call.status('Rejected');
    if (address !== NO_ADDRESS && (address === BROADCAST || !isStatic(address)))
      return call.status('InvalidParameters');
    controller.staticAddress = address;
    answer(call, controller, true);
  },

  /** set_privacy in mgmt.c. */
  SetPrivacy: (call, controller) => {
    const { privacy: mode, identityResolvingKey } = call.params;
    const { flags, ownAddress, traits } = controller;
    if (!traits.le) return call.status('NotSupported');
    if (typeof mode === 'number') return call.status('InvalidParameters');
    if (controller.isPowered) return call.status('Rejected');
    // Whoever knows this command handles resolving keys, too.
    flags.add('ResolvingPrivateAddresses');
    flags.change('LimitedPrivacy', mode === 'Limited');
    ownAddress.irk = mode === 'Off' ? noKey() : identityResolvingKey.slice();
    ownAddress.expire();
    answer(call, controller, flags.change('Privacy', mode !== 'Off'));
  },
};
