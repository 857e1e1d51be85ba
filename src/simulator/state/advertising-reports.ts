import type { Report } from '../hardware/report.js';

const NOTHING: Uint8Array = new Uint8Array();

/** Who it is that sent a report, after private addresses have been resolved. */
export interface Sender {
  readonly address: string;
  readonly addressType: 'LEPublic' | 'LERandom';
}

/** A report that the kernel puts aside, because a scan response may follow that belongs to it. */
export interface Waiting extends Sender {
  readonly report: Report;
  readonly isConnectable: boolean;
}

/** What the kernel makes of a report. */
export interface AdvertisementFound extends Sender {
  readonly source: Report['source'];
  readonly rssi: number;
  readonly flags: 'None' | 'NotConnectable' | 'ScanResponse';
  readonly data: Uint8Array;
  readonly scanResponse: Uint8Array;
}

/** Advertising data ends where its fields do: there may be padding behind, or a part of a field. */
export function withoutRest(data: Uint8Array): Uint8Array {
  let end = 0;
  while (end < data.length && data[end] !== 0 && end + 1 + data[end]! <= data.length) end += data[end]! + 1;
  return end === data.length ? data : data.subarray(0, end);
}

/** Puts reports of advertisements and of scan responses together (process_adv_report in net/bluetooth/hci_event.c). */
export class AdvertisingReports {
  #waiting: Waiting | undefined;

  constructor(private readonly found: (found: AdvertisementFound) => void) {}

  /** A new active scan begins. */
  clear(): void {
    this.#waiting = undefined;
  }

  /** Scanning ends: nothing more comes that belongs to the report that waits. */
  flush(): void {
    if (this.#waiting !== undefined) this.#tell(this.#waiting);
  }

  /** A report comes while the controller scans actively. */
  receive(report: Report, sender: Sender): void {
    const waiting = this.#waiting;
    const isSame = waiting?.address === sender.address && waiting.addressType === sender.addressType;
    if (report.type === 'ScanResponse' && waiting !== undefined && isSame) {
      this.#waiting = undefined;
      this.#tell(waiting, report.rssi, report.data);
      return;
    }
    // The same advertisement again: the one that waits is dropped.
    if (waiting !== undefined && !isSame) this.#tell(waiting);
    const next = waitingOf(report, sender);
    const isAnswered = !report.isExtended && (report.type === 'Connectable' || report.type === 'Scannable');
    this.#waiting = isAnswered ? next : undefined;
    if (!isAnswered) this.#tell(next);
  }

  /** A report comes while the controller scans passively: there are no scan responses. */
  receivePassively(report: Report, sender: Sender): void {
    this.#tell(waitingOf(report, sender));
  }

  #tell({ address, addressType, report, isConnectable: can }: Waiting, rssi = report.rssi, response = NOTHING): void {
    this.found({
      address,
      addressType,
      source: report.source,
      rssi,
      flags: report.type === 'ScanResponse' ? 'ScanResponse' : can ? 'None' : 'NotConnectable',
      data: report.data,
      scanResponse: response,
    });
  }
}

// Field by field: there are a hundred thousand a second of them.
const waitingOf = (report: Report, { address, addressType }: Sender): Waiting => ({
  address,
  addressType,
  report,
  isConnectable: report.type !== 'NonConnectable' && report.type !== 'Scannable',
});
