import type { Observable } from 'rxjs';

/** Frames that the kernel had for us and dropped, because the receive buffer was full. */
export interface Drops {
  /** Frames dropped since the last report. */
  readonly dropped: number;
  /** Frames dropped since the transport was opened. */
  readonly total: number;
}

/**
 * Whole frames of the management protocol, both ways. The kernel's socket, a simulated kernel, a capture and a bridge
 * look the same from here.
 */
export interface Transport {
  /**
   * Frames from the kernel, one `Uint8Array` each, owned by the receiver.
   *
   * Subscribing opens, unsubscribing the last subscriber closes. If opening or reading fails it errors with a
   * {@link TransportError}, best after `subscribe` has returned: `retry()` would be a recursion otherwise.
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

  /** Sends exactly one frame. Throws a {@link TransportError}; only while `frames$` is subscribed. */
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
}
