import type { Observable } from 'rxjs';
import {
  EMPTY,
  ReplaySubject,
  catchError,
  concat,
  concatMap,
  defer,
  endWith,
  finalize,
  ignoreElements,
  map,
  of,
  repeat,
  share,
  switchMap,
  takeWhile,
} from 'rxjs';
import { Attempts } from './attempts.js';
import { change } from './commands.js';
import type { DesiredName, DesiredState, DesiredValue } from './desired-state.js';
import { found } from './desired-state.js';
import { KeepError } from './keep-error.js';
import type { KeepSettings } from './options.js';
import type { Step } from './plan.js';
import { deviations, stepFor } from './plan.js';
import type { Refusal } from './refusals.js';
import { isPassing, notSupported, refusedBeside } from './refusals.js';
import type { KeepReport } from './reports.js';
import type { Controller } from '../controller.js';
import type { ControllerState } from '../controller-state.js';
import { after } from '../../transport/schedule-after.js';

/** The next change, in the state for which it was planned. */
interface Plan {
  readonly report: 'Plan';
  readonly step: Step;
  readonly state: ControllerState;
}

/** Keeps one controller as it is desired, for as long as it sits in one place. */
export class Keeper {
  readonly #attempts: Attempts;
  /** Deviations that have been reported. */
  readonly #reported = new Set<DesiredName>();
  /** What was changed on the way to something else, and is still to be set right: no deviation that others have made. */
  readonly #disturbed = new Set<DesiredName>();
  /** How things were before they were changed. */
  readonly #before: Partial<Record<DesiredName, DesiredValue>> = {};
  #isKept = false;
  #inFlight$: Observable<unknown> = EMPTY;

  constructor(
    private readonly controller: Controller,
    private readonly desired: DesiredState,
    private readonly settings: KeepSettings,
    private readonly isSame: (state: ControllerState) => boolean,
  ) {
    this.#attempts = new Attempts(settings);
  }

  /** Never completes. */
  run(): Observable<KeepReport> {
    const round$ = this.#states$().pipe(
      switchMap((state) => (state === undefined ? of<KeepReport>({ report: 'Absent' }) : this.#look(state))),
      takeWhile((said) => said.report !== 'Plan', true),
      concatMap((said) => (said.report === 'Plan' ? this.#perform(said) : of(said))),
    );
    return round$.pipe(
      repeat(),
      finalize(() => {
        if (this.settings.restore) this.#restore();
      }),
    );
  }

  #states$(): Observable<ControllerState | undefined> {
    return this.controller.state$.pipe(map((state) => (state !== undefined && this.isSame(state) ? state : undefined)));
  }

  get #now(): number {
    return this.controller.mgmt.scheduler.now();
  }

  /** What is wanted now: it goes on again after it was switched off for something that takes that. */
  get #wanted(): DesiredState {
    return this.#disturbed.has('Powered') ? { Powered: true, ...this.desired } : this.desired;
  }

  /** Compares the state with what is desired: says what is new, and what to do when it is time. */
  #look(state: ControllerState): Observable<KeepReport | Plan> {
    return defer(() => {
      const wanted = this.#wanted;
      const names = deviations(state, wanted);
      const [first] = names;
      for (const set of [this.#reported, this.#disturbed]) {
        for (const name of [...set]) if (!names.includes(name)) set.delete(name);
      }
      if (first === undefined) return this.#kept(state);
      this.#isKept = false;
      const news = names.filter((name) => !this.#reported.has(name) && !this.#disturbed.has(name));
      const reports = news.map((name) => this.#deviation(name, state, wanted));
      for (const name of news) this.#reported.add(name);
      const next = names.reduce((best, name) => (this.#due(name) < this.#due(best) ? name : best), first);
      return concat(of(...reports), this.#whenDue(next, state, wanted));
    });
  }

  #kept(state: ControllerState): Observable<KeepReport> {
    if (this.#isKept) return EMPTY;
    this.#isKept = true;
    return of({ report: 'Kept', state });
  }

  #deviation(name: DesiredName, state: ControllerState, wanted: DesiredState): KeepReport {
    const { attempts, due } = this.#attempts.at(name, this.#now);
    // Both are there: that is what a deviation is.
    const what = { name, desired: wanted[name]!, found: found(state, name)!, delay: Math.max(0, due - this.#now) };
    return attempts === 0 ? { report: 'Deviation', ...what } : { report: 'Contested', ...what, attempts };
  }

  #due(name: DesiredName): number {
    return this.#attempts.at(name, this.#now).due;
  }

  #whenDue(name: DesiredName, state: ControllerState, wanted: DesiredState): Observable<Plan> {
    const { attempts, due, refusal } = this.#attempts.at(name, this.#now);
    if (attempts >= this.settings.attempts) {
      throw new KeepError(state, { desired: name, value: wanted[name]!, attempts, refusal });
    }
    const plan: Plan = { report: 'Plan', step: stepFor(name, state, wanted), state };
    const delay = due - this.#now;
    return delay > 0 ? after(delay, this.controller.mgmt.scheduler).pipe(map(() => plan)) : of(plan);
  }

  #perform({ step, state }: Plan): Observable<KeepReport> {
    const { name, value, desired } = step;
    const unsupported = notSupported(step, state);
    if (unsupported !== undefined) throw unsupported;
    const refused = refusedBeside(this.controller, step, this.#wanted, state);
    if (refused !== undefined) return this.#refused(step, refused);
    this.#before[name] ??= found(state, name)!;
    if (name !== desired) this.#disturbed.add(name);
    // If it is to be restored, it has to be over before that, whoever has left meanwhile.
    this.#inFlight$ = change(this.controller, step, state).pipe(
      share({ connector: () => new ReplaySubject(1), resetOnRefCountZero: !this.settings.restore }),
    );
    return this.#inFlight$.pipe(
      ignoreElements(),
      endWith(undefined),
      map((): KeepReport => {
        // That it is not so at once is one more deviation.
        this.#reported.delete(name);
        if (name === desired && !this.#disturbed.has(name)) this.#attempts.note(name, this.#now);
        return { report: 'Changed', name, value, desired };
      }),
      catchError((error: unknown) => {
        if (!isPassing(error)) throw error;
        return this.#refused(step, error);
      }),
    );
  }

  #refused(step: Step, error: Refusal): Observable<KeepReport> {
    this.#attempts.note(step.desired, this.#now, error);
    const { attempts, due } = this.#attempts.at(step.desired, this.#now);
    return of({ report: 'Refused', ...step, error, attempts, delay: due - this.#now });
  }

  /** There is no subscriber any more to be told of what comes of it. */
  #restore(): void {
    const { controller, settings, isSame } = this;
    const once = { ...settings, attempts: 3, restore: false };
    const finished$ = this.#inFlight$.pipe(
      ignoreElements(),
      catchError(() => EMPTY),
    );
    const restored$ = defer(() => {
      if (Object.keys(this.#before).length === 0) return EMPTY;
      return new Keeper(controller, this.#before as DesiredState, once, isSame).run();
    });
    concat(finished$, restored$)
      .pipe(takeWhile(({ report }) => report !== 'Kept' && report !== 'Absent'))
      .subscribe({ error: () => undefined });
  }
}
