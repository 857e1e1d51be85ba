import type { Observable } from 'rxjs';
import {
  concat,
  concatAll,
  defaultIfEmpty,
  defer,
  endWith,
  filter,
  finalize,
  from,
  ignoreElements,
  map,
  merge,
  of,
  share,
  switchMap,
  take,
  tap,
} from 'rxjs';
import { claimKeys } from './claims.js';
import type { KeyChange } from './key-change.js';
import { KeyRing } from './key-ring.js';
import type { Deed } from './key-ring.js';
import type { KeyStore } from './key-store.js';
import { checkedKeys, loadsOf } from './loads.js';
import type { PersistKeysOptions } from './options.js';
import type { Report } from './reports.js';
import { keyReports } from './reports.js';
import { saverOf } from './saver.js';
import { sendLoad } from './send-load.js';
import type { StoredKey } from './stored-key.js';
import { labelOf } from './stored-key.js';
import type { Controller } from '../controllers/controller.js';
import type { ControllerState } from '../controllers/controller-state.js';
import { whileTrue } from '../controllers/while-present.js';

/** So many reports are kept until it is known which controller they are of: those of a few pairings. */
const MOST_EARLY = 64;

const READ_ONLY = 'the store is read-only';

/** Whether it changes what is to be loaded. */
const isLasting = (report: Report): boolean => report.report === 'unpaired' || report.refusal === undefined;

/** One subscription of `persistKeys`. */
export class Persistence {
  #release: (() => void) | undefined;
  readonly #reports$: Observable<Report>;
  /** Reports that came before the controller that they are of is known to be there. */
  #early: readonly Report[] = [];
  /** The one that is taken care of. */
  #index: number | undefined;

  constructor(
    private readonly controller: Controller,
    private readonly store: KeyStore,
    private readonly options: PersistKeysOptions,
  ) {
    this.#reports$ = keyReports(controller.mgmt).pipe(share());
  }

  run(): Observable<KeyChange> {
    const { mgmt } = this.controller;
    const early$ = merge(
      this.#reports$.pipe(
        filter(() => this.#index === undefined),
        tap((report) => (this.#early = [...this.#early, report].slice(-MOST_EARLY))),
      ),
      mgmt
        .event$('IndexRemoved')
        .pipe(tap(({ index }) => (this.#early = this.#early.filter((report) => report.index !== index)))),
    );
    const missed$ = mgmt.drops$.pipe(map(({ dropped }): KeyChange => ({ change: 'missed', frames: dropped })));
    const changes$ = whileTrue(
      this.controller,
      ({ configured }) => configured,
      (state) => this.#present(state),
    ).pipe(concatAll());
    // Listening comes first.
    return merge(early$.pipe(ignoreElements()), missed$, changes$);
  }

  /** Lets others load keys into the controller. */
  release(): void {
    this.#release?.();
  }

  /** Those of others are not kept any longer: where it sits is known now. */
  #takeEarly(index: number): readonly Report[] {
    const early = this.#early.filter((report) => report.index === index);
    this.#early = [];
    return early;
  }

  /** What is done for a controller while it is there. Each of what it emits ends, also if the controller goes meanwhile. */
  #present(state: ControllerState): Observable<Observable<KeyChange>> {
    const { index, address } = state;
    const saver = saverOf(this.controller.mgmt, address);
    this.#release = claimKeys(this.controller.mgmt, state);
    let ring = new KeyRing();
    /** What the kernel reports until all is loaded. */
    let arrived: Report[] | undefined = [];
    // Before anything that is reported now is stored, and after all that was reported before.
    const stored$ = saver.runWhileWanted(() =>
      defer(() => this.store.read$(address)).pipe(
        take(1),
        defaultIfEmpty<readonly StoredKey[], readonly StoredKey[]>([]),
        map(checkedKeys),
        tap(({ keys }) => (ring = new KeyRing(keys))),
      ),
    );
    const saved$ = concat(
      from(this.#takeEarly(index)),
      this.#reports$.pipe(filter((report) => report.index === index)),
    ).pipe(
      tap((report) => {
        if (isLasting(report)) arrived?.push(report);
      }),
      map((report) => saver.run(() => this.#save(address, report, () => ring))),
    );
    const loaded$ = stored$.pipe(
      switchMap(({ keys, unusable }) => {
        const ignored = unusable.map((it): KeyChange => ({ change: 'ignored', ...it }));
        return concat(
          from(ignored),
          this.#load(state, keys, () => arrived ?? []),
        );
      }),
      finalize(() => (arrived = undefined)),
      map((change) => of(change)),
    );
    this.#index = index;
    return merge(saved$, loaded$).pipe(
      finalize(() => {
        this.#index = undefined;
        this.release();
      }),
    );
  }

  /**
   * Replaces what the kernel has by what is stored and has been reported since. What is reported meanwhile may have been
   * replaced with the rest: then all is loaded again, with it.
   */
  #load(state: ControllerState, keys: readonly StoredKey[], arrived: () => readonly Report[]): Observable<KeyChange> {
    const { mgmt } = this.controller;
    return defer(() => {
      const reports = arrived();
      const seen = reports.length;
      const { loads, unusable } = loadsOf(new KeyRing(keys, reports).keys, state);
      const changes: KeyChange[] = unusable.map((it) => ({ change: 'ignored', ...it }));
      const counts = Object.fromEntries(loads.map(({ kind, count }) => [kind, count]));
      changes.push({ change: 'loaded', index: state.index, address: state.address, counts });
      return concat(
        concat(...loads.map((load) => sendLoad(mgmt, state.index, load, this.options))).pipe(ignoreElements()),
        defer(() => (arrived().length > seen ? this.#load(state, keys, arrived) : from(changes))),
      );
    });
  }

  /** Does to the store what a report calls for. */
  #save(address: string, report: Report, ring: () => KeyRing): Observable<KeyChange> {
    if (report.report === 'key' && report.refusal !== undefined) {
      return of({ change: 'ignored', key: labelOf(report.key), reason: report.refusal });
    }
    const deeds = ring().learn(report);
    if (this.store.readOnly === true) {
      return from(deeds.map(({ key }): KeyChange => ({ change: 'ignored', key: labelOf(key), reason: READ_ONLY })));
    }
    return concat(...deeds.map((deed) => this.#do(address, deed)));
  }

  #do(address: string, { deed, key }: Deed): Observable<KeyChange> {
    const { store } = this;
    // Stores that are written without types may give promises: they are not to begin before it is their turn.
    const done$ = defer(() => (deed === 'write' ? store.write$(address, key) : store.remove$(address, key)));
    const change = deed === 'write' ? 'stored' : 'removed';
    return done$.pipe(ignoreElements(), endWith({ change, key: labelOf(key) } as const));
  }
}
