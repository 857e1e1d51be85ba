import type { Observable } from 'rxjs';
import { BehaviorSubject, EMPTY, Subject, distinctUntilChanged, switchMap } from 'rxjs';
import { brokenTransport, closed } from './ends.js';
import type { SessionSettings } from './session.js';
import { Session } from './session.js';
import type { Claim } from '../transport/claims.js';
import { claim } from '../transport/claims.js';
import type { TransportError } from '../transport/errors.js';
import type { Drops, Transport } from '../transport/transport.js';

/** The connections of one client, one after the other. */
export class Sessions {
  /** Whether there is one, as far as is known. */
  readonly connected$: Observable<boolean>;
  /** The losses of the one that there is, or was last. */
  readonly drops$: Observable<Drops>;
  /** Why a connection was cut that is being made again. */
  readonly cuts$: Observable<TransportError>;

  readonly #cuts = new Subject<TransportError>();
  readonly #connected = new BehaviorSubject(false);
  /** The one that was given, or another of its kind. */
  readonly #transport: BehaviorSubject<Transport>;
  #present: Session | undefined;
  /** The one that is being closed, until all is undone that has to be. */
  #closing: Session | undefined;
  #isClosed = false;

  constructor(
    private readonly transport: Transport,
    private readonly settings: SessionSettings,
  ) {
    this.cuts$ = this.#cuts.asObservable();
    this.connected$ = this.#connected.pipe(distinctUntilChanged());
    this.#transport = new BehaviorSubject(transport);
    const drops$ = this.#transport.pipe(
      distinctUntilChanged(),
      switchMap((present) => present.drops$ ?? EMPTY),
    );
    this.drops$ = transport.drops$ === undefined ? EMPTY : drops$;
  }

  /** The present one, or a new one. It is needed until it is released. */
  join(): Session {
    const session = this.#present ?? this.#begin();
    this.#present = session;
    session.hold();
    return session;
  }

  /** As `join`; also the one that is being closed. */
  rejoin(): Session {
    const closing = this.#closing;
    if (closing === undefined) return this.join();
    closing.hold();
    return closing;
  }

  /** Ends the present one, and refuses all others. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const session = this.#present;
    this.#present = undefined;
    this.#closing = session;
    session?.close(closed());
  }

  #begin(): Session {
    const { transport, release } = this.#claim();
    let wasOpen = false;
    const owner = {
      opened: () => {
        wasOpen = true;
        this.#connected.next(true);
      },
      cut: (error: TransportError) => {
        this.#connected.next(false);
        this.#cuts.next(error);
      },
      ended: () => {
        release();
        if (this.#present === session) this.#present = undefined;
        if (this.#closing === session) this.#closing = undefined;
        // The one before it may still be there, until what was given up is taken back.
        if (wasOpen) this.#connected.next(false);
      },
    };
    const session = new Session(transport, owner, this.settings);
    return session;
  }

  #claim(): Claim {
    try {
      if (this.#isClosed) throw closed();
      const own = claim(this.transport, () => this.#present?.closeIfIdle() ?? true);
      this.#transport.next(own.transport);
      return own;
    } catch (error) {
      return { transport: brokenTransport(error), release: () => undefined };
    }
  }
}
