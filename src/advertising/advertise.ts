import type { Observable } from 'rxjs';
import {
  ReplaySubject,
  catchError,
  concat,
  connect,
  distinctUntilChanged,
  filter,
  ignoreElements,
  isObservable,
  map,
  merge,
  of,
  repeat,
  take,
} from 'rxjs';
import { compile } from './compile.js';
import type { AdvertisingContent, Compiled } from './content.js';
import { fill } from './fill.js';
import { heldAdvertisement } from './held-advertisement.js';
import { NoNumberError, ownNumbers } from './numbers.js';
import type { AdvertiseOptions, Plan } from './options.js';
import { checkAdvertiseOptions, checkFlags } from './options.js';
import type { AdvertisingPaused, AdvertisingState } from './state.js';
import type { Controller } from '../controllers/controller.js';
import type { ControllerState } from '../controllers/controller-state.js';
import { isPassing } from '../controllers/keep/refusals.js';
import type { Needs } from '../controllers/refusals.js';
import { isReady, refusals } from '../controllers/refusals.js';
import { whileTrue } from '../controllers/while-present.js';
import { after } from '../transport/schedule-after.js';
import { checkController } from '../controllers/check-controller.js';

/** Until it is tried again after it was removed or refused, and at the latest when there was no number, in milliseconds. */
const AGAIN = 1_000;
/** Until it is told that it was removed, if it is not because the controller goes off, in milliseconds. */
const GRACE = 200;
const AGAIN_WHEN_FULL = 30_000;

const needsOf = ({ whenOff, whenAbsent }: Plan): Needs => ({
  activity: 'advertising',
  command: 'AddAdvertising',
  technologies: ['LowEnergy'],
  whenOff,
  whenAbsent,
});

type Reason = AdvertisingPaused['reason'];

/** Why it can't be advertised now. */
function reasonOf(state: ControllerState | undefined): Reason | undefined {
  if (state?.configured !== true) return 'Absent';
  const { Powered, LowEnergy } = state.settings;
  if (!Powered) return 'Off';
  return LowEnergy ? undefined : 'LowEnergyOff';
}

const paused = (reason: Reason): AdvertisingPaused => ({ state: 'Paused', reason });

/** A pause, until what is waited for comes. */
const pause = (state: AdvertisingPaused, wait$: Observable<unknown>): Observable<AdvertisingState> =>
  concat(of(state), wait$.pipe(ignoreElements()));

/** Advertises on a controller that is on, again and again. */
function kept(
  { mgmt, state$ }: Controller,
  { index, settings: { BREDR } }: ControllerState,
  plan: Plan,
  given$: Observable<Compiled>,
): Observable<AdvertisingState> {
  const { scheduler } = mgmt;
  const content$ = given$.pipe(map((content) => fill(content, plan, BREDR)));
  const hidden$ = state$.pipe(
    map((state) => state?.settings.Advertising === true),
    distinctUntilChanged(),
  );
  const again$ = after(AGAIN, scheduler);
  const free$ = merge(
    mgmt.event$('AdvertisingRemoved', index),
    ownNumbers(mgmt, index).released$,
    after(AGAIN_WHEN_FULL, scheduler),
  ).pipe(take(1));
  // The kernel removes some when it goes off, and tells that first.
  const removed$ = concat(after(GRACE, scheduler).pipe(ignoreElements()), pause(paused('Removed'), again$));
  return concat(heldAdvertisement(mgmt, index, plan, { content$, hidden$ }), removed$).pipe(
    catchError((error: unknown) => {
      if (error instanceof NoNumberError) return pause(paused('Full'), free$);
      if (isPassing(error)) return pause({ ...paused('Refused'), error }, again$);
      throw error;
    }),
    repeat(),
  );
}

/** The same pause is told once. */
const isSame = (last: AdvertisingState, next: AdvertisingState): boolean =>
  last.state === 'Paused' &&
  next.state === 'Paused' &&
  last.reason === next.reason &&
  last.error?.message === next.error?.message;

/**
 * Advertises for as long as it is subscribed to, and emits what becomes of it.
 *
 * ```ts
 * advertise(controller(mgmt, 0), { name: 'Shed', services: ['180f'] }, { interval: 100 }).subscribe(console.log);
 * ```
 *
 * Several at once are fine: each takes a number that is free. It is advertised again when the controller is switched on, plugged in again, or
 * another program has removed it. Content that changes is an Observable, of which each value replaces the one before in place.
 *
 * Errors: at once what can never work: `AdvertisingSizeError`; `StatusError` `NotSupported`, `PermissionDenied`, `InvalidParameters`, `UnknownCommand`; what
 * {@link AdvertiseOptions} ask for; `OptionError` for content of an Observable, and its own errors; `TransportError`.
 *
 * @throws OptionError if an option or the content makes no sense
 */
export function advertise(
  controller: Controller,
  content: AdvertisingContent | Observable<AdvertisingContent>,
  options: AdvertiseOptions = {},
): Observable<AdvertisingState> {
  checkController(controller);
  const plan = checkAdvertiseOptions(options);
  const prepare = (given: AdvertisingContent): Compiled => {
    const compiled = compile(given);
    checkFlags(plan, compiled);
    return compiled;
  };
  const prepared$ = isObservable(content) ? content.pipe(map(prepare)) : of(prepare(content));
  const needs = needsOf(plan);
  const pauses$ = controller.state$.pipe(
    map(reasonOf),
    distinctUntilChanged(),
    filter((reason) => reason !== undefined),
    map(paused),
  );
  const isOn = ({ settings }: ControllerState): boolean => isReady(needs.technologies, settings);
  const states = (content$: Observable<Compiled>): Observable<AdvertisingState> =>
    merge(
      content$.pipe(ignoreElements()),
      refusals(controller, needs),
      pauses$,
      whileTrue(controller, isOn, (state) => kept(controller, state, plan, content$)),
    );
  return prepared$.pipe(
    // Whoever is switched on later advertises the latest.
    connect(states, { connector: () => new ReplaySubject(1) }),
    distinctUntilChanged(isSame),
  );
}
