import { Observable } from 'rxjs';
import type { Answer, Request } from './request.js';
import type { Session } from './session.js';

/**
 * Sends a command each time it is subscribed to. Whatever is wrong with it is found before the transport is opened for it.
 *
 * A new Observable, because this is the hot path: made of operators it would do the same at twice the price.
 */
export function commandSource<T>(
  join: () => Session,
  prepare: () => Request,
  read: (answer: Answer) => T,
): Observable<T> {
  return new Observable<T>((subscriber) => {
    const request = prepare();
    const session = join();
    session.open();
    const ticket = session.queue.submit(request, {
      answered: (answer) => {
        let value: T;
        try {
          value = read(answer);
        } catch (error) {
          subscriber.error(error);
          return;
        }
        subscriber.next(value);
        subscriber.complete();
      },
      failed: (error) => subscriber.error(error),
    });
    return () => {
      session.queue.leave(ticket);
      session.release();
    };
  });
}
