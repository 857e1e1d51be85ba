import type { AddressType } from '../../protocol/enums/address-type.js';
import type { Cancellable } from '../ground/clock.js';
import type { Chip } from '../hardware/chip.js';
import { Inquiry } from '../hardware/inquiry.js';
import type { Report } from '../hardware/report.js';
import { Scanner } from '../hardware/scanner.js';
import { InquiryCache } from './inquiry-cache.js';
import { ResultFilter } from './result-filter.js';

export type DiscoveryState = 'stopped' | 'starting' | 'finding' | 'resolving' | 'stopping';

/** Kinds of addresses, in the order of their bits. */
export type Kinds = readonly AddressType[];

/** Who it is that sent a report, after private addresses have been resolved. */
export interface Sender {
  readonly address: string;
  readonly addressType: 'LEPublic' | 'LERandom';
}

/** A report that the kernel puts aside, because a scan response may follow that belongs to it. */
export interface WaitingReport extends Sender {
  readonly report: Report;
  readonly isConnectable: boolean;
}

/** What a controller looks for (struct discovery_state in include/net/bluetooth/hci_core.h). */
export class Discovery {
  state: DiscoveryState = 'stopped';
  /** What the running discovery looks for, or the last one looked for. */
  kinds: Kinds = [];
  readonly filter = new ResultFilter();
  readonly cache = new InquiryCache();
  readonly scanner: Scanner;
  readonly inquiry: Inquiry;
  waitingReport: WaitingReport | undefined;
  /** Ends the scan of a discovery. */
  scanTimer: Cancellable | undefined;
  /** When that is. */
  scanEnd = 0;
  /** Whether the scan will start anew in a moment. */
  isRestarting = false;
  /** While the system sleeps nothing can be started. */
  isPaused = false;
  /** The device that is being asked for its name, and until when others are asked after it. */
  nameRequest: Cancellable | undefined;
  nameDeadline = 0;

  constructor(chip: Chip) {
    this.scanner = new Scanner(chip);
    this.inquiry = new Inquiry(chip);
  }

  /** Whether what is found is told (hci_discovery_active in net/bluetooth/hci_core.c). */
  get isActive(): boolean {
    return this.state === 'finding' || this.state === 'resolving';
  }
}
