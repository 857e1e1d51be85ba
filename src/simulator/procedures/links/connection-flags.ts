import { DeviceFlags } from '../../../protocol/enums/device.js';
import type { NamedPeer } from '../../ground/peer.js';
import type { Controller } from '../../state/controller.js';

const bit = (flag: keyof typeof DeviceFlags): number => 1 << DeviceFlags[flag];

/** The flags that devices of a controller can have (`conn_flags` of struct hci_dev): its driver can wake the machine. */
export function connectionFlags({ traits, world }: Controller): number {
  // Until 6.12 the others need an experimental feature.
  const hasPrivacy = world.isAtLeast('newest') && traits.le && traits.addressResolution;
  return bit('RemoteWakeup') | (hasPrivacy ? bit('DevicePrivacy') | bit('AddressResolution') : 0);
}

/** Those of one device: who changes its address can't wake the machine (get_params_flags in net/bluetooth/mgmt.c). */
export function flagsFor(controller: Controller, peer: NamedPeer): number {
  const flags = connectionFlags(controller);
  const hidesItself = !controller.world.isAtLeast('newest') && controller.keyStore.hasIdentityKey(peer);
  return hidesItself ? flags & ~bit('RemoteWakeup') : flags;
}

/** Flags of a command as a number. */
export function numberOf(
  flags: Readonly<Record<keyof typeof DeviceFlags, boolean>> & { unknownBits?: number },
): number {
  const names = ['RemoteWakeup', 'DevicePrivacy', 'AddressResolution', 'PAST'] as const;
  return names.reduce((sum, name) => sum | (flags[name] ? bit(name) : 0), flags.unknownBits ?? 0) >>> 0;
}
