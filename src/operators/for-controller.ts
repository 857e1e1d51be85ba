import type { MonoTypeOperatorFunction } from 'rxjs';
import { filter } from 'rxjs';
import { narrowed } from '../mgmt/event-stream.js';
import { checkIndex } from '../protocol/options.js';

/**
 * Lets through what concerns one controller, or with `null` what concerns none. Right behind `events$` it costs nothing while
 * others are concerned.
 *
 * ```ts
 * mgmt.events$.pipe(forController(0)).subscribe(console.log);
 * ```
 *
 * @param index 0 to 65534; `null` or `NON_CONTROLLER` for none
 * @throws OptionError for what is no controller: nothing would ever come
 */
export function forController<T extends { readonly index: number | null }>(
  index: number | null,
): MonoTypeOperatorFunction<T> {
  const wanted = checkIndex('index', index);
  return (source$) => narrowed(source$, { index: wanted }) ?? source$.pipe(filter((event) => event.index === wanted));
}
