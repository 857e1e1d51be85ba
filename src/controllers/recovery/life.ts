import type { Observable } from 'rxjs';
import { defer, filter, ignoreElements, map, merge, repeat, take, tap } from 'rxjs';
import type { Controller } from '../controller.js';
import { lastingState } from '../lasting-state.js';
import type { MgmtNotificationName } from '../../protocol/tables.js';
import { after } from '../../transport/schedule-after.js';

/** What comes from the air. All else the kernel may say by itself. */
const FROM_THE_AIR = [
  'DeviceFound',
  'DeviceConnected',
  'DeviceDisconnected',
  'AdvertisementMonitorDeviceFound',
  'AdvertisementMonitorDeviceLost',
  'MeshDeviceFound',
] as const satisfies readonly MgmtNotificationName[];

/** What shows that a controller hears something. */
export function lifeOf(controller: Controller): Observable<unknown> {
  return merge(...FROM_THE_AIR.map((name) => controller.event$(name)));
}

/** What a time of listening has brought. */
export interface Heard {
  /** Whether a discovery ran at some time, as far as is known: else there was nothing to hear. */
  readonly discovered: boolean;
}

/**
 * Emits once, when nothing was heard for so long: completes. A timer for each sign of life would cost more than what it is about, so it
 * looks only when the time may be over.
 */
export function silenceOf(
  controller: Controller,
  life$: Observable<unknown>,
  silence: number,
  onLife: () => void = () => undefined,
): Observable<Heard> {
  const { scheduler } = controller.mgmt;
  return defer(() => {
    let last = scheduler.now();
    let discovered = false;
    const heard$ = life$.pipe(
      tap(() => {
        last = scheduler.now();
        onLife();
      }),
    );
    const discovering$ = lastingState(controller).pipe(tap((state) => (discovered ||= state?.discovering === true)));
    const elapsed$ = defer(() => {
      // The clock may have been set back.
      last = Math.min(last, scheduler.now());
      return after(last + silence - scheduler.now(), scheduler);
    }).pipe(
      repeat(),
      filter(() => scheduler.now() - last >= silence),
      map((): Heard => ({ discovered })),
    );
    return merge(merge(heard$, discovering$).pipe(ignoreElements()), elapsed$).pipe(take(1));
  });
}
