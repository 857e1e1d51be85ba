import type { Controller } from '../../state/controller.js';
import { planEndOfScan } from './procedure.js';

/** DISCOV_LE_RESTART_DELAY in include/net/bluetooth/hci_core.h, in milliseconds. */
const DELAY = 200;

/**
 * A service was found by a controller that reports nothing twice: Linux 6.1 starts the scan anew, so that other strengths can be
 * seen (restart_le_scan in net/bluetooth/mgmt.c, le_scan_restart in hci_sync.c). Later ones switch the filter off instead.
 */
export function restartScan(controller: Controller): void {
  const { discovery, world, traits, work } = controller;
  if (world.isAtLeast('6.12') || !traits.quirks.has('StrictDuplicateFilter')) return;
  const { scanEnd } = discovery;
  if (discovery.isRestarting || world.clock.now() + DELAY > scanEnd) return;
  discovery.isRestarting = true;
  const restart = (): void => {
    if (discovery.scanner.kind !== 'active') return;
    discovery.stopScan();
    discovery.startScan('active', true);
    planEndOfScan(controller, scanEnd);
  };
  world.clock.after(DELAY, () => {
    discovery.isRestarting = false;
    work.submit({ done: restart });
  });
}
