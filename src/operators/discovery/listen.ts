import { Subscription, concat, exhaustMap, ignoreElements } from 'rxjs';
import type { Observable } from 'rxjs';
import { cutShort } from '../../mgmt/ends.js';
import type { Mgmt } from '../../mgmt/mgmt.js';
import type { MgmtNotification } from '../../protocol/tables.js';
import { after } from '../../transport/schedule-after.js';
import { forController } from '../for-controller.js';
import type { Kinds } from './kinds.js';
import { known } from './kinds.js';
import type { FoundDevice } from './report.js';
import { VERIFYING_INTERVAL } from './timing.js';

/** Who wants to know what happens to a controller. */
export interface Listener {
  found(device: FoundDevice): void;
  /** A discovery has begun or ended, whoever's it is. */
  announced(isDiscovering: boolean, kinds: Kinds): void;
  switchedOff(): void;
  suspended(): void;
  resumed(): void;
  gone(): void;
  /** Events got lost. Completes when what may have been among them was looked after. */
  lost(): Observable<never>;
  /** Nothing more comes, for this reason. */
  disconnected(error: unknown): void;
}

function tell(listener: Listener, event: MgmtNotification): void {
  switch (event.event) {
    case 'DeviceFound':
      return listener.found(event);
    case 'Discovering':
      return listener.announced(event.discovering === true, known(event.addressType));
    case 'NewSettings':
      return event.currentSettings.Powered ? undefined : listener.switchedOff();
    case 'ControllerSuspend':
      return listener.suspended();
    case 'ControllerResume':
      return listener.resumed();
    case 'IndexRemoved':
    case 'ExtendedIndexRemoved':
      return listener.gone();
  }
}

/** Tells what happens to a controller until it is unsubscribed. */
export function listen(mgmt: Mgmt, index: number, listener: Listener): Subscription {
  const subscription = new Subscription();
  const pause$ = after(VERIFYING_INTERVAL, mgmt.scheduler).pipe(ignoreElements());
  subscription.add(mgmt.drops$.pipe(exhaustMap(() => concat(listener.lost(), pause$))).subscribe());
  subscription.add(
    mgmt.events$.pipe(forController(index)).subscribe({
      next: (event) => tell(listener, event),
      error: (error: unknown) => listener.disconnected(error),
      complete: () => listener.disconnected(cutShort()),
    }),
  );
  return subscription;
}
