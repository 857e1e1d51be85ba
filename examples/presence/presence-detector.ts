import type { GroupedObservable, Observable, OperatorFunction } from 'rxjs';
import {
  Subject,
  debounceTime,
  defer,
  endWith,
  filter,
  finalize,
  groupBy,
  ignoreElements,
  mergeMap,
  scan,
  share,
  shareReplay,
  startWith,
  take,
  takeUntil,
} from 'rxjs';
import type { FoundDevice, Mgmt } from 'rx-btmgmt';
import { discover } from 'rx-btmgmt';

/** In milliseconds: what is longer is due at once in JavaScript. */
const LONGEST_TIMER = 0x7fffffff;

export interface PresenceOptions {
  /** Who is looked for. Default: everybody. */
  readonly addresses?: readonly string[];
  /** Weaker devices, and those of unknown strength, are taken for absent, in dBm. Default: none is too weak. */
  readonly minimumRssi?: number;
  /** Who is only passing by is not here: seen again after at least so many milliseconds. Default: 2 000; 0 is at once. */
  readonly arriveAfter?: number;
  /**
   * Who was not seen for so many milliseconds has left. The kernel may report a device once in ten seconds. Default: 30 000; more
   * than 24.8 days are taken for as many.
   */
  readonly leaveAfter?: number;
}

export interface PresenceChange {
  readonly kind: 'arrived' | 'left';
  readonly address: string;
}

/** Ends the source of `work` when the last subscriber leaves, whoever else in `work` still listens to it. */
const endingWithSubscriber =
  <T, R>(work: (source$: Observable<T>) => Observable<R>): OperatorFunction<T, R> =>
  (source$) =>
    defer(() => {
      const unsubscribed$ = new Subject<void>();
      return work(source$.pipe(takeUntil(unsubscribed$))).pipe(finalize(() => unsubscribed$.next()));
    });

/**
 * Who is here. Scans while somebody is subscribed, once for all subscribers. A device that has left leaves nothing behind, so
 * that addresses may change as often as they like.
 */
export class PresenceDetector {
  /** Who came and who left. */
  readonly changes$: Observable<PresenceChange>;

  /** The addresses of those who are here, beginning with the present state. */
  readonly present$: Observable<readonly string[]>;

  constructor(mgmt: Mgmt, index: number, options: PresenceOptions = {}) {
    const { addresses, minimumRssi, arriveAfter = 2_000, leaveAfter = 30_000 } = options;
    const wanted = addresses && new Set(addresses.map((address) => address.toUpperCase()));
    const isWanted = ({ address, rssi }: FoundDevice): boolean =>
      (!wanted || wanted.has(address)) && (minimumRssi === undefined || rssi >= minimumRssi);

    /** One stay of one device: its sightings, up to the silence that ends it. */
    const changesOf = (stay$: GroupedObservable<string, FoundDevice>): Observable<PresenceChange> =>
      defer(() => {
        const since = mgmt.scheduler.now();
        const address = stay$.key;
        const left$ = stay$.pipe(ignoreElements(), endWith<PresenceChange>({ kind: 'left', address }));
        return stay$.pipe(
          filter(() => mgmt.scheduler.now() - since >= arriveAfter),
          take(1),
          mergeMap(() => left$.pipe(startWith<PresenceChange>({ kind: 'arrived', address }))),
        );
      });

    /** RxJS keeps the source of groupBy as long as a duration listens to its group, also when everybody has left. */
    const stays = endingWithSubscriber((devices$: Observable<FoundDevice>) =>
      devices$.pipe(
        groupBy(({ address }) => address, {
          duration: (stay$) => stay$.pipe(debounceTime(Math.min(leaveAfter, LONGEST_TIMER), mgmt.scheduler)),
        }),
        mergeMap(changesOf),
      ),
    );

    this.changes$ = discover(mgmt, index, { continuous: true }).pipe(filter(isWanted), stays, share());
    this.present$ = this.changes$.pipe(
      scan<PresenceChange, readonly string[]>(
        (present, { kind, address }) =>
          kind === 'arrived' ? [...present, address] : present.filter((other) => other !== address),
        [],
      ),
      startWith<readonly string[]>([]),
      shareReplay({ bufferSize: 1, refCount: true }),
    );
  }
}
