import type { AddDeviceAction } from '../../../protocol/enums/device.js';
import type { Call } from '../../sockets/call.js';
import { NO_ADDRESS } from '../../ground/address.js';
import { listenFor } from '../../procedures/discovery/awaited.js';
import { applyPassiveScan } from '../../procedures/discovery/le-scan.js';
import type { Controller } from '../../state/controller.js';
import { connectionFlags } from '../../procedures/links/connection-flags.js';
import type { AutoConnect, LowEnergyPeer } from '../../state/device-list.js';
import { lowEnergyPeer } from '../../state/device-list.js';
import { updateScan } from '../../procedures/visibility/scan.js';
import { SendRefused } from '../../ground/errno.js';
import type { Handler } from '../handler.js';
import type { Peer } from '../../ground/peer.js';
import { isIdentity, isPeer, peerOf } from '../../ground/peer.js';

type Action = keyof typeof AddDeviceAction;

const AUTO_CONNECT: Readonly<Record<Action, AutoConnect>> = {
  BackgroundScan: 'Report',
  AllowIncomingOrDirect: 'Direct',
  AutoConnect: 'Always',
};

/** Tells what the sender knows already, and the flags, which it does not. */
function announce(call: Call, controller: Controller, peer: Peer, action: Action): void {
  controller.emit({ event: 'DeviceAdded', ...peer, action }, call.socket);
  const currentFlags = controller.devices.find(peer)?.flags ?? 0;
  controller.emit({ event: 'DeviceFlagsChanged', ...peer, supportedFlags: connectionFlags(controller), currentFlags });
}

/** add_device in net/bluetooth/mgmt.c. */
export const addDevice: Handler<'AddDevice'> = (call, controller) => {
  const { devices, work, world } = controller;
  const { address, addressType, action } = call.params;
  if (!isPeer(call.params) || address === NO_ADDRESS || typeof action === 'number') {
    return call.complete({ address, addressType }, 'InvalidParameters');
  }
  const peer = peerOf(call.params);
  if (peer.addressType === 'BREDR') {
    if (action !== 'AllowIncomingOrDirect') return call.complete(peer, 'InvalidParameters');
    if (!devices.addClassic(address)) throw new SendRefused('EEXIST');
    updateClassicScan(controller);
    announce(call, controller, peer, action);
    return call.complete(peer);
  }
  // Private addresses are for the kernel itself.
  if (!isIdentity(peer)) return call.complete(peer, 'InvalidParameters');
  setAutoConnect(controller, lowEnergyPeer(peer), AUTO_CONNECT[action]);

  if (!world.isAtLeast('6.12')) {
    work.queue({ done: () => applyPassiveScan(controller) });
    announce(call, controller, peer, action);
    return call.complete(peer);
  }
  // It stays on the list.
  if (!controller.isUp) return call.complete(peer, 'Failed');
  work.queue({
    done: () => {
      applyPassiveScan(controller);
      announce(call, controller, peer, action);
      call.complete(peer);
    },
    cancelled: () => call.complete(peer, 'Failed'),
  });
};

/** remove_device in mgmt.c. */
export const removeDevice: Handler<'RemoveDevice'> = (call, controller) => {
  const { devices, passiveScan } = controller;
  const { address, addressType } = call.params;
  const fail = (): void => call.complete({ address, addressType }, 'InvalidParameters');
  if (address === NO_ADDRESS) {
    if (addressType !== 'BREDR') return fail();
    removeAll(controller, call);
  } else {
    if (!isPeer(call.params)) return fail();
    const peer = peerOf(call.params);
    if (peer.addressType === 'BREDR') {
      if (!devices.removeClassic(address)) return fail();
      updateClassicScan(controller);
      controller.emit({ event: 'DeviceRemoved', ...peer }, call.socket);
      return call.complete(peer);
    }
    const entry = isIdentity(peer) ? devices.find(peer) : undefined;
    if (entry === undefined || entry.autoConnect === 'Disabled' || entry.autoConnect === 'Explicit') return fail();
    passiveScan.reports.delete(entry);
    passiveScan.connections.delete(entry);
    devices.remove(peer);
    controller.emit({ event: 'DeviceRemoved', ...peer }, call.socket);
  }
  if (controller.isUp) controller.work.submit({ done: () => applyPassiveScan(controller) });
  call.complete({ address, addressType });
};

/** The types of LE devices are HCI's here, which are one less than those of mgmt. */
function removeAll(controller: Controller, { socket }: Call): void {
  const { classic, lowEnergy } = controller.devices.removeAdded();
  for (const { address } of classic) {
    controller.emit({ event: 'DeviceRemoved', address, addressType: 'BREDR' }, socket);
  }
  updateClassicScan(controller);
  for (const entry of lowEnergy) listenFor(controller, { ...entry, autoConnect: 'Disabled' });
  for (const { address, addressType } of lowEnergy) {
    const number = addressType === 'LEPublic' ? 'BREDR' : 'LEPublic';
    controller.emit({ event: 'DeviceRemoved', address, addressType: number }, socket);
  }
}

/** Waits for a device, or only listens for it (hci_conn_params_set in mgmt.c). */
function setAutoConnect(controller: Controller, peer: LowEnergyPeer, autoConnect: AutoConnect): void {
  const entry = controller.devices.entryOf(peer, controller.parameters.connection);
  if (entry.autoConnect === autoConnect) return;
  entry.autoConnect = autoConnect;
  listenFor(controller, entry);
}

/** Devices that may connect over BR/EDR keep page scan on (hci_update_scan in net/bluetooth/hci_sync.c). */
function updateClassicScan(controller: Controller): void {
  if (controller.isPowered) controller.work.submit({ done: () => updateScan(controller) });
}
