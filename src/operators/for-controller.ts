import type { MonoTypeOperatorFunction } from 'rxjs';
import { filter } from 'rxjs';

/**
 * Lets through what concerns one controller.
 *
 * ```ts
 * mgmt.events$.pipe(forController(0)).subscribe(console.log);
 * ```
 */
export function forController<T extends { readonly index: number }>(index: number): MonoTypeOperatorFunction<T> {
  return filter((event) => event.index === index);
}
