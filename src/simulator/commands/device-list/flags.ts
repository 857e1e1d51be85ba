import { NO_ADDRESS } from '../../ground/address.js';
import { connectionFlags, flagsFor, numberOf } from '../../procedures/links/connection-flags.js';
import type { Controller } from '../../state/controller.js';
import type { LowEnergyPeer } from '../../state/device-list.js';
import { lowEnergyPeer } from '../../state/device-list.js';
import { updatePassiveScan } from '../../procedures/discovery/le-scan.js';
import type { Handler } from '../handler.js';

const NOTHING = { address: NO_ADDRESS, addressType: 'BREDR', supportedFlags: 0, currentFlags: 0 } as const;

/** get_device_flags in mgmt.c. A refusal does not say whose flags were asked for. */
export const getDeviceFlags: Handler<'GetDeviceFlags'> = (call, controller) => {
  const { address, addressType } = call.params;
  const peer = lowEnergyPeer(call.params);
  const isClassic = addressType === 'BREDR';
  const entry = isClassic ? controller.devices.findClassic(address) : controller.devices.find(peer);
  if (entry === undefined) return call.complete(NOTHING, 'InvalidParameters');
  const supportedFlags = isClassic ? connectionFlags(controller) : flagsFor(controller, peer);
  call.complete({ address, addressType, supportedFlags, currentFlags: entry.flags });
};

/** set_device_flags in mgmt.c. */
export const setDeviceFlags: Handler<'SetDeviceFlags'> = (call, controller) => {
  const { address, addressType } = call.params;
  const device = { address, addressType };
  const currentFlags = numberOf(call.params.currentFlags);
  const peer = lowEnergyPeer(call.params);
  const isClassic = addressType === 'BREDR';
  const fail = (): void => call.complete(device, 'InvalidParameters');
  if ((currentFlags & ~connectionFlags(controller)) !== 0) return fail();
  const entry = isClassic ? controller.devices.findClassic(address) : entryOf(controller, peer);
  if (entry === undefined) return fail();
  const supportedFlags = isClassic ? connectionFlags(controller) : flagsFor(controller, peer);
  if ((currentFlags & ~supportedFlags) !== 0) return fail();
  entry.flags = currentFlags;
  // Device Privacy changes which devices the controller listens for.
  if (!isClassic && (currentFlags & DEVICE_PRIVACY) !== 0) updatePassiveScan(controller);
  controller.emit({ event: 'DeviceFlagsChanged', ...device, supportedFlags, currentFlags }, call.socket);
  call.complete(device);
};

const DEVICE_PRIVACY = 0x02;

/** The newest kernels make an entry where there is none. */
const entryOf = ({ devices, parameters, world }: Controller, peer: LowEnergyPeer): ReturnType<typeof devices.find> =>
  world.isAtLeast('newest') ? devices.entryOf(peer, parameters.connection) : devices.find(peer);
