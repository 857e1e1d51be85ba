import type { Clock } from '../ground/clock.js';
import type { ClassicSide } from '../security/classic-side.js';
import type { HciError } from '../ground/hci-error.js';
import type { SecurityMessage } from '../security/security-messages.js';

/** What carries a connection. */
export type Transport = 'BREDR' | 'LE';

/** How long they hear nothing of each other before they give up, by default (hci_alloc_dev in hci_core.c; HCI). */
const SUPERVISION_TIMEOUT = { LE: 420, BREDR: 20_000 };

/** One of the two who are connected. */
export interface LinkEnd {
  /** BR/EDR: what its controller asks it. */
  readonly classic?: ClassicSide;
  /** The remote end says something. */
  receive(message: SecurityMessage): void;
  /** The connection has ended, and why, as the controller at this end sees it. */
  ended(reason: HciError): void;
}

/** What one end of a connection tells the remote end about itself. */
export interface Party {
  readonly address: string;
  readonly addressType: 'BREDR' | 'LEPublic' | 'LERandom';
  readonly classOfDevice: number;
  /** Whether it can do Secure Simple Pairing, and Secure Connections over BR/EDR (host features). */
  readonly simplePairing: boolean;
  readonly secureConnections: boolean;
  /** BlueZ's emulator, which differs from real controllers here and there. */
  readonly isEmulated: boolean;
  /** What it says its name is over BR/EDR; undefined if it does not answer. */
  name(): string | undefined;
  /** How strong it is heard, in dBm. */
  rssi(): number;
}

/** A connection on the air, between two ends. What one says, the other hears a moment later, in order. */
export class AirLink {
  #ends: readonly [LinkEnd, LinkEnd] | undefined;
  /** The passkey that one of them shows, for the user to enter it at the other. */
  shownPasskey: number | undefined;

  constructor(
    private readonly clock: Clock,
    readonly delay: number,
    readonly transport: Transport,
  ) {}

  join(one: LinkEnd, other: LinkEnd): void {
    this.#ends = [one, other];
  }

  get isOpen(): boolean {
    return this.#ends !== undefined;
  }

  send(from: LinkEnd, message: SecurityMessage): void {
    const to = this.otherThan(from);
    this.clock.after(this.delay, () => {
      if (this.isOpen) to?.receive(message);
    });
  }

  /** One end ends it, with a reason for the other, and one for itself. */
  end(by: LinkEnd, reason: HciError, ownReason: HciError): void {
    const other = this.otherThan(by);
    if (other === undefined) return;
    this.#ends = undefined;
    by.ended(ownReason);
    this.clock.after(this.delay, () => other.ended(reason));
  }

  /** One end is gone: the other notices when it has not heard of it for some time. */
  lose(gone: LinkEnd): void {
    const other = this.otherThan(gone);
    this.#ends = undefined;
    const timeout = SUPERVISION_TIMEOUT[this.transport];
    if (other !== undefined) this.clock.after(timeout, () => other.ended('ConnectionTimeout'));
  }

  /** The other end. */
  otherThan(end: LinkEnd): LinkEnd | undefined {
    return this.#ends?.find((each) => each !== end);
  }
}
