import type { Observable } from 'rxjs';
import {
  catchError,
  combineLatest,
  concat,
  defer,
  distinctUntilChanged,
  filter,
  ignoreElements,
  map,
  merge,
  of,
  repeat,
  scan,
  startWith,
} from 'rxjs';
import type { Entry } from './list-entry.js';
import { listEntry } from './list-entry.js';
import type { AutoConnectOptions } from './options.js';
import { checkAutoConnect } from './options.js';
import { isSamePeer } from '../controllers/check-peer.js';
import type { Controller } from '../controllers/controller.js';
import type { ControllerState, Peer } from '../controllers/controller-state.js';
import { isPassing } from '../controllers/keep/refusals.js';
import type { Needs } from '../controllers/refusals.js';
import { isReady, refusals, technologiesOf } from '../controllers/refusals.js';
import { whileTrue } from '../controllers/while-present.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import { after } from '../transport/schedule-after.js';
import { checkController } from '../controllers/check-controller.js';

/** A device that is to be connected by itself. */
export interface AutoConnectDevice extends Peer {
  /** Whether it is on the controller's list. */
  readonly listed: boolean;
  readonly connected: boolean;
}

/** Until it is tried again after it was removed or refused, in milliseconds. */
const AGAIN = 1_000;

/** Whether a device is on the list: it is put there again and again. */
function kept(mgmt: Mgmt, index: number, entry: Entry): Observable<boolean> {
  const pause$ = concat(of(false), after(AGAIN, mgmt.scheduler).pipe(ignoreElements()));
  return concat(listEntry(mgmt, index, entry), pause$).pipe(
    catchError((error: unknown) => {
      if (isPassing(error)) return pause$;
      throw error;
    }),
    repeat(),
  );
}

type Change = readonly [which: number, listed: boolean] | 'none';

const changed = (listed: readonly boolean[], change: Change): readonly boolean[] =>
  listed.map((before, n) => (change === 'none' ? false : n === change[0] ? change[1] : before));

/**
 * Has devices on the controller's list for as long as it is subscribed to: the kernel connects to each one as soon as it is heard. Emits the devices,
 * and again with each change. They are put there again after power cycles, replugging and removal by another program, and removed
 * afterwards, also if another program had put one there before.
 *
 * ```ts
 * autoConnect(controller(mgmt, 0), [{ address: '00:1B:DC:07:31:88', addressType: 'LEPublic' }]).subscribe(console.log);
 * ```
 *
 * LE devices need a fixed address, public or static; whoever uses private ones is found by its identity, when that key is loaded.
 *
 * Errors: at once what can never work: `StatusError` `NotSupported`, `PermissionDenied`, `InvalidParameters` (a private address, a flag that the kernel does
 * not know); what {@link AutoConnectOptions} ask for; `TransportError`.
 *
 * @throws OptionError if a peer or an option makes no sense
 */
export function autoConnect(
  controller: Controller,
  peers: readonly Peer[],
  options: AutoConnectOptions = {},
): Observable<readonly AutoConnectDevice[]> {
  const { entries, whenOff, whenAbsent } = checkAutoConnect(peers, options);
  const { mgmt, state$ } = checkController(controller);
  const needs: Needs = {
    activity: 'list of devices',
    command: 'AddDevice',
    technologies: technologiesOf(entries.map(({ peer }) => peer.addressType)),
    whenOff,
    whenAbsent,
  };
  const isOn = ({ settings }: ControllerState): boolean => isReady(needs.technologies, settings);
  const listed$ = merge(
    whileTrue(controller, isOn, ({ index }) =>
      merge(...entries.map((entry, n) => kept(mgmt, index, entry).pipe(map((listed) => [n, listed] as const)))),
    ),
    state$.pipe(
      filter((state) => state === undefined || !isOn(state)),
      map(() => 'none' as const),
    ),
  ).pipe(
    scan(
      changed,
      entries.map(() => false),
    ),
    startWith(entries.map(() => false)),
  );
  const connections$ = state$.pipe(
    map((state) => state?.connections ?? []),
    distinctUntilChanged(),
  );
  const devices$ = combineLatest([listed$, connections$]).pipe(
    map(([listed, connections]) =>
      entries.map(({ peer }, n): AutoConnectDevice => {
        const connected = connections.some((other) => isSamePeer(other, peer));
        return { ...peer, listed: listed[n] === true, connected };
      }),
    ),
    distinctUntilChanged((last, next) => JSON.stringify(last) === JSON.stringify(next)),
  );
  return defer(() => merge(refusals(controller, needs), devices$));
}
