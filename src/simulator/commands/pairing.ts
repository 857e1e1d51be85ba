import { IOCapability } from '../../protocol/enums/device.js';
import type { Status } from '../../protocol/enums/status.js';
import type { Call } from '../sockets/call.js';
import type { Controller } from '../state/controller.js';
import type { RowsOf } from './handler.js';
import { callClassic } from '../procedures/connecting/connect-classic.js';
import { seek } from '../procedures/connecting/connect-low-energy.js';
import type { Link } from '../state/link.js';
import type { Peer } from '../ground/peer.js';
import { isLowEnergyPeer, isPeer, peerOf } from '../ground/peer.js';
import { abort, finishPairing, hold } from '../procedures/links/lifetime.js';
import { protect } from '../procedures/pairing/protect.js';
import { SecurityLevel } from '../security/security-level.js';
import type { IoCapabilityName } from '../security/security-messages.js';

const isKnown = (io: IoCapabilityName | number): io is IoCapabilityName => typeof io === 'string' && io in IOCapability;

/** The connection over which to pair: the one that there is, or a new one (hci_connect_acl, hci_connect_le_scan). */
function connectionFor(controller: Controller, peer: Peer): Link | Status {
  const { address, flags, links, traits } = controller;
  const found = links.find(peer);
  if (!isLowEnergyPeer(peer)) {
    if (!flags.has('BREDR')) return traits.bredr ? 'Rejected' : 'NotSupported';
    if (peer.address === address) return 'Rejected';
    const link = found ?? callClassic(controller, peer);
    link.isForPairing = true;
    return link;
  }
  // Its parameters are remembered from now on, whatever comes of it.
  const entry = controller.devices.entryOf(peer, controller.parameters.connection);
  if (entry.autoConnect === 'Explicit') entry.autoConnect = 'Disabled';
  if (!flags.has('LowEnergy')) return traits.le ? 'Rejected' : 'NotSupported';
  if (found === undefined) {
    const link = seek(controller, peer, SecurityLevel.Medium);
    link.isForPairing = true;
    return link;
  }
  if (found.protection.wanted < SecurityLevel.Medium) found.protection.wanted = SecurityLevel.Medium;
  return found;
}

/** Gives up a pairing with a device and forgets its keys; false if there was neither (smp_cancel_and_remove_pairing). */
export function forget({ keyStore, links }: Controller, peer: Peer): boolean {
  const hadKeys = keyStore.removeLongTermKeys(peer);
  keyStore.removeIdentityKey(peer);
  return links.find(peer)?.security?.cancel() === true || hadKeys;
}

export const pairingRows: RowsOf<'SetIOCapability' | 'PairDevice' | 'CancelPairDevice' | 'UnpairDevice'> = {
  /** set_io_capability in net/bluetooth/mgmt.c. */
  SetIOCapability: (call, { links }) => {
    const { ioCapability } = call.params;
    if (!isKnown(ioCapability)) return call.status('InvalidParameters');
    links.ioCapability = ioCapability;
    call.complete({});
  },

  /** pair_device in mgmt.c. */
  PairDevice: (call, controller) => {
    const { address, addressType, ioCapability } = call.params;
    const { keyStore, isPowered, pending } = controller;
    const peer = { address, addressType };
    if (!isPeer(peer) || !isKnown(ioCapability)) return call.complete(peer, 'InvalidParameters');
    if (!isPowered) return call.complete(peer, 'NotPowered');
    if (keyStore.isPaired(peer)) return call.complete(peer, 'AlreadyPaired');
    const link = connectionFor(controller, peer);
    if (typeof link === 'string') return call.complete(peer, link);
    if (link.pairDevice !== undefined) return call.complete(peer, 'Busy');

    hold(link);
    link.ioCapability = ioCapability;
    link.pairDevice = pending.add(call, (status) => finishPairing(controller, link, status));
    if (link.state === 'connected' && protect(controller, link, SecurityLevel.Medium))
      finishPairing(controller, link, 'Success');
  },

  /** cancel_pair_device in mgmt.c: it goes by the address alone. */
  CancelPairDevice: (call, controller) => {
    const { address, addressType } = call.params;
    const { isPowered, keyStore, links } = controller;
    if (!isPowered) return call.status('NotPowered');
    const link = [...links].find(({ pairDevice, peer }) => pairDevice !== undefined && peer.address === address);
    if (link === undefined) return call.status('InvalidParameters');
    finishPairing(controller, link, 'Cancelled');
    call.complete({ address, addressType });
    if (addressType === 'BREDR') keyStore.removeLinkKey(address);
    else forget(controller, { address, addressType: addressType === 'LEPublic' ? 'LEPublic' : 'LERandom' });
    if (link.isForPairing) abort(controller, link, 'RemoteUserTerminated');
  },

  /** unpair_device in mgmt.c. */
  UnpairDevice: (call, controller) => {
    const { address, addressType, disconnect } = call.params;
    const { devices, isPowered, keyStore, links, work } = controller;
    const peer = { address, addressType };
    if (!isPeer(peer) || typeof disconnect !== 'boolean') return call.complete(peer, 'InvalidParameters');
    if (!isPowered) return call.complete(peer, 'NotPowered');
    const wasPaired = isLowEnergyPeer(peer) ? forget(controller, peer) : keyStore.removeLinkKey(address);
    if (!wasPaired) return call.complete(peer, 'NotPaired');

    const link = links.find(peer);
    if (isLowEnergyPeer(peer)) {
      if (link === undefined) devices.remove(peer);
      else link.forgetsDevice = true;
      const entry = devices.find(peer);
      if (entry !== undefined) entry.autoConnect = entry.isWanted ? 'Explicit' : 'Disabled';
    }
    if (!disconnect || link === undefined) {
      call.complete(peer);
      return unpaired(call, controller, peer);
    }
    work.queue({ duration: 0, done: () => disconnectUnpaired(call, controller, peer) });
  },
};

/** unpair_device_sync in mgmt.c. */
function disconnectUnpaired(call: Call<'UnpairDevice'>, controller: Controller, peer: Peer): void {
  const { world, links } = controller;
  const link = links.find(peer);
  if (link !== undefined) abort(controller, link, 'RemoteUserTerminated');
  const finish = (): void => {
    unpaired(call, controller, peer);
    call.complete(peer);
  };
  // Linux 6.1 does not wait for the end of the connection.
  if (link === undefined || !world.isAtLeast('6.12')) finish();
  else world.clock.after(world.latency, finish);
}

function unpaired(call: Call<'UnpairDevice'>, controller: Controller, peer: Peer): void {
  controller.emit({ event: 'DeviceUnpaired', ...peerOf(peer) }, call.socket);
}
