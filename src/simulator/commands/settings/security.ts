import { updateInquiryResponse } from '../../procedures/identity/inquiry-response.js';
import type { RowsOf } from '../handler.js';
import { answer, queuePending, queueUnlisted } from './answers.js';

type Command = 'SetLinkSecurity' | 'SetSecureSimplePairing' | 'SetHighSpeed' | 'SetSecureConnections' | 'SetDebugKeys';

/** How pairing and links are protected. */
export const securityRows: RowsOf<Command> = {
  /** set_link_security in net/bluetooth/mgmt.c. It speaks to the controller past the queue. */
  SetLinkSecurity: (call, controller) => {
    const { linkSecurity } = call.params;
    const { flags, hardware, world, pending } = controller;
    if (controller.bredrFault !== undefined) return call.status(controller.bredrFault);
    if (typeof linkSecurity !== 'boolean') return call.status('InvalidParameters');
    if (!controller.isPowered) return answer(call, controller, flags.change('LinkSecurity', linkSecurity));
    if (pending.has('SetLinkSecurity')) return call.status('Busy');
    if (hardware.authentication === linkSecurity) return answer(call, controller, false);

    const waiting = pending.add(call);
    world.clock.after(world.latency, () => {
      if (!pending.remove(waiting)) return;
      // mgmt_auth_enable_complete.
      hardware.authentication = linkSecurity;
      answer(call, controller, flags.change('LinkSecurity', linkSecurity));
    });
  },

  /** set_ssp in mgmt.c. */
  SetSecureSimplePairing: (call, controller) => {
    const { secureSimplePairing } = call.params;
    const { flags, pending } = controller;
    if (controller.bredrFault !== undefined) return call.status(controller.bredrFault);
    if (typeof secureSimplePairing !== 'boolean') return call.status('InvalidParameters');
    if (!controller.isPowered) return answer(call, controller, flags.change('SimplePairing', secureSimplePairing));
    if (pending.has('SetSecureSimplePairing')) return call.status('Busy');
    if (flags.has('SimplePairing') === secureSimplePairing) return answer(call, controller, false);
    queuePending(call, controller, {
      done: () => {
        answer(call, controller, flags.change('SimplePairing', secureSimplePairing));
        updateInquiryResponse(controller);
      },
    });
  },

  /** set_hs in mgmt.c: without AMP there is no high speed. */
  SetHighSpeed: (call) => call.status('NotSupported'),

  /** set_secure_conn in mgmt.c. */
  SetSecureConnections: (call, controller) => {
    const { secureConnections: mode } = call.params;
    const { flags, traits } = controller;
    if (!traits.secureConnections && !flags.has('LowEnergy')) return call.status('NotSupported');
    const usesBredr = flags.has('BREDR') && traits.secureConnections;
    if (usesBredr && !flags.has('SimplePairing')) return call.status('Rejected');
    if (typeof mode === 'number') return call.status('InvalidParameters');

    const on = mode !== 'Off';
    const only = mode === 'Only';
    const change = (): boolean => {
      flags.change('SecureConnectionsOnly', only);
      return flags.change('SecureConnections', on);
    };
    if (!controller.isPowered || !usesBredr) return answer(call, controller, change());
    if (on === flags.has('SecureConnections') && only === flags.has('SecureConnectionsOnly')) {
      return answer(call, controller, false);
    }
    queueUnlisted(call, controller, {
      begin: () => flags.add('SecureConnections'),
      done: () => {
        change();
        answer(call, controller, true);
      },
    });
  },

  /** set_debug_keys in mgmt.c. */
  SetDebugKeys: (call, controller) => {
    const { debugKeys: mode } = call.params;
    if (typeof mode === 'number') return call.status('InvalidParameters');
    controller.flags.change('UseDebugKeys', mode === 'KeepAndUse');
    answer(call, controller, controller.flags.change('KeepDebugKeys', mode !== 'Discard'));
  },
};
