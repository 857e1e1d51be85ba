import type { Subscriber, Subscription } from 'rxjs';
import { Observable, share } from 'rxjs';
import type { Transport } from '../../../src/index.js';
import type { Server } from './reference.js';
import { reference } from './reference.js';

/** A way to get a transport wrong. */
export interface Fault {
  readonly make: (server: Server) => Transport;
  /** The scenarios that refuse it; nothing else does. */
  readonly violates: readonly string[];
  /** What the first of them says of it. */
  readonly says: string;
}

/** The reference with something else in it; getters stay getters. */
export function changed(good: Transport, change: Partial<Transport>): Transport {
  const members = { ...Object.getOwnPropertyDescriptors(good), ...Object.getOwnPropertyDescriptors(change) };
  return Object.defineProperties({}, members) as Transport;
}

export const withMembers =
  (change: (good: Transport, server: Server) => Partial<Transport>) =>
  (server: Server): Transport => {
    const good = reference(server);
    return changed(good, change(good, server));
  };

export const withFrames = (
  change: (frames$: Observable<Uint8Array>, server: Server) => Observable<Uint8Array>,
): Fault['make'] => withMembers(({ frames$ }, server) => ({ frames$: change(frames$, server) }));

/** The same, for what happens once to a connection and not to each of its subscribers. */
export const withConnection = (
  change: (frames$: Observable<Uint8Array>, server: Server) => Observable<Uint8Array>,
): Fault['make'] => withFrames((frames$, server) => change(frames$, server).pipe(share()));

export const withSend = (send: (frame: Uint8Array, good: Transport, server: Server) => void): Fault['make'] =>
  withMembers((good, server) => ({ send: (frame) => send(frame, good, server) }));

type Listener = Pick<Subscriber<Uint8Array>, 'next' | 'error' | 'complete'>;

/** How those are told who share a connection. */
interface Telling {
  readonly next?: (listeners: readonly Listener[], frame: Uint8Array) => void;
  readonly error?: (listeners: readonly Listener[], error: unknown) => void;
  readonly complete?: (listeners: readonly Listener[]) => void;
}

/** Shares a connection by hand, as those do who know no `share`. */
export function byHand(frames$: Observable<Uint8Array>, telling: Telling): Observable<Uint8Array> {
  const listeners: Listener[] = [];
  let connection: Subscription | undefined;
  const ended = () => {
    connection = undefined;
    return listeners.splice(0);
  };
  const all = {
    next: (frame: Uint8Array) => [...listeners].forEach((each) => each.next(frame)),
    error: (error: unknown) => ended().forEach((each) => each.error(error)),
    complete: () => ended().forEach((each) => each.complete()),
  };
  const { next, error, complete } = telling;
  return new Observable<Uint8Array>((subscriber) => {
    listeners.push(subscriber);
    connection ??= frames$.subscribe({
      next: next === undefined ? all.next : (frame) => next(listeners, frame),
      error: error === undefined ? all.error : (failure: unknown) => error(ended(), failure),
      complete: complete === undefined ? all.complete : () => complete(ended()),
    });
    return () => {
      const at = listeners.indexOf(subscriber);
      if (at >= 0) listeners.splice(at, 1);
      if (listeners.length === 0) connection?.unsubscribe();
      if (listeners.length === 0) connection = undefined;
    };
  });
}
