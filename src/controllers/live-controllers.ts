import type { Observable } from 'rxjs';
import {
  EMPTY,
  ReplaySubject,
  Subject,
  defer,
  distinctUntilChanged,
  endWith,
  filter,
  map,
  merge,
  mergeMap,
  share,
  takeWhile,
  tap,
} from 'rxjs';
import type { ControllerState } from './controller-state.js';
import { factsOf, lossesOf } from './facts.js';
import type { Read } from './reads.js';
import { ask } from './reads.js';
import { Registry } from './registry.js';
import type { Mgmt } from '../mgmt/mgmt.js';

/** The transport has ended. */
const ENDED = { fact: 'Ended' } as const;

const live = new WeakMap<Mgmt, Observable<readonly ControllerState[]>>();

/** The controllers of a client: one set of reads for all subscribers, dropped after the last one. */
export function liveControllers(mgmt: Mgmt): Observable<readonly ControllerState[]> {
  const known = live.get(mgmt);
  if (known !== undefined) return known;
  const controllers$ = defer(() => watch(mgmt)).pipe(share({ connector: () => new ReplaySubject(1) }));
  live.set(mgmt, controllers$);
  return controllers$;
}

function watch(mgmt: Mgmt): Observable<readonly ControllerState[]> {
  const registry = new Registry();
  const reads = new Subject<Read>();
  // Listening comes first: whatever happens while we read is heard.
  const facts$ = merge(
    factsOf(mgmt).pipe(endWith(ENDED)),
    lossesOf(mgmt),
    reads.pipe(mergeMap((read) => ask(mgmt, read))),
    defer(() => {
      reads.next({ read: 'Lists' });
      return EMPTY;
    }),
  );
  return facts$.pipe(
    takeWhile((fact) => fact.fact !== 'Ended'),
    tap((fact) => {
      for (const read of registry.learn(fact)) reads.next(read);
    }),
    map(() => registry.controllers),
    filter((controllers) => controllers !== undefined),
    distinctUntilChanged(),
  );
}
