import type { Observable } from 'rxjs';
import {
  EMPTY,
  Subject,
  asyncScheduler,
  catchError,
  concat,
  defer,
  endWith,
  ignoreElements,
  merge,
  of,
  share,
  takeWhile,
  tap,
} from 'rxjs';
import type { Drops, Transport } from '../transport.js';
import type { CaptureOptions } from './capture-options.js';
import { captureSettings } from './capture-options.js';
import { btsnoopHeader } from './records.js';
import { SessionWriter, labelOf } from './session-writer.js';

/** A transport that can be listened to. */
export interface CapturedTransport extends Transport {
  /**
   * The capture, as the bytes of a file that btmon and Wireshark read: the header at once, then one record each.
   *
   * Hot: it has what happens while it is subscribed to, and costs next to nothing otherwise. Every subscriber gets a
   * capture of its own that is complete in itself: who comes later gets the header, and the opening of the connection if there
   * is one. It opens nothing. It goes on over any number of connections, so it never completes, and never fails: an error of
   * the transport is a remark in it. A capture has no end mark; it is valid whenever it stops.
   */
  readonly bytes$: Observable<Uint8Array>;
}

class Capture implements CapturedTransport {
  readonly frames$: Observable<Uint8Array>;
  /** Only declared: a transport without losses does not have it. */
  declare readonly drops$?: Observable<Drops>;
  readonly bytes$: Observable<Uint8Array>;

  readonly #records = new Subject<Uint8Array>();
  #session: SessionWriter | undefined;
  #sessions = 0;
  #lost = 0;

  constructor(
    private readonly transport: Transport,
    options: CaptureOptions,
  ) {
    const settings = captureSettings(options);
    const scheduler = options.scheduler ?? asyncScheduler;
    if (transport.drops$) this.drops$ = transport.drops$;
    this.frames$ = defer(() =>
      this.#connect(new SessionWriter(++this.#sessions, this.#lost, settings, scheduler)),
    ).pipe(share());
    this.bytes$ = concat(
      defer(() => of(btsnoopHeader())),
      defer(() => (this.#session ? of(this.#session.opening) : EMPTY)),
      this.#records,
    );
  }

  send(frame: Uint8Array): void {
    const session = this.#session;
    if (session) {
      // Before it is sent: answers may come while it is.
      this.#record(() => session.frame('command', frame));
    }
    try {
      this.transport.send(frame);
    } catch (error) {
      if (session) this.#record(() => session.note(`${labelOf(frame)} was not sent: ${messageOf(error)}`));
      throw error;
    }
  }

  #connect(session: SessionWriter): Observable<Uint8Array> {
    this.#session = session;
    this.#record(() => session.opening);
    const end = (): void => {
      // After an error somebody may have opened the next one already.
      if (this.#session === session) this.#session = undefined;
      this.#lost = session.lost;
      this.#record(() => session.closing());
    };
    const lose = ({ dropped }: Drops): void => {
      session.lost += dropped;
      this.#record(() => session.note(`${dropped} frames were lost`));
    };
    return withLosses(this.transport, lose).pipe(
      // Each before the consumer learns of it: what that does next comes after it in the capture.
      tap({
        next: (frame) => this.#record(() => session.frame('event', frame)),
        error: (error: unknown) => {
          this.#record(() => session.note(`The connection failed: ${messageOf(error)}`));
          end();
        },
        complete: end,
        unsubscribe: end,
      }),
    );
  }

  /** Nothing is done for a capture that nobody takes. */
  #record(record: () => Uint8Array): void {
    if (this.#records.observed) this.#records.next(record());
  }
}

/** The frames, and meanwhile a look at the losses. Those can neither keep the frames from ending nor end them. */
function withLosses({ frames$, drops$ }: Transport, lose: (drops: Drops) => void): Observable<Uint8Array> {
  if (!drops$) return frames$;
  const losses$ = drops$.pipe(
    tap(lose),
    ignoreElements(),
    catchError(() => EMPTY),
  );
  return merge(losses$, frames$.pipe(endWith(undefined))).pipe(takeWhile((frame) => frame !== undefined));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * The same transport, with a capture of all that goes over it: `bytes$`.
 *
 * Use it in place of the transport that it wraps. Nothing else changes: frames, errors, their order, and when it is opened and
 * closed. Subscribers of `frames$` share one connection to that transport, as those of a socket do.
 *
 * @throws RangeError for wrong options
 */
export function capture(transport: Transport, options: CaptureOptions = {}): CapturedTransport {
  return new Capture(transport, options);
}
