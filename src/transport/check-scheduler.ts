import type { SchedulerLike } from 'rxjs';
import { isObject } from '../protocol/errors.js';
import { OptionError } from '../protocol/option-error.js';

/** What has the methods of a scheduler. @throws OptionError */
export function checkScheduler(option: string, value: SchedulerLike): void {
  if (isObject(value) && typeof value.schedule === 'function' && typeof value.now === 'function') return;
  throw new OptionError(option, value, 'a scheduler of RxJS, with schedule() and now()');
}
