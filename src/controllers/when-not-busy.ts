import type { Observable } from 'rxjs';
import { retryStatus } from './retry-status.js';
import type { Sender } from '../mgmt/sender.js';
import { after } from '../transport/schedule-after.js';

/** Something that excludes it is being done, which takes a few HCI commands. Until it is tried again, in milliseconds, and how often. */
const BUSY_DELAY = 100;
const BUSY_TIMES = 100;

/** Sends a command again while the kernel is busy with another one, perhaps of another program. */
export const whenNotBusy = <T>(
  { scheduler }: Pick<Sender, 'scheduler'>,
  command$: Observable<T>,
  count = BUSY_TIMES,
): Observable<T> => command$.pipe(retryStatus('Busy', count, () => after(BUSY_DELAY, scheduler)));
