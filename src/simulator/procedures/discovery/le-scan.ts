import type { Controller } from '../../state/controller.js';
import type { DiscoveryState } from '../../state/discovery.js';
import { flushReports } from './advertising-reports.js';

/** A discovery gets on (hci_discovery_set_state in net/bluetooth/hci_core.c). */
export function enter(controller: Controller, state: DiscoveryState): void {
  const { discovery } = controller;
  const before = discovery.state;
  if (before === state) return;
  discovery.state = state;
  if (state === 'stopped') {
    updatePassiveScan(controller);
    if (before !== 'starting') announce(controller, false);
  } else if (state === 'finding') {
    announce(controller, true);
  }
}

function announce(controller: Controller, discovering: boolean): void {
  controller.emit({ event: 'Discovering', addressType: controller.discovery.kinds, discovering });
}

/** LE scanning starts (le_set_scan_enable_complete in net/bluetooth/hci_event.c). */
export function startScan(controller: Controller, kind: 'active' | 'passive', filtersDuplicates: boolean): void {
  const { discovery, flags, world } = controller;
  if (kind === 'active') discovery.waitingReport = undefined;
  // Linux 6.1 counts as finding only when it has answered, and loses what comes before; but always when it listens for mesh packets.
  if (world.isAtLeast('6.12') ? kind === 'active' : flags.has('Mesh')) enter(controller, 'finding');
  discovery.scanner.start(kind, filtersDuplicates);
}

export function stopScan(controller: Controller): void {
  const { discovery, traits } = controller;
  if (discovery.scanner.kind === undefined) return;
  discovery.scanner.stop();
  flushReports(controller);
  discovery.scanTimer?.cancel();
  const isSimultaneous = traits.quirks.has('SimultaneousDiscovery') && discovery.kinds.length === 3;
  if (isSimultaneous && !discovery.inquiry.isRunning && discovery.state === 'finding') enter(controller, 'stopped');
}

/** It can't scan while it connects (HCI_LE_SCAN_INTERRUPTED): a discovery ends. */
export function interruptScan(controller: Controller): void {
  const wasActive = controller.discovery.scanner.kind === 'active';
  stopScan(controller);
  if (wasActive) enter(controller, 'stopped');
}

/** Whether anything is to be listened for while no discovery runs. */
function isWanted({ flags, monitors, passiveScan: { connections, reports } }: Controller): boolean {
  return flags.has('Mesh') || connections.size + reports.size + monitors.size > 0;
}

/** Something changed that passive scanning depends on (hci_update_passive_scan in net/bluetooth/hci_sync.c). */
export function updatePassiveScan(controller: Controller): void {
  const { discovery, flags, isPowered, passiveScan, work } = controller;
  if (!isPowered || flags.has('PoweringDown')) return;
  // Once is enough, however often it is asked for.
  work.remove(passiveScan);
  const isIdle = !isWanted(controller) && discovery.scanner.kind === undefined;
  work.submit({ owner: passiveScan, ...(isIdle && { duration: 0 }), done: () => applyPassiveScan(controller) });
}

/** hci_update_passive_scan_sync in net/bluetooth/hci_sync.c. */
export function applyPassiveScan(controller: Controller): void {
  const { discovery, flags, isPowered, links, monitors } = controller;
  if (!isPowered || !flags.has('LowEnergy') || discovery.state !== 'stopped') return;
  discovery.filter.clear();
  if (!isWanted(controller) || flags.has('Suspended')) return stopScan(controller);
  // hci_lookup_le_connect in hci_core.h: it can't scan then.
  if (links.isCalling) return;
  stopScan(controller);
  // Otherwise monitors would hear each device once only.
  startScan(controller, 'passive', monitors.size === 0 && !flags.has('Mesh'));
}
