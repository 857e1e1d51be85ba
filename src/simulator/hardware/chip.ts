import type { Accepted, Advertisement, CallToConnect, InquiryResponse, Station } from '../air/station.js';
import type { World } from '../air/world.js';
import type { HciError } from '../ground/hci-error.js';
import type { Hardware } from './hardware.js';
import type { Health } from './health.js';
import type { Heard } from './heard.js';
import type { Traits } from './traits.js';

/** What a controller reports to its host, as HCI events do, and what the host has to keep up with. */
export interface HostEvents {
  /** An advertising set was heard (LE Advertising Report). */
  advertisementHeard(heard: Heard, rssi: number): void;
  /** A device answered an inquiry (Inquiry Result). */
  inquiryAnswered(response: InquiryResponse): void;
  /** The time of an inquiry is over (Inquiry Complete). */
  inquiryCompleted(): void;
  /** A set has ended by itself (LE Advertising Set Terminated). */
  setEnded(handle: number): void;
  /** A remote connects (Connection Request, LE Connection Complete); undefined: it was not this controller that it called. */
  called(request: CallToConnect, advertisements: readonly Advertisement[]): Accepted | HciError | undefined;
  /** The host wanted to start the scan anew now, to end at `scanEnd` (le_scan_restart in net/bluetooth/hci_sync.c). */
  scanRestartDue(scanEnd: number): void;
  /** Does what the host would have done by now with what is advertised: no timer wakes it for that. */
  catchUp(): void;
  /** When the host will change what is advertised, on the clock; Infinity: never. */
  nextChange(): number;
}

/** How a controller is heard by others. */
export interface Antenna extends Station {
  /** What it sends from now on, in place of what it sent before. */
  advertise(advertisements: readonly Advertisement[]): void;
}

/** A controller as its radio needs it. */
export interface Chip {
  readonly world: World;
  readonly traits: Traits;
  readonly health: Health;
  readonly hardware: Hardware;
  readonly station: Antenna;
  readonly events: HostEvents;
  /** Whether it runs. */
  readonly isUp: boolean;
  /** The public address, or zeros. */
  readonly address: string;
  /** What it answers inquiries with; empty: only its class. */
  readonly extendedInquiryResponse: Uint8Array;
  /** The time, also of what is being caught up with. */
  readonly time: number;
  readonly sockets: { readonly areOpen: boolean };
}
