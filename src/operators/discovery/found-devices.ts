import type { Report } from './report.js';

/** So many devices are remembered; of more, those that were reported last. */
const MOST = 1000;

/**
 * The last report of each device in the present discovery. Most controllers report a device once in a discovery, because the kernel
 * asks them to leave out duplicates (hci_le_set_ext_scan_enable_sync in net/bluetooth/hci_sync.c): who joins later would wait for the next one.
 */
export class FoundDevices {
  readonly #reports = new Map<string, Report>();

  add(report: Report): void {
    const key = report.isAboutName ? `${report.key} name` : report.key;
    // Behind the others, because it is the newest now.
    this.#reports.delete(key);
    this.#reports.set(key, report);
    if (this.#reports.size <= MOST) return;
    const [oldest] = this.#reports.keys();
    if (oldest !== undefined) this.#reports.delete(oldest);
  }

  /** In the order in which they were reported. */
  get all(): readonly Report[] {
    return [...this.#reports.values()];
  }

  clear(): void {
    this.#reports.clear();
  }
}
