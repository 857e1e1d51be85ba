import { Recent } from '../sightings/recent.js';
import type { Report } from './report.js';

/** So many devices are remembered; of more, those that were reported last. */
const MOST = 1000;

/**
 * The last report of each device in the present discovery. Most controllers report a device once in a discovery, because the kernel
 * asks them to leave out duplicates (hci_le_set_ext_scan_enable_sync in net/bluetooth/hci_sync.c): who joins later would wait for the next one.
 */
export class FoundDevices {
  readonly #reports = new Recent<Report>(MOST, Infinity);

  add(report: Report): void {
    this.#reports.put(report.isAboutName ? `${report.key} name` : report.key, report, report.time);
  }

  /** In the order in which they were reported. */
  get all(): readonly Report[] {
    return [...this.#reports.oldestFirst()];
  }

  clear(): void {
    this.#reports.clear();
  }
}
