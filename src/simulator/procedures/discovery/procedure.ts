import type { Controller } from '../../state/controller.js';
import type { Discovery } from '../../state/discovery.js';
import { enter, startScan, stopScan } from './le-scan.js';
import { cancelNames } from './name-resolution.js';

/** How long a discovery scans (DISCOV_LE_TIMEOUT and DISCOV_INTERLEAVED_TIMEOUT in hci_core.h), in milliseconds. */
const LE_TIMEOUT = 10_240;
const INTERLEAVED_TIMEOUT = 5120;
/** How long it inquires, in units of 1.28 s (DISCOV_BREDR_INQUIRY_LEN and DISCOV_INTERLEAVED_INQUIRY_LEN). */
const INQUIRY_LENGTH = 8;
const INTERLEAVED_INQUIRY_LENGTH = 4;

const isLeOnly = ({ kinds }: Discovery): boolean => !kinds.includes('BREDR');
const isClassicOnly = ({ kinds }: Discovery): boolean => kinds.length === 1;

/** What a discovery does first (hci_start_discovery_sync in net/bluetooth/hci_sync.c). */
export function beginDiscovery(controller: Controller): void {
  const { discovery, traits } = controller;
  if (isClassicOnly(discovery)) return inquire(controller, INQUIRY_LENGTH);
  scan(controller);
  const isSimultaneous = !isLeOnly(discovery) && traits.quirks.has('SimultaneousDiscovery');
  if (isSimultaneous) inquire(controller, INQUIRY_LENGTH);
  const timeout = isLeOnly(discovery) || isSimultaneous ? LE_TIMEOUT : INTERLEAVED_TIMEOUT;
  planEndOfScan(controller, controller.world.clock.now() + timeout);
}

export function planEndOfScan(controller: Controller, time: number): void {
  const { discovery, world } = controller;
  discovery.scanEnd = time;
  discovery.scanTimer = world.clock.after(time - world.clock.now(), () => endScan(controller));
}

/** hci_active_scan_sync: duplicates are filtered, unless that would hide what is waited for. */
function scan(controller: Controller): void {
  const { discovery, monitors, traits, world } = controller;
  const isHidden = traits.quirks.has('StrictDuplicateFilter') && discovery.filter.isOn && world.isAtLeast('6.12');
  stopScan(controller);
  startScan(controller, 'active', monitors.size === 0 && !isHidden);
}

function inquire({ discovery }: Controller, length: number): void {
  if (discovery.inquiry.isRunning) return;
  discovery.cache.clear();
  discovery.inquiry.start(length, discovery.filter.isLimited);
}

/** The time for scanning is over (le_scan_disable in net/bluetooth/hci_sync.c). */
function endScan(controller: Controller): void {
  const { discovery, traits, work } = controller;
  if (discovery.scanner.kind === undefined || !controller.isUp) return;
  work.submit({ done: () => stopScan(controller) });
  if (isLeOnly(discovery)) return enter(controller, 'stopped');
  if (isClassicOnly(discovery)) return;
  if (!traits.quirks.has('SimultaneousDiscovery')) {
    work.submit({ done: () => inquire(controller, INTERLEAVED_INQUIRY_LENGTH) });
  } else if (!discovery.inquiry.isRunning && discovery.state !== 'resolving') {
    enter(controller, 'stopped');
  }
}

/** Ends whatever a discovery is doing (hci_stop_discovery_sync in net/bluetooth/hci_sync.c). */
export function endDiscovery(controller: Controller): void {
  const { discovery } = controller;
  const { inquiry, scanner } = discovery;
  if (discovery.state !== 'finding' && discovery.state !== 'stopping') {
    stopScan(controller);
  } else {
    if (inquiry.isRunning) {
      inquiry.stop();
      // hci_cc_inquiry_cancel in net/bluetooth/hci_event.c.
      if (scanner.kind !== 'active') enter(controller, 'stopped');
    }
    stopScan(controller);
  }
  if (!isLeOnly(discovery) && (discovery.state === 'resolving' || discovery.state === 'stopping')) {
    cancelNames(controller);
  }
}

/** The system goes to sleep (hci_pause_discovery_sync in net/bluetooth/hci_sync.c). */
export function pauseDiscovery(controller: Controller): void {
  const { discovery } = controller;
  if (discovery.state === 'stopped' || discovery.state === 'stopping' || discovery.isPaused) return;
  enter(controller, 'stopping');
  endDiscovery(controller);
  discovery.isPaused = true;
  enter(controller, 'stopped');
}

/** It wakes up: what was paused begins anew (hci_resume_discovery_sync). */
export function resumeDiscovery(controller: Controller): void {
  const { discovery } = controller;
  if (!discovery.isPaused) return;
  discovery.isPaused = false;
  enter(controller, 'starting');
  beginDiscovery(controller);
  enter(controller, 'finding');
}

/** A controller goes down (hci_power_off_sync and hci_dev_close_sync in net/bluetooth/hci_sync.c). */
export function endDiscoveryForGood(controller: Controller): void {
  endDiscovery(controller);
  enter(controller, 'stopped');
  controller.discovery.nameRequest?.cancel();
  controller.discovery.nameRequest = undefined;
  controller.discovery.cache.clear();
}
