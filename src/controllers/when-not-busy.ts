import type { Observable } from 'rxjs';
import { retry } from 'rxjs';
import { isStatusError } from '../mgmt/errors.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import { after } from '../transport/schedule-after.js';

/** Something that excludes it is being done, which takes a few HCI commands. Until it is tried again, in milliseconds, and how often. */
const BUSY_DELAY = 100;
const BUSY_TIMES = 100;

/** Sends a command again while the kernel is busy with another one, perhaps of another program. */
export const whenNotBusy = <T>(mgmt: Mgmt, command$: Observable<T>, count = BUSY_TIMES): Observable<T> =>
  command$.pipe(
    retry({
      count,
      delay: (error: unknown) => {
        if (isStatusError(error, 'Busy')) return after(BUSY_DELAY, mgmt.scheduler);
        throw error;
      },
    }),
  );
