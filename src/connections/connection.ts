import type { Peer } from '../controllers/controller-state.js';

/** How the clocks of both sides stand (Core Specification, Vol 2, Part B, 1.1). */
export interface ConnectionClock {
  /** The controller's own, in 312.5 µs. */
  readonly localClock: number;
  /** That of the piconet, in 312.5 µs. */
  readonly piconetClock: number;
  /** How far it may be wrong, in 312.5 µs; 65535: unknown. */
  readonly accuracy: number;
}

/** Who is connected. Plain data; the same object as before as long as nothing has changed. */
export interface Connection extends Peer {
  /** Since when, in milliseconds since 1970, by the scheduler of the client. `undefined`: since before it was looked. */
  readonly since: number | undefined;
  /** Whether this side has begun it, as far as the kernel tells: older ones say `false` for all. `undefined`: as with `since`. */
  readonly initiated: boolean | undefined;
  /** The name that it told when it connected. */
  readonly name: string | undefined;
  /** How strongly it is heard, and with which power it is sent to, in dBm. `undefined`: not known, or not asked for. */
  readonly rssi: number | undefined;
  readonly txPower: number | undefined;
  readonly maxTxPower: number | undefined;
  /** If it is asked for, of BR/EDR connections. */
  readonly clock: ConnectionClock | undefined;
}

/** What is asked again and again. */
export type Quality = Pick<Connection, 'rssi' | 'txPower' | 'maxTxPower' | 'clock'>;

export const NO_QUALITY: Quality = { rssi: undefined, txPower: undefined, maxTxPower: undefined, clock: undefined };
