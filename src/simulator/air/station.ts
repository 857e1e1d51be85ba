import type { HciError } from '../ground/hci-error.js';
import type { AirLink, LinkEnd, Party } from './air-link.js';

/**
 * LE advertising as it is on the air: one advertising set. Who listens looks at it anew at each of its advertisements, so its
 * values may change with time; as long as they are the same object or text they are taken for unchanged.
 */
export interface Advertisement {
  /** Tells one set of a station from the others; stays the same while its data changes. */
  readonly id: number;
  readonly address: string;
  readonly addressType: 'LEPublic' | 'LERandom';
  readonly connectable: boolean;
  readonly scannable: boolean;
  /** The only one that it is meant for, by address, if it is directed. */
  readonly directedTo?: string;
  readonly data: Uint8Array;
  readonly scanResponse: Uint8Array;
  /** Between two of them, in milliseconds. */
  readonly interval: number;
  /** When the first one was sent, on the clock of the kernel; the others follow by the interval. Default: 0. */
  readonly since?: number;
  /** Whether it uses extended advertising PDUs, which hold more data. Default: false. */
  readonly extended?: boolean;
  /** Counts how often this set was switched on. Default: 0. */
  readonly run?: number;
}

/** What answers an inquiry of BR/EDR. */
export interface InquiryResponse {
  readonly address: string;
  readonly classOfDevice: number;
  /** Extended inquiry response; empty: none. */
  readonly eir: Uint8Array;
  /** How strong it is heard, in dBm. */
  readonly rssi: number;
}

/** A call to an address, to connect to it. */
export interface CallToConnect {
  /** With the transport over which it comes. */
  readonly link: AirLink;
  /** Who is called. */
  readonly address: string;
  readonly addressType: 'BREDR' | 'LEPublic' | 'LERandom';
  /** Who calls. */
  readonly from: Party;
}

export interface Accepted {
  readonly end: LinkEnd;
  readonly party: Party;
  /** After the call, in milliseconds. Default: at once. */
  readonly delay?: number;
}

/** What has a radio: a device of the simulated world, or a controller of the simulated machine itself. */
export interface Station {
  /** The sets that it advertises now. */
  advertisements(): readonly Advertisement[];
  /** Its answer to an inquiry, if it can be discovered so. */
  inquiryResponse(limited: boolean): InquiryResponse | undefined;
  /** What it says its name is when it is asked over BR/EDR at that address; undefined if it does not answer. */
  remoteName(address: string): string | undefined;
  /** How strong its advertisements are heard, in dBm; 127 if that is not known. */
  rssi(): number;
  /** When it will next begin or end to send something, by itself; Infinity: never. Other changes it tells to the radio. */
  nextChange(): number;
  /** Answers a call to connect: accepts it, or says why not. Undefined: it is not the one that is called. */
  answer(request: CallToConnect): Accepted | HciError | undefined;
}
