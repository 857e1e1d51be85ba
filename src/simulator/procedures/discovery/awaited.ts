import type { Controller } from '../../state/controller.js';
import type { LowEnergyEntry, LowEnergyPeer } from '../../state/device-list.js';

/** Listens for a device as its entry says (hci_conn_params_set in net/bluetooth/mgmt.c). */
export function listenFor({ passiveScan }: Controller, entry: LowEnergyEntry): void {
  const { reports, connections } = passiveScan;
  reports.delete(entry);
  connections.delete(entry);
  if (entry.isWanted) connections.add(entry);
  else if (entry.autoConnect === 'Report') reports.add(entry);
  else if (entry.autoConnect === 'Direct' || entry.autoConnect === 'Always') connections.add(entry);
}

/** The controller goes down: it listens for no device (hci_pend_le_actions_clear in net/bluetooth/hci_core.c). */
export function endListening({ passiveScan, devices }: Controller): void {
  passiveScan.reports.clear();
  passiveScan.connections.clear();
  for (const entry of devices.lowEnergy) entry.isWanted = false;
}

/** It has come up (restart_le_actions in mgmt.c). */
export function beginListening(controller: Controller): void {
  for (const entry of controller.devices.lowEnergy) listenFor(controller, entry);
}

/** No program asks for a connection any more (hci_connect_le_scan_cleanup in net/bluetooth/hci_conn.c). */
export function stopSeeking(controller: Controller, peer: LowEnergyPeer): void {
  const entry = controller.devices.find(peer);
  if (entry?.isWanted !== true) return;
  entry.isWanted = false;
  if (entry.autoConnect === 'Explicit') controller.devices.remove(entry);
  listenFor(controller, entry.autoConnect === 'Explicit' ? { ...entry, autoConnect: 'Disabled' } : entry);
}
