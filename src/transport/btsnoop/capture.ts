import type { Observable, SchedulerLike } from 'rxjs';
import {
  EMPTY,
  Subject,
  asyncScheduler,
  catchError,
  concat,
  defer,
  endWith,
  from,
  ignoreElements,
  merge,
  of,
  share,
  takeWhile,
  tap,
} from 'rxjs';
import { checkTransport } from '../check-transport.js';
import { claim } from '../claims.js';
import type { Bluetoothd } from '../bluetoothd.js';
import type { Drops, Transport } from '../transport.js';
import type { CaptureOptions, CaptureSettings } from './capture-options.js';
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
   * is one. It opens nothing. It goes on over any number of connections, one after the other and beside each other (those that
   * `Mgmt` opens for what it can't send over the first), so it never completes, and never fails: an error of
   * the transport is a remark in it. A capture has no end mark; it is valid whenever it stops.
   */
  readonly bytes$: Observable<Uint8Array>;
}

/** The capture of a transport, and of all further ones to the same kernel. */
class Log {
  readonly #records = new Subject<Uint8Array>();
  /** The connections that are open. */
  readonly #sessions = new Set<SessionWriter>();
  #count = 0;
  #lost = 0;

  readonly bytes$: Observable<Uint8Array> = concat(
    defer(() => of(btsnoopHeader())),
    defer(() => from([...this.#sessions].map(({ opening }) => opening))),
    this.#records,
  );

  constructor(
    private readonly settings: CaptureSettings,
    private readonly scheduler: SchedulerLike,
  ) {}

  open(): SessionWriter {
    const session = new SessionWriter(++this.#count, this.#lost, this.settings, this.scheduler);
    this.#sessions.add(session);
    this.record(() => session.opening);
    return session;
  }

  close(session: SessionWriter): void {
    this.#sessions.delete(session);
    this.record(() => session.closing());
  }

  lose(session: SessionWriter, dropped: number): void {
    this.#lost += dropped;
    for (const each of this.#sessions) each.lost = this.#lost;
    this.record(() => session.note(`${dropped} frames were lost`));
  }

  /** Nothing is done for a capture without subscribers. */
  record(record: () => Uint8Array): void {
    if (this.#records.observed) this.#records.next(record());
  }
}

class Capture implements CapturedTransport {
  readonly frames$: Observable<Uint8Array>;
  /** Only declared: a transport without losses does not have it. */
  declare readonly drops$?: Observable<Drops>;
  /** Only declared, as what follows: some transports are the only one. */
  declare readonly another?: () => Transport;
  declare readonly poll?: () => void;
  declare readonly bluetoothd?: () => Bluetoothd;
  readonly bytes$: Observable<Uint8Array>;

  #connection: { readonly transport: Transport; readonly session: SessionWriter } | undefined;

  constructor(
    private readonly transport: Transport,
    private readonly log: Log,
  ) {
    if (transport.drops$) this.drops$ = transport.drops$;
    if (transport.another) this.another = () => new Capture(transport.another!(), log);
    if (transport.bluetoothd) this.bluetoothd = () => transport.bluetoothd!();
    if (transport.poll) this.poll = () => this.#connection?.transport.poll?.();
    this.frames$ = defer(() => this.#connect()).pipe(share());
    this.bytes$ = log.bytes$;
  }

  /** As that of the transport, which may not know. */
  get isOpen(): boolean {
    return this.#connection !== undefined && this.#connection.transport.isOpen !== false;
  }

  send(frame: Uint8Array): void {
    if (this.#connection === undefined) return this.transport.send(frame);
    const { transport, session } = this.#connection;
    // Before it is sent: answers may come while it is.
    this.log.record(() => session.frame('command', frame));
    try {
      transport.send(frame);
    } catch (error) {
      this.log.record(() => session.note(`${labelOf(frame)} was not sent: ${messageOf(error)}`));
      throw error;
    }
  }

  #connect(): Observable<Uint8Array> {
    const { transport, release } = claim(this.transport, () => false);
    const session = this.log.open();
    const connection = { transport, session };
    this.#connection = connection;
    const end = (): void => {
      // After an error the next one may be open already.
      if (this.#connection === connection) this.#connection = undefined;
      release();
      this.log.close(session);
    };
    return withLosses(transport, ({ dropped }) => this.log.lose(session, dropped)).pipe(
      // Each before the consumer learns of it: what that does next comes after it in the capture.
      tap({
        next: (frame) => this.log.record(() => session.frame('event', frame)),
        error: (error: unknown) => {
          this.log.record(() => session.note(`The connection failed: ${messageOf(error)}`));
          end();
        },
        complete: end,
        unsubscribe: end,
      }),
    );
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
 * @throws OptionError
 */
export function capture(transport: Transport, options: CaptureOptions = {}): CapturedTransport {
  return new Capture(checkTransport(transport), new Log(captureSettings(options), options.scheduler ?? asyncScheduler));
}
