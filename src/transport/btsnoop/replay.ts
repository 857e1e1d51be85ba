import type { Observable, SchedulerLike } from 'rxjs';
import { Subject, asyncScheduler, defer, filter, map, share, tap } from 'rxjs';
import { CodecError } from '../../protocol/errors.js';
import { HEADER_SIZE, readHeader } from '../../protocol/header.js';
import { commandNames } from '../../protocol/tables.js';
import { TransportError } from '../errors.js';
import { FailedOpening } from '../failed-opening.js';
import type { Drops, Transport } from '../transport.js';
import { Playback } from './playback.js';
import { readRecords } from './records.js';
import type { BytesSource } from '../../protocol/bytes.js';
import type { ReplayOptions, ReplaySettings, SessionChoice } from './replay-options.js';
import { replaySettings } from './replay-options.js';
import type { EventStep, LossStep, Script } from './script.js';
import { scriptOf, withoutCommands } from './script.js';
import type { Session } from './sessions.js';
import { sessionsOf } from './sessions.js';

/** What is played at the next opening: one script after the other, or the same again and again. */
class Programme {
  #openings = 0;

  constructor(
    readonly scripts: readonly Script[],
    readonly isSequence: boolean,
  ) {}

  /** Undefined when all were played. */
  next(): Script | undefined {
    return this.scripts[this.isSequence ? this.#openings++ : 0];
  }

  exhausted(): TransportError {
    const message = `The capture has ${this.scripts.length} sessions, and all were played`;
    return new TransportError('NOT_IN_CAPTURE', 'open', 0, message);
  }
}

class Replay implements Transport {
  readonly frames$: Observable<Uint8Array>;
  /** Only declared: a capture without losses does not have it. */
  declare readonly drops$?: Observable<Drops>;
  /** Only declared: what is no sequence of sockets has one socket. */
  declare readonly another?: () => Transport;
  readonly #drops = new Subject<Drops>();
  readonly #failedOpening: FailedOpening;
  #playback: Playback | undefined;

  constructor(
    private readonly programme: Programme,
    private readonly settings: ReplaySettings,
    scheduler: SchedulerLike,
  ) {
    this.#failedOpening = new FailedOpening(scheduler);
    const { scripts, isSequence } = programme;
    this.frames$ = defer(() => {
      const script = this.programme.next();
      if (script === undefined) return this.#failedOpening.with(this.programme.exhausted());
      return this.#play(new Playback(script, scheduler, settings.speed !== Infinity));
    }).pipe(share());
    const loses = scripts.some((script) => script.some(({ kind }) => kind === 'loss'));
    if (loses) this.drops$ = this.#drops.asObservable();
    if (isSequence) this.another = () => new Replay(programme, settings, scheduler);
  }

  get isOpen(): boolean {
    return this.#playback !== undefined;
  }

  send(frame: Uint8Array): void {
    if (!this.#playback) {
      this.#failedOpening.check();
      throw new TransportError('CLOSED', 'send', 0, 'The replay does not run: it does while frames$ has subscribers');
    }
    if (this.settings.matches && !this.#playback.cue(frame)) throw notInCapture(frame);
  }

  #play(playback: Playback): Observable<Uint8Array> {
    this.#playback = playback;
    const end = (): void => {
      if (this.#playback === playback) this.#playback = undefined;
    };
    return playback.happenings$.pipe(
      tap({ next: (step) => this.#lose(step), complete: end, unsubscribe: end }),
      filter((step): step is EventStep => step.kind === 'event'),
      // Owned by the receiver, who may change it, and the next run needs it again.
      map(({ frame }) => frame.slice()),
    );
  }

  #lose(step: EventStep | LossStep): void {
    if (step.kind === 'loss') this.#drops.next({ dropped: step.dropped, total: step.total });
  }
}

function notInCapture(frame: Uint8Array): TransportError {
  if (frame.length < HEADER_SIZE) {
    return new TransportError(
      'EINVAL',
      'send',
      22,
      `${frame.length} bytes are no frame: its header takes ${HEADER_SIZE}`,
    );
  }
  const { code, index } = readHeader(frame);
  const name = commandNames.get(code) ?? `command 0x${code.toString(16).padStart(4, '0')}`;
  const message = `The capture has no ${name} for ${index === null ? 'no controller' : `controller ${index}`} that was not sent already`;
  return new TransportError('NOT_IN_CAPTURE', 'send', 0, message);
}

function choose(sessions: readonly Session[], wanted: SessionChoice): readonly Session[] {
  if (wanted === 'next' && sessions.length > 0) return sessions;
  const session = typeof wanted === 'function' ? sessions.find(wanted) : sessions[Number(wanted)];
  if (session) return [session];
  const there = sessions.map(({ opening, frames }) => `${opening?.name ?? 'unknown'} (${frames.length} frames)`);
  const list = there.length === 0 ? 'none' : there.join(', ');
  throw new CodecError('InvalidFrame', `the capture has no such session; its management sockets are: ${list}`);
}

/**
 * A transport that plays a capture back: one that `capture` made, or `btmon -w`. It stands for one socket of it, or for all in
 * turn: then whoever opens one more beside it gets the next one.
 *
 * Each time it is opened it plays from the beginning; `frames$` completes at the end of the session or the capture. A
 * capture that breaks off is played as far as it goes. Keys are zeros if they were redacted. `send` throws a
 * {@link TransportError}: `'CLOSED'` while `frames$` has no subscriber; for others see `mode`.
 *
 * @throws CodecError if `bytes` are no capture of management frames, or it has no such session
 * @throws OptionError for wrong options
 */
export function replay(bytes: BytesSource, options: ReplayOptions = {}): Transport {
  const settings = replaySettings(options);
  const sessions = choose(sessionsOf(readRecords(bytes).records), settings.session);
  const scripts = sessions.map((session) => scriptOf(session, settings.speed));
  const played = settings.matches ? scripts : scripts.map(withoutCommands);
  return new Replay(new Programme(played, settings.session === 'next'), settings, options.scheduler ?? asyncScheduler);
}
