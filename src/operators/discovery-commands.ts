import type { Observable } from 'rxjs';
import {
  EMPTY,
  ReplaySubject,
  catchError,
  concat,
  defer,
  filter,
  finalize,
  forkJoin,
  ignoreElements,
  map,
  of,
  take,
  timeout,
} from 'rxjs';
import { isStatusError } from '../mgmt/errors.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import type { MgmtEvent, Params } from '../protocol/tables.js';

/** The kinds of devices that a discovery looks for. */
export type DiscoveryKinds = Params<'StartDiscovery'>['addressType'];

/** What a discovery looks for. The filters hold for everybody who listens on this controller. */
export interface DiscoveryFilter {
  /** BR/EDR, both kinds of LE together, or all three. Default: `['LEPublic', 'LERandom']`. */
  readonly addressType?: DiscoveryKinds;
  /** Only devices that offer one of these services. */
  readonly uuids?: Params<'StartServiceDiscovery'>['uuids'];
  /** Only devices that are at least this strong, in dBm from -127 to 20. */
  readonly rssiThreshold?: number;
  /** Only devices in limited discoverable mode. Not together with `uuids` and `rssiThreshold`. */
  readonly limited?: boolean;
}

const LOW_ENERGY: DiscoveryKinds = ['LEPublic', 'LERandom'];
/** The threshold that lets all through (mgmt-protocol, Start Service Discovery). */
const ANY_RSSI = 127;
/** Discovering follows the reply to Stop Discovery within one work item of the kernel; this is generous, in milliseconds. */
const STOPPED_SOON = 1000;

/** The stops under way by controller: a start would run into Busy of our own making. */
const stops = new WeakMap<Mgmt, Map<number, Observable<never>>>();

function stopsOf(mgmt: Mgmt): Map<number, Observable<never>> {
  const known = stops.get(mgmt) ?? new Map<number, Observable<never>>();
  stops.set(mgmt, known);
  return known;
}

/** Emits each time when the kernel says that discovering ended. */
export function discoveryEnded(mgmt: Mgmt, index: number): Observable<MgmtEvent<'Discovering'>> {
  return mgmt.event$('Discovering', index).pipe(filter(({ discovering }) => !discovering));
}

/** The command that starts it, and the kinds that the stop must repeat. */
function startCommand(mgmt: Mgmt, index: number, options: DiscoveryFilter): Observable<DiscoveryKinds> {
  const { addressType = LOW_ENERGY, uuids, rssiThreshold, limited = false } = options;
  const filtered = uuids !== undefined || rssiThreshold !== undefined;
  if (limited && filtered) throw new RangeError('A limited discovery takes neither uuids nor rssiThreshold');
  const started$: Observable<unknown> = filtered
    ? mgmt.command$('StartServiceDiscovery', index, addressType, rssiThreshold ?? ANY_RSSI, uuids ?? [])
    : mgmt.command$(limited ? 'StartLimitedDiscovery' : 'StartDiscovery', index, addressType);
  return started$.pipe(map(() => addressType));
}

/** Starts a discovery. Emits what to stop later, or `undefined` if somebody else's is running already. */
export function startDiscovery(
  mgmt: Mgmt,
  index: number,
  options: DiscoveryFilter,
): Observable<DiscoveryKinds | undefined> {
  const start$ = defer(() => startCommand(mgmt, index, options));
  return defer(() => concat(stopsOf(mgmt).get(index) ?? EMPTY, start$)).pipe(
    catchError((error: unknown) => {
      if (isStatusError(error, 'Busy')) return of(undefined);
      throw error;
    }),
  );
}

/**
 * Stops a discovery of our own, whoever has unsubscribed meanwhile. It can fail only if there is nothing to stop, or no way
 * to do it; then the kernel ends the discovery within ten seconds by itself.
 */
export function stopDiscovery(mgmt: Mgmt, index: number, addressType: DiscoveryKinds): void {
  const ended$ = discoveryEnded(mgmt, index).pipe(
    take(1),
    timeout({ first: STOPPED_SOON, with: () => of(undefined), scheduler: mgmt.scheduler }),
  );
  const done = new ReplaySubject<never>();
  stopsOf(mgmt).set(index, done);
  forkJoin([ended$, mgmt.command$('StopDiscovery', index, addressType)])
    .pipe(
      ignoreElements(),
      catchError(() => EMPTY),
      finalize(() => stopsOf(mgmt).delete(index)),
    )
    .subscribe(done);
}

/** Tells the kernel that the name of a device is not known, so that it asks for it. Too late is no harm. */
export function askForName(mgmt: Mgmt, { index, address, addressType }: MgmtEvent<'DeviceFound'>): Observable<never> {
  return mgmt.command$('ConfirmName', index, address, addressType, false).pipe(
    ignoreElements(),
    catchError(() => EMPTY),
  );
}
