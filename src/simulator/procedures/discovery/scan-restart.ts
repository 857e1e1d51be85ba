import type { Controller } from '../../state/controller.js';
import { startScan, stopScan } from './le-scan.js';
import { planEndOfScan } from './procedure.js';

/** The scan of a discovery starts anew, and ends when it would have ended (le_scan_restart in net/bluetooth/hci_sync.c). */
export function restartScan(controller: Controller, scanEnd: number): void {
  const { discovery, work } = controller;
  discovery.isRestarting = false;
  work.submit({
    done: () => {
      if (discovery.scanner.kind !== 'active') return;
      stopScan(controller);
      startScan(controller, 'active', true);
      planEndOfScan(controller, scanEnd);
    },
  });
}
