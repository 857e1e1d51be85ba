import type { Observable } from 'rxjs';
import type { Bluetoothd } from './bluetoothd.js';
import type { TransportError } from './errors.js';

/** Frames that the kernel had for us and dropped, because the receive buffer was full. */
export interface Drops {
  /** Frames dropped since the last report. */
  readonly dropped: number;
  /** Frames dropped since the transport was opened. */
  readonly total: number;
}

/** What becomes of a connection that is made again when it breaks. */
export type ConnectionState =
  | { readonly state: 'open' }
  /** It broke: `send` throws until it is there again, and what was sent gets no answer. */
  | { readonly state: 'cut'; readonly error: TransportError };

/**
 * Whole frames of the management protocol, both ways. The kernel's socket, a simulated kernel, a capture and a bridge
 * look the same from here. `transportContract` of `rx-btmgmt/testing` checks what is promised here.
 */
export interface Transport {
  /**
   * Frames from the kernel: each one whole, once, in the order in which they came, to all subscribers alike, whatever those do
   * meanwhile. A frame is a `Uint8Array` with memory of its own, owned by the receiver; not Node's subclass, whose `slice` is no copy.
   *
   * Subscribing opens, all subscribers share what is open, and get what comes from then on. Unsubscribing the last one closes, at
   * whatever moment. Subscribing again opens anew, also after an error and after completion.
   *
   * If opening or reading fails it errors with a {@link TransportError}, after `subscribe` has returned: `retry()` would be a
   * recursion otherwise. It completes if the other end has ended the connection properly. It is closed by then.
   */
  readonly frames$: Observable<Uint8Array>;

  /**
   * What got lost on the way: emits after frames were dropped, never completes before `frames$` does. It opens nothing by
   * itself. Transports that can't lose frames do not have it.
   */
  readonly drops$?: Observable<Drops>;

  /**
   * Whether it is open. Transports have it whose `subscribe` returns before they know whether they can be opened; others are
   * open while `frames$` has a subscriber.
   */
  readonly isOpen?: boolean;

  /**
   * Tells when it is open, for the first time and again, and when it is cut and being made again, while `frames$` goes on. It opens nothing
   * by itself. Transports whose `frames$` ends with the connection do not have it.
   */
  readonly connection$?: Observable<ConnectionState>;

  /**
   * Sends exactly one frame, or throws a {@link TransportError}, after which it can go on. Only while `frames$` is subscribed:
   * otherwise it throws `'CLOSED'`. What is sent while it is still being opened goes out when it is open. The bytes are the
   * caller's again when it returns.
   */
  send(frame: Uint8Array): void;

  /**
   * Delivers the frames that have come already, now instead of when the event loop gets to it. Linux answers most
   * commands before `send` returns. Called while frames are being delivered, or while `frames$` has no subscriber, it
   * does nothing. Transports that deliver at once do not have it.
   */
  poll?(): void;

  /**
   * One more way to the same kernel, with the same privileges: a socket of its own, which is opened, answered and closed
   * by itself, whatever becomes of this one. Opens nothing by itself.
   *
   * The kernel answers a command to the socket that sent it, with nothing to tell two commands of one kind apart. So a
   * command that was given up leaves its socket with an answer that is still to come. `Mgmt` sends the next command of
   * that kind over another one; and a second `Mgmt` on this transport gets another one for itself. Transports that have
   * one way only do not have it.
   */
  another?(): Transport;

  /**
   * Whether bluetoothd works on the same kernel, as far as can be said now. Opens nothing that stays open, never throws, and is cheap
   * enough to be asked for some commands. Transports that can't know do not have it.
   */
  bluetoothd?(): Bluetoothd;
}
