import type { Observable } from 'rxjs';
import { EMPTY, catchError, concat, concatMap, defer, finalize, from, ignoreElements, of, switchMap, take } from 'rxjs';
import { noteAttempt, untilAllowed } from './limit.js';
import type { PowerMarker } from './marker.js';
import type { RecoveryMethod } from './method.js';
import type { RecoverSettings } from './options.js';
import { present, restorePower, switchOn } from './power.js';
import { answers, probe } from './probe.js';
import { RecoveryError } from './recovery-error.js';
import type { RecoverySkip, RecoveryStep } from './reports.js';
import type { Controller } from '../controller.js';
import type { ControllerState } from '../controller-state.js';
import { isStatusError, isTimeoutError, isTransportError } from '../../mgmt/errors.js';
import { undoing } from '../../mgmt/undoing.js';

/** What makes sure, after a step, that a controller that answers does hear: completes with true, or with false. */
export type Proof = () => Observable<boolean>;

interface Skip {
  readonly reason: RecoverySkip;
  readonly message: string;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

const isClosed = (error: unknown): boolean => isTransportError(error, 'CLOSED');

/** What no step helps against: no privilege, or no way to the kernel any more. */
const isHopeless = (error: unknown): boolean => isStatusError(error, 'PermissionDenied') || isClosed(error);

/** Climbs the steps until one helps. */
export class Ladder {
  readonly #told: string[] = [];
  #isRecovered = false;
  /** Why it does not work; undefined: it does, but is silent. */
  #cause: Error | undefined;
  #isSilentOnly = true;
  #wasTried = false;

  /** @param adapter the controller by its address: a reset may give it another index */
  constructor(
    private readonly adapter: Controller,
    private state: ControllerState,
    private readonly settings: RecoverSettings,
    private readonly marker: PowerMarker,
    private readonly proof: Proof | undefined,
  ) {}

  climb(): Observable<RecoveryStep> {
    const { steps } = this.settings;
    const rungs$ = from(steps).pipe(concatMap((step) => (this.#isRecovered ? EMPTY : this.#rung(step))));
    return concat(
      this.#beginning(),
      rungs$,
      defer(() => this.#end()),
    ).pipe(finalize(() => this.#leave()));
  }

  /** Power comes first, where a recovery that did not end has taken it away. */
  #beginning(): Observable<RecoveryStep> {
    return defer(() => {
      if (!this.marker.has(this.state.address)) return EMPTY;
      return concat(this.#restored(), of<RecoveryStep>({ report: 'PowerRestored' })).pipe(catchError(() => EMPTY));
    });
  }

  #restored(): Observable<never> {
    return restorePower(this.adapter, this.state, this.marker, this.settings.timeout);
  }

  #rung(step: RecoveryMethod): Observable<RecoveryStep> {
    return present(this.adapter, this.state).pipe(
      concatMap((state) => {
        this.state = state;
        return this.#skip(step, state);
      }),
      concatMap((skip): Observable<RecoveryStep> => {
        if (skip !== undefined) {
          this.#told.push(`${step.name} was left out: ${skip.message}`);
          return of({ report: 'Skipped', step: step.name, ...skip });
        }
        this.#wasTried = true;
        return concat(
          of<RecoveryStep>({ report: 'Trying', step: step.name }),
          defer(() => this.#begin(step)),
        );
      }),
    );
  }

  /** Why a step must not be taken now. What costs nothing to find out comes first. */
  #skip(step: RecoveryMethod, state: ControllerState): Observable<Skip | undefined> {
    const { adapter, settings } = this;
    const refusal = step.refusal?.(state);
    if (refusal !== undefined) return of({ reason: 'NotApplicable', message: refusal });
    const wait = step.gentle === true ? 0 : untilAllowed(adapter.mgmt, state.address, settings.perHour);
    if (wait > 0) {
      const again = wait === Infinity ? '' : ` The next time in ${Math.ceil(wait / 1000)} s.`;
      return of({ reason: 'Limit', message: `${settings.perHour} steps in an hour were taken.${again}` });
    }
    return concat(
      step.needsAnswers === true ? this.#noAnswer() : EMPTY,
      this.#connected(step, state),
      of(undefined),
    ).pipe(take(1));
  }

  #noAnswer(): Observable<Skip> {
    return answers(this.adapter, this.settings.timeout).pipe(
      catchError((error: unknown) => {
        if (!isTimeoutError(error)) return EMPTY;
        return of<Skip>({ reason: 'NoAnswer', message: 'The kernel answers no command for the controller.' });
      }),
    );
  }

  /** Asked anew: what is known may be old, or not known at all. */
  #connected(step: RecoveryMethod, state: ControllerState): Observable<Skip> {
    if (step.gentle === true || this.settings.whileConnected || !state.settings.Powered) return EMPTY;
    const skip = (count: number): Observable<Skip> =>
      count === 0
        ? EMPTY
        : of({ reason: 'Connected', message: `It would disconnect ${count} devices. "whileConnected" allows that.` });
    return this.adapter.commandWith$('GetConnections', {}, { timeout: this.settings.timeout }).pipe(
      switchMap(({ connections }) => skip(connections.length)),
      catchError((error: unknown) => {
        if (isHopeless(error)) throw error;
        return skip(isStatusError(error, 'NotPowered') ? 0 : (state.connections ?? []).length);
      }),
    );
  }

  #begin(step: RecoveryMethod): Observable<RecoveryStep> {
    const { adapter, marker, state } = this;
    if (step.gentle === true) return this.#try(step);
    try {
      marker.set(state.address);
    } catch (error) {
      return this.#failed(step, asError(error));
    }
    noteAttempt(adapter.mgmt, state.address);
    return this.#try(step);
  }

  #try(step: RecoveryMethod): Observable<RecoveryStep> {
    const { adapter, marker, settings, state } = this;
    const failures: Error[] = [];
    const noting = (work$: Observable<never>): Observable<never> =>
      work$.pipe(
        catchError((error: unknown) => {
          if (isHopeless(error)) throw error;
          failures.push(asError(error));
          return EMPTY;
        }),
      );
    const applied$ = defer(() => from(step.apply(adapter, state))).pipe(ignoreElements());
    const restored$ = defer(() => (marker.has(state.address) ? this.#restored() : EMPTY));
    const works$ = defer(() => probe(adapter, settings.timeout));
    // What comes of the step itself matters only if the controller does not work afterwards.
    const probed$ = concat(restored$, works$).pipe(ignoreElements());
    return concat(
      noting(applied$),
      defer(() => {
        const before = failures.length;
        return concat(
          noting(probed$),
          defer(() => (failures.length > before ? this.#failed(step, failures[0]) : this.#prove(step))),
        );
      }),
    );
  }

  #prove(step: RecoveryMethod): Observable<RecoveryStep> {
    const proved$ = this.proof === undefined ? of(true) : this.proof();
    return proved$.pipe(
      take(1),
      switchMap((isHeard) => {
        if (!isHeard) return this.#failed(step, undefined);
        this.#isRecovered = true;
        return of<RecoveryStep>({ report: 'Recovered', step: step.name });
      }),
    );
  }

  #failed(step: RecoveryMethod, error: Error | undefined): Observable<RecoveryStep> {
    this.#cause = error;
    this.#isSilentOnly &&= error === undefined;
    this.#told.push(`${step.name} did not help${error === undefined ? '.' : `: ${error.message}`}`);
    return of({ report: 'Failed', step: step.name, error });
  }

  #end(): Observable<never> {
    if (this.#isRecovered) return EMPTY;
    const code = this.#wasTried && this.#isSilentOnly ? 'Silent' : 'Exhausted';
    throw new RecoveryError(code, this.state, this.#told, this.#cause);
  }

  /** Whoever leaves in the middle, or what failed in the middle, must not leave it off. There is no subscriber to be told of it. */
  #leave(): void {
    const { adapter, marker, state } = this;
    if (!marker.has(state.address)) return;
    undoing(adapter.mgmt, (sender) =>
      this.#restored().pipe(
        catchError((error: unknown) => (isClosed(error) ? switchOn(sender, state, marker) : EMPTY)),
      ),
    ).subscribe({ error: () => undefined });
  }
}
