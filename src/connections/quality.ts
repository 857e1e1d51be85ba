import type { Observable } from 'rxjs';
import { EMPTY, catchError, concat, defer, forkJoin, ignoreElements, map, of, repeat, throwError } from 'rxjs';
import type { Quality } from './connection.js';
import { NO_QUALITY } from './connection.js';
import type { ConnectionsOptions } from './options.js';
import type { Peer } from '../controllers/controller-state.js';
import { retryStatus } from '../controllers/retry-status.js';
import { isStatusError, isTimeoutError } from '../mgmt/errors.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import { after } from '../transport/schedule-after.js';

/** A new connection is set up first, and counts as not connected until then (get_conn_info in net/bluetooth/mgmt.c): after so long it is asked again, in milliseconds. */
const SETTING_UP = 200;
const SETTING_UP_TIMES = 5;

const known = (value: number): number | undefined => (Number.isNaN(value) ? undefined : value);

/** It may end at any moment, and some controllers do not tell: then nothing is known. */
const ifTold = <T>(asked$: Observable<T>, otherwise: Observable<T>): Observable<T> =>
  asked$.pipe(
    catchError((error: unknown) =>
      isStatusError(error) || isTimeoutError(error) ? otherwise : throwError(() => error),
    ),
  );

/** How well a connection is, again and again. Emits nothing while that is not known. */
export function qualityOf(
  mgmt: Mgmt,
  index: number,
  { address, addressType }: Peer,
  { interval, clock }: Required<ConnectionsOptions>,
): Observable<Quality> {
  const strength$ = mgmt.command$('GetConnectionInformation', index, address, addressType).pipe(
    retryStatus('NotConnected', SETTING_UP_TIMES, () => after(SETTING_UP, mgmt.scheduler)),
    map((said) => ({ rssi: known(said.rssi), txPower: known(said.txPower), maxTxPower: known(said.maxTxPower) })),
  );
  const { rssi, txPower, maxTxPower } = NO_QUALITY;
  const clock$ =
    clock && addressType === 'BREDR'
      ? mgmt
          .command$('GetClockInformation', index, address, addressType)
          .pipe(map(({ localClock, piconetClock, accuracy }) => ({ localClock, piconetClock, accuracy })))
      : of(undefined);
  const asked$ = forkJoin([ifTold(strength$, of({ rssi, txPower, maxTxPower })), ifTold(clock$, of(undefined))]).pipe(
    map(([strength, told]): Quality => ({ ...strength, clock: told })),
  );
  if (interval === Infinity && !clock) return EMPTY;
  const pause$ = after(interval, mgmt.scheduler).pipe(ignoreElements());
  return defer(() => concat(asked$, pause$)).pipe(repeat());
}
