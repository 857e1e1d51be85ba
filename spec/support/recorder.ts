import type { Observable, Subscription } from 'rxjs';

/** What an Observable did, in order. */
export interface Recording<T> {
  readonly values: T[];
  readonly errors: unknown[];
  completed: boolean;
  readonly subscription: Subscription;
}

/** Subscribes and writes down what comes. */
export function record<T>(source$: Observable<T>): Recording<T> {
  const log = { values: [] as T[], errors: [] as unknown[], completed: false };
  const subscription = source$.subscribe({
    next: (value) => log.values.push(value),
    error: (error: unknown) => log.errors.push(error),
    complete: () => (log.completed = true),
  });
  return Object.assign(log, { subscription });
}
