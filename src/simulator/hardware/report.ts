import type { Advertisement } from '../air/station.js';

/** How a controller reports an advertisement to its host (HCI, LE Advertising Report). */
export type ReportType = 'Connectable' | 'Directed' | 'Scannable' | 'NonConnectable' | 'ScanResponse';

/** Keeps a frame that was made for values that are still the same. */
export interface FrameKeeper {
  frame: KeptFrame | undefined;
}

export interface KeptFrame {
  readonly address: string;
  readonly data: Uint8Array;
  readonly scanResponse: Uint8Array;
  readonly flags: number;
  readonly bytes: Uint8Array;
}

/** One report. */
export interface Report {
  readonly type: ReportType;
  readonly address: string;
  readonly addressType: 'LEPublic' | 'LERandom';
  readonly rssi: number;
  readonly data: Uint8Array;
  readonly isExtended: boolean;
  /** Whose advertisement it is: who makes frames of it keeps the last one there. */
  readonly source: FrameKeeper;
}

/** What one report of extended advertising can hold: an event has 255 bytes, of which 26 are not data. */
const FRAGMENT = 229;
const NOTHING = new Uint8Array();

function typeOf({ connectable, scannable, directedTo }: Advertisement): ReportType {
  if (directedTo !== undefined) return connectable ? 'Directed' : 'NonConnectable';
  if (connectable) return 'Connectable';
  return scannable ? 'Scannable' : 'NonConnectable';
}

/** The data in as many parts as the controller needs to report it. */
function partsOf(data: Uint8Array): readonly Uint8Array[] {
  const count = Math.ceil(data.length / FRAGMENT);
  return Array.from({ length: count }, (_, i) => data.subarray(i * FRAGMENT, (i + 1) * FRAGMENT));
}

/** How an advertisement is heard. */
export interface Hearing {
  readonly rssi: number;
  /** Who scans actively asks for the scan response and gets it, if there is one. */
  readonly isActive: boolean;
  /**
   * Linux before 6.12 takes all parts but the last of what is not connectable for unknown (ext_evt_type_to_legacy in
   * net/bluetooth/hci_event.c).
   */
  readonly dropsParts: boolean;
}

/** Calls back with each of the reports of one advertisement. */
export function reportAll(
  source: FrameKeeper & { readonly advertisement: Advertisement },
  { rssi, isActive, dropsParts }: Hearing,
  receive: (report: Report) => void,
): void {
  const { advertisement } = source;
  const { address, addressType, data, extended: isExtended = false } = advertisement;
  const advertised = typeOf(advertisement);
  const report = (type: ReportType, part: Uint8Array): void =>
    receive({ type, address, addressType, rssi, data: part, isExtended, source });
  const reportParts = (type: ReportType, whole: Uint8Array): void => {
    if (whole.length <= FRAGMENT) return report(type, whole);
    const parts = partsOf(whole);
    for (const part of dropsParts && type === 'NonConnectable' ? parts.slice(-1) : parts) report(type, part);
  };
  // What can be asked has no data of its own in extended advertising.
  reportParts(advertised, isExtended && advertised === 'Scannable' ? NOTHING : data);
  const canAsk = isExtended ? advertisement.scannable : advertised === 'Connectable' || advertised === 'Scannable';
  if (isActive && canAsk) reportParts('ScanResponse', advertisement.scanResponse);
}
