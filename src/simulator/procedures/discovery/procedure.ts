import type { Controller } from '../../state/controller.js';
import type { Discovery } from './discovery.js';

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

/** hci_active_scan_sync: duplicates are filtered, unless that would hide what somebody waits for. */
function scan({ discovery, monitors, traits, world }: Controller): void {
  const isHidden = traits.quirks.has('StrictDuplicateFilter') && discovery.filter.isOn && world.isAtLeast('6.12');
  discovery.stopScan();
  discovery.startScan('active', monitors.size === 0 && !isHidden);
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
  work.submit({ done: () => discovery.stopScan() });
  if (isLeOnly(discovery)) return discovery.enter('stopped');
  if (isClassicOnly(discovery)) return;
  if (!traits.quirks.has('SimultaneousDiscovery')) {
    work.submit({ done: () => inquire(controller, INTERLEAVED_INQUIRY_LENGTH) });
  } else if (!discovery.inquiry.isRunning && discovery.state !== 'resolving') {
    discovery.enter('stopped');
  }
}

/** Ends whatever a discovery is doing (hci_stop_discovery_sync in net/bluetooth/hci_sync.c). */
export function endDiscovery({ discovery }: Controller): void {
  const { inquiry, scanner } = discovery;
  if (discovery.state !== 'finding' && discovery.state !== 'stopping') {
    discovery.stopScan();
  } else {
    if (inquiry.isRunning) {
      inquiry.stop();
      // hci_cc_inquiry_cancel in net/bluetooth/hci_event.c.
      if (scanner.kind !== 'active') discovery.enter('stopped');
    }
    discovery.stopScan();
  }
  if (!isLeOnly(discovery) && (discovery.state === 'resolving' || discovery.state === 'stopping')) {
    discovery.names.cancel();
  }
}

/** The system goes to sleep (hci_pause_discovery_sync in net/bluetooth/hci_sync.c). */
export function pauseDiscovery(controller: Controller): void {
  const { discovery } = controller;
  if (discovery.state === 'stopped' || discovery.state === 'stopping' || discovery.isPaused) return;
  discovery.enter('stopping');
  endDiscovery(controller);
  discovery.isPaused = true;
  discovery.enter('stopped');
}

/** It wakes up: what was paused begins anew (hci_resume_discovery_sync). */
export function resumeDiscovery(controller: Controller): void {
  const { discovery } = controller;
  if (!discovery.isPaused) return;
  discovery.isPaused = false;
  discovery.enter('starting');
  beginDiscovery(controller);
  discovery.enter('finding');
}

/** A controller goes down (hci_power_off_sync and hci_dev_close_sync in net/bluetooth/hci_sync.c). */
export function endDiscoveryForGood(controller: Controller): void {
  endDiscovery(controller);
  controller.discovery.enter('stopped');
  controller.discovery.names.drop();
  controller.discovery.cache.clear();
}
