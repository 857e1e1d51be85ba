import type { Observer } from 'rxjs';
import { Observable, Subscription, concatMap, map } from 'rxjs';
import type { Fault } from './fault.js';
import { byHand, withConnection, withFrames } from './fault.js';
import { reference } from './reference.js';

const nth = (n: number, then: (frame: Uint8Array) => Uint8Array[]) =>
  concatMap((frame: Uint8Array, i: number) => (i === n ? then(frame) : [frame]));

/** Calls what was subscribed with, without RxJS between. */
class Bare extends Observable<Uint8Array> {
  readonly #listeners: Partial<Observer<Uint8Array>>[] = [];
  #connection = new Subscription();

  constructor(private readonly frames$: Observable<Uint8Array>) {
    super();
  }

  override subscribe(given?: Partial<Observer<Uint8Array>> | ((frame: Uint8Array) => void) | null): Subscription {
    const listener = typeof given === 'function' ? { next: given } : (given ?? {});
    const listeners = this.#listeners;
    listeners.push(listener);
    if (listeners.length === 1) {
      this.#connection = this.frames$.subscribe({
        next: (frame) => [...listeners].forEach((each) => each.next?.(frame)),
        error: (error: unknown) => listeners.splice(0).forEach((each) => each.error?.(error)),
        complete: () => listeners.splice(0).forEach((each) => each.complete?.()),
      });
    }
    const subscription = new Subscription(() => {
      const at = listeners.indexOf(listener);
      if (at >= 0) listeners.splice(at, 1);
      if (listeners.length === 0) this.#connection.unsubscribe();
    });
    // Operators of RxJS expect it of what they subscribe with.
    if (listener instanceof Subscription) listener.add(subscription);
    return subscription;
  }
}

/** What can be wrong with the frames that a transport hands out. */
export const faultsOfFrames: Readonly<Record<string, Fault>> = {
  'loses the frame that fills a batch': {
    make: withFrames((frames$) => frames$.pipe(nth(63, () => []))),
    violates: ['hands out frames whole, each once, in order'],
    says: 'the subscriber gets 200 frames. Instead: 199 came within 300 ms',
  },
  'hands out a frame twice': {
    make: withFrames((frames$) => frames$.pipe(nth(50, (frame) => [frame, frame]))),
    violates: ['hands out frames whole, each once, in order'],
    says: 'the subscriber gets as frame 52 of 200 64 bytes (017033003a002d343b424950575e656c737a81888f969da4 ...). Instead: there came 20 bytes (017032000e000e151c232a31383f464d545b6269)',
  },
  'hands out a frame before the one that it came after': {
    make: withFrames((frames$) => {
      let held: Uint8Array[] = [];
      return frames$.pipe(
        concatMap((frame, i) => {
          if (i === 20) held = [frame];
          return i === 20 ? [] : [frame, ...held.splice(0)];
        }),
      );
    }),
    violates: ['hands out frames whole, each once, in order'],
    says: 'the subscriber gets as frame 21 of 200 20 bytes (017014000e006c737a81888f969da4abb2b9c0c7). Instead: there came 64 bytes (017015003a008b9299a0a7aeb5bcc3cad1d8dfe6edf4fb02 ...)',
  },
  'hands out a frame in two parts': {
    make: withFrames((frames$) => frames$.pipe(nth(20, (frame) => [frame.slice(0, 3), frame.slice(3)]))),
    violates: ['hands out frames whole, each once, in order'],
    says: 'the subscriber gets as frame 21 of 200 20 bytes (017014000e006c737a81888f969da4abb2b9c0c7). Instead: there came 3 bytes (017014)',
  },
  'cuts long frames': {
    make: withFrames((frames$) => frames$.pipe(map((frame) => frame.slice(0, 65_535)))),
    violates: ['hands out the longest frame whole'],
    says: 'the subscriber gets as frame 1 of 1 65541 bytes (01700000ffff00070e151c232a31383f464d545b62697077 ...). Instead: there came 65535 bytes (01700000ffff00070e151c232a31383f464d545b62697077 ...)',
  },
  'uses its memory again': {
    make: withFrames((frames$) => {
      const memory = new Uint8Array(65_541);
      return frames$.pipe(
        map((frame) => {
          memory.set(frame);
          return memory.subarray(0, frame.length);
        }),
      );
    }),
    violates: ['gives each frame memory of its own'],
    says: 'frames stay as they were when others come. Instead: they have changed',
  },
  'hands out Buffers': {
    make: withFrames((frames$) => frames$.pipe(map((frame) => Buffer.from(frame)))),
    violates: ['hands out arrays whose slice() is a copy'],
    says: 'the slice() of a frame is a copy. Instead: it shares memory, as that of a Buffer does',
  },
  'hands out a frame from within another one': {
    make: (server) => {
      server.isHasty = true;
      return reference(server);
    },
    violates: ['keeps the order for all when one of them sends from within a frame'],
    says: 'who subscribed after one who sends from within a frame gets as frame 1 of 3 7 bytes (0170010001001f). Instead: there came 64 bytes (017003003a005d646b727980878e959ca3aab1b8bfc6cdd4 ...)',
  },
  'skips who comes after one that leaves': {
    make: withFrames((frames$) =>
      byHand(frames$, {
        next: (listeners, frame) => {
          // Who leaves makes the list shorter under way.
          for (const each of listeners) each.next(frame);
        },
      }),
    ),
    violates: ['hands out to all who are there while others come and go'],
    says: 'who subscribed after one who leaves from within a frame gets 3 frames. Instead: 2 came within 300 ms',
  },
  'stays open when it is left from within a frame': {
    make: withConnection(
      (frames$, server) =>
        new Observable((subscriber) => {
          let isWithin = false;
          const inner = frames$.subscribe({
            next: (frame) => {
              isWithin = true;
              subscriber.next(frame);
              isWithin = false;
            },
            error: (error: unknown) => subscriber.error(error),
            complete: () => subscriber.complete(),
          });
          return () => {
            if (isWithin) server.leaked++;
            inner.unsubscribe();
          };
        }),
    ),
    violates: ['closes when the last subscriber leaves in the middle of many frames'],
    says: 'after the last subscriber has left within the first of ten frames it holds 0 connections. Instead: it held 1 within 300 ms',
  },
  'forgets the others when one throws': {
    make: withFrames((frames$) => new Bare(frames$)),
    violates: ['goes on when a subscriber throws'],
    says: 'who subscribed after one who throws gets 3 frames. Instead: 0 came within 300 ms',
  },
};
