import type { Observable } from 'rxjs';
import {
  EMPTY,
  NEVER,
  catchError,
  combineLatest,
  concat,
  defer,
  distinctUntilChanged,
  from,
  map,
  merge,
  of,
  repeat,
  switchMap,
  take,
  takeWhile,
} from 'rxjs';
import type { Heard } from './life.js';
import { lifeOf, silenceOf } from './life.js';
import { markerOf, memoryOf } from './marker.js';
import type { WatchdogOptions, WatchdogSettings } from './options.js';
import { watchdogSettings } from './options.js';
import { stateNow } from './power.js';
import { probe } from './probe.js';
import { climb } from './recover.js';
import { isRecoveryError } from './recovery-error.js';
import type { RecoveryError } from './recovery-error.js';
import type { WatchdogReport } from './reports.js';
import type { Controller } from '../controller.js';
import type { ControllerState } from '../controller-state.js';
import { checkController } from '../check-controller.js';
import { lastingState } from '../lasting-state.js';

const HOUR = 3_600_000;

/** What there is to do: listen; wait, also for another recovery by the same client; or give back at once what was taken. */
type Condition = 'Listen' | 'Absent' | 'Off' | 'Recovering' | 'Owed';

/**
 * Watches a controller while it is subscribed to, and recovers it when it falls silent, as `recover` does, until something is heard.
 *
 * ```ts
 * watchdog(adapter, { silence: 90_000, ...linuxRecovery() }).subscribe((report) => console.log(report));
 * ```
 *
 * Silence is counted from the last sign of life, or from the end of the last attempt. A quiet room is no fault: what answers and only
 * hears nothing is treated once, and then gently, until something is heard again. If nothing helps it is tried again, after a silence
 * that is twice as long each time, up to an hour. It never completes.
 *
 * Errors: those of `life`; `StatusError` `PermissionDenied`; `TransportError`.
 *
 * @throws OptionError
 */
export function watchdog(controller: Controller, options: WatchdogOptions): Observable<WatchdogReport> {
  checkController(controller);
  const settings = watchdogSettings(options);
  return defer(() => new Watchdog(controller, settings).run());
}

class Watchdog {
  readonly #life$: Observable<unknown>;
  /** How often nothing has helped since something was heard. */
  #failures = 0;
  /** It hears nothing although all was tried. */
  #isQuiet = false;
  /** What a silence has brought; undefined: there was none, but something to give back. */
  #heard: Heard | undefined;

  constructor(
    private readonly controller: Controller,
    private readonly settings: WatchdogSettings,
  ) {
    this.#life$ = settings.life ?? lifeOf(controller);
  }

  run(): Observable<WatchdogReport> {
    return concat(
      this.#listen(),
      defer(() => this.#act()),
    ).pipe(repeat());
  }

  get #silence(): number {
    const { silence } = this.settings;
    return Math.min(silence * 2 ** this.#failures, Math.max(silence, HOUR));
  }

  #condition(state: ControllerState | undefined, recovering: ReadonlyMap<string, unknown>): Condition {
    const { marker, off } = this.settings;
    if (state?.configured !== true) return 'Absent';
    if (recovering.has(state.address)) return 'Recovering';
    if (state.settings.Powered) return 'Listen';
    // After attempts in vain it is not asked for at once.
    if (markerOf(this.controller.mgmt, marker).has(state.address)) return this.#failures === 0 ? 'Owed' : 'Listen';
    return off === 'wait' ? 'Off' : 'Listen';
  }

  /** Reports why it waits; completes when there is something to do. */
  #listen(): Observable<WatchdogReport> {
    // One that can't be read from the beginning is as absent.
    const states$ = concat(stateNow(this.controller, this.settings.timeout), lastingState(this.controller));
    return combineLatest([states$, memoryOf(this.controller.mgmt).busy$]).pipe(
      map(([state, recovering]) => this.#condition(state, recovering)),
      distinctUntilChanged(),
      switchMap((condition): Observable<WatchdogReport | 'Due'> => {
        if (condition === 'Absent' || condition === 'Off') return of({ report: 'Waiting', reason: condition });
        this.#heard = undefined;
        if (condition === 'Recovering') return EMPTY;
        return condition === 'Owed' ? of('Due') : this.#silent();
      }),
      takeWhile((said) => said !== 'Due'),
    );
  }

  #silent(): Observable<WatchdogReport | 'Due'> {
    const duration = this.#silence;
    const onLife = () => {
      this.#failures = 0;
      this.#isQuiet = false;
    };
    return silenceOf(this.controller, this.#life$, duration, onLife).pipe(
      switchMap((heard) => {
        this.#heard = heard;
        return this.#isExpected(heard)
          ? from<(WatchdogReport | 'Due')[]>([{ report: 'Silent', duration }, 'Due'])
          : of('Due' as const);
      }),
    );
  }

  /** Whether there should have been a sign of life: whoever says what one is expects it. */
  #isExpected({ discovered }: Heard): boolean {
    return discovered || this.settings.life !== undefined;
  }

  #act(): Observable<WatchdogReport> {
    if (this.#heard === undefined || this.#isExpected(this.#heard)) return this.#recover();
    // No program has listened, so it need not have fallen silent: ask.
    const { controller, settings } = this;
    return concat(probe(controller, settings.timeout), of<WatchdogReport>({ report: 'Quiet' })).pipe(
      catchError(() => concat(of<WatchdogReport>({ report: 'Silent', duration: this.#silence }), this.#recover())),
    );
  }

  #recover(): Observable<WatchdogReport> {
    const { controller, settings } = this;
    const steps = this.#isQuiet ? settings.steps.filter(({ gentle }) => gentle === true) : settings.steps;
    const proof = () => this.#proof();
    return climb(controller, { ...settings, steps }, proof).pipe(
      catchError((error: unknown): Observable<WatchdogReport> => {
        if (!isRecoveryError(error)) throw error;
        return this.#gaveUp(error);
      }),
    );
  }

  /** Whether something is heard, or there is nothing to hear. */
  #proof(): Observable<boolean> {
    const { controller, settings } = this;
    const silent$ = silenceOf(controller, NEVER, settings.silence);
    return merge(this.#life$.pipe(map(() => true)), silent$.pipe(map((heard) => !this.#isExpected(heard)))).pipe(
      take(1),
    );
  }

  #gaveUp(error: RecoveryError): Observable<WatchdogReport> {
    // Listening says so, and goes on when it is there.
    if (error.code === 'Absent' || error.code === 'InProgress') return EMPTY;
    this.#failures += 1;
    if (error.code === 'Silent') {
      this.#isQuiet = true;
      return of({ report: 'Quiet' });
    }
    return of({ report: 'GaveUp', error, delay: this.#silence });
  }
}
