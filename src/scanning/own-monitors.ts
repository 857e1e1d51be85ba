import type { Observable } from 'rxjs';
import {
  EMPTY,
  catchError,
  concat,
  defer,
  filter,
  finalize,
  ignoreElements,
  map,
  merge,
  of,
  switchMap,
  takeUntil,
  tap,
  throwError,
} from 'rxjs';
import { removeMonitor } from './remove-monitor.js';
import { Turns } from '../controllers/turns.js';
import { isStatusError, isTimeoutError } from '../mgmt/errors.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import { perClient } from '../mgmt/per-client.js';
import { undoing } from '../mgmt/undoing.js';

/**
 * The monitors that one client adds on a controller, one after the other, so that it can be told which one it was if the answer is lost: the kernel
 * keeps no record of who added one, and leaves it there when the socket is closed (adv_monitors_idr in net/bluetooth/hci_core.c).
 */
class OwnMonitors {
  readonly #turns = new Turns();
  /** While one is added: all that are there and are not this one. */
  readonly #others = new Set<number>();
  /** Whether the kernel tells this client of what it adds itself, too: after a lost answer commands go over another socket. */
  #hearsItself = false;

  constructor(
    private readonly mgmt: Mgmt,
    private readonly index: number,
  ) {}

  /** Adds one when its turn comes, if it is wanted still. What was added is removed before a `TimeoutError` is passed on. */
  add<T>(add$: Observable<T>, isWanted: () => boolean): Observable<T> {
    const inTurn$ = defer(() => (isWanted() ? this.#handles$ : EMPTY)).pipe(
      // What refuses to tell refuses to add, too, and that says more.
      catchError((error: unknown) => (isStatusError(error) ? of(undefined) : throwError(() => error))),
      switchMap((handles) => (handles === undefined ? add$ : this.#watched(handles, add$))),
    );
    return this.#turns.take(inTurn$);
  }

  /** Removes one. Never fails: it may have gone with the controller. */
  remove(handle: number): Observable<never> {
    // The kernel does not tell a client what it has removed itself.
    const removal$ = undoing(this.mgmt, (sender) => removeMonitor(sender, this.index, handle));
    return removal$.pipe(finalize(() => this.#others.delete(handle)));
  }

  get #handles$(): Observable<readonly number[]> {
    return this.mgmt.command$('ReadAdvertisementMonitorFeatures', this.index).pipe(map(({ handles }) => handles));
  }

  get #added$(): Observable<number> {
    return this.mgmt.event$('AdvertisementMonitorAdded', this.index).pipe(map(({ monitorHandle }) => monitorHandle));
  }

  #watched<T>(before: readonly number[], add$: Observable<T>): Observable<T> {
    this.#others.clear();
    for (const handle of before) this.#others.add(handle);
    const added$ = this.#added$.pipe(tap((handle) => this.#hearsItself || this.#others.add(handle)));
    const removed$ = this.mgmt
      .event$('AdvertisementMonitorRemoved', this.index)
      .pipe(tap(({ monitorHandle }) => this.#gone(monitorHandle)));
    // What ends these fails the command, too.
    const watching = merge(added$, removed$).subscribe({ error: () => undefined });
    return add$.pipe(
      catchError((error: unknown) =>
        concat(
          isTimeoutError(error) ? this.#takeBack() : EMPTY,
          throwError(() => error),
        ),
      ),
      finalize(() => watching.unsubscribe()),
    );
  }

  /** 0 stands for all. */
  #gone(handle: number): void {
    if (handle === 0) this.#others.clear();
    else this.#others.delete(handle);
  }

  /** If more than one can be it, some are another program's, and all stay. */
  #takeBack(): Observable<never> {
    this.#hearsItself = true;
    return this.#handles$.pipe(
      switchMap((handles) => {
        const [handle, ...more] = handles.filter((each) => !this.#others.has(each));
        if (handle === undefined || more.length > 0) return EMPTY;
        // Its answer may come now, and have it removed; then the number can be another program's.
        return this.remove(handle).pipe(takeUntil(this.#added$.pipe(filter((added) => added === handle))));
      }),
      catchError(() => EMPTY),
      ignoreElements(),
    );
  }
}

export const ownMonitors = /* @__PURE__ */ perClient<number, OwnMonitors>(
  (mgmt, index) => new OwnMonitors(mgmt, index),
);
