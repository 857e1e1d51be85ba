import { NEVER, Observable, catchError, defer, filter, finalize, map, shareReplay, tap, throwError, timer } from 'rxjs';
import type { Transport } from '../../../src/index.js';
import type { Fault } from './fault.js';
import { changed, withConnection, withFrames, withMembers } from './fault.js';
import { reference, reset } from './reference.js';

/** What can be wrong with how a transport is opened and closed. */
export const faultsOfOpening: Readonly<Record<string, Fault>> = {
  'opens as soon as it is made': {
    make: withConnection((frames$, server) => {
      server.leaked++;
      return defer(() => {
        server.leaked = 0;
        return frames$;
      });
    }),
    violates: [
      'opens nothing before the first subscriber',
      'tells of losses without opening anything',
      'opens nothing when it is asked for another',
      'opens nothing that stays open to say whether bluetoothd runs',
    ],
    says: 'before the first subscriber it holds 0 connections. Instead: it held 1 within 300 ms',
  },
  'opens once for each subscriber': {
    make: (server) => {
      let last: Transport = reference(server);
      const frames$ = defer(() => {
        last = reference(server);
        return last.frames$;
      });
      return changed(last, {
        frames$,
        send: (frame) => last.send(frame),
        poll: () => last.poll?.(),
        get isOpen() {
          return last.isOpen === true;
        },
      });
    },
    violates: [
      'has one connection for all subscribers, who get the same',
      'gives who comes later what comes from then on',
      'keeps the order for all when one of them sends from within a frame',
      'hands out to all who are there while others come and go',
      'goes on when a subscriber throws',
      'tells all subscribers when the connection breaks',
      'is closed when the connection breaks',
      'tells all subscribers when the other end finishes',
      'is closed when the other end finishes',
      'opens again after it has completed',
      'goes on after a cut, and tells of it',
      'refuses to send while it is cut',
    ],
    says: 'each of two subscribers gets 3 frames. Instead: 0 came within 300 ms',
  },
  'gives old frames to those who come later': {
    make: withFrames((frames$) => frames$.pipe(shareReplay({ bufferSize: 5, refCount: true }))),
    violates: [
      'gives who comes later what comes from then on',
      'keeps the order for all when one of them sends from within a frame',
      'hands out to all who are there while others come and go',
      'goes on when a subscriber throws',
      'opens again after it has completed',
    ],
    says: 'who subscribes after two frames, and before a third gets as frame 1 of 1 20 bytes (017002000e003e454c535a61686f767d848b9299). Instead: there came 6 bytes (017000000000)',
  },
  'closes when the first of two leaves': {
    make: withFrames((frames$, server) => frames$.pipe(finalize(() => server.last?.close()))),
    violates: [
      'stays open while one subscriber is left',
      'hands out to all who are there while others come and go',
      'gives another that is opened and closed by itself',
    ],
    says: 'one of two subscribers, after the other has left, gets 1 frame. Instead: 0 came within 300 ms',
  },
  'stays open': {
    make: withConnection((frames$, server) => frames$.pipe(finalize(() => server.leaked++))),
    violates: [
      'closes when the last subscriber leaves',
      'can be left before it has opened',
      'can be subscribed to again at once',
      'fails with a TransportError if it can not be opened',
      'closes when the last subscriber leaves in the middle of many frames',
      'is closed when the connection breaks',
      'can be subscribed to again from within its error',
      'is closed when the other end finishes',
      'bears to be polled while it is closed',
      'gives another that is opened and closed by itself',
    ],
    says: 'after the last subscriber has left it holds 0 connections. Instead: it held 1 within 300 ms',
  },
  'opens only once': {
    make: withConnection((frames$) => {
      let openings = 0;
      return defer(() => (openings++ === 0 ? frames$ : NEVER));
    }),
    violates: [
      'opens anew each time that it is subscribed to',
      'can be left before it has opened',
      'can be subscribed to again at once',
      'can be subscribed to again from within its error',
      'opens again after it has completed',
    ],
    says: 'the subscriber of the second time gets 2 frames. Instead: 0 came within 300 ms',
  },
  'opens although it was left before': {
    make: withMembers((good, server) => ({
      frames$: new Observable((subscriber) => {
        let hasEnded = false;
        const inner = good.frames$
          .pipe(tap({ error: () => (hasEnded = true), complete: () => (hasEnded = true) }))
          .subscribe({
            next: (frame) => subscriber.next(frame),
            error: (error: unknown) => subscriber.error(error),
            complete: () => subscriber.complete(),
          });
        return () => {
          if (!good.isOpen && !hasEnded) server.leaked++;
          inner.unsubscribe();
        };
      }),
    })),
    violates: ['can be left before it has opened'],
    says: 'when it was left as soon as it was subscribed to, and opened again and left it holds 0 connections. Instead: it held 1 within 300 ms',
  },
  'can not be opened until it has closed': {
    make: withConnection((frames$) => {
      let isClosing = false;
      const close = () => {
        isClosing = true;
        queueMicrotask(() => (isClosing = false));
      };
      return defer(() => (isClosing ? NEVER : frames$.pipe(finalize(close))));
    }),
    violates: ['can be subscribed to again at once'],
    says: 'who subscribes as soon as the last one has left gets 2 frames. Instead: 0 came within 300 ms',
  },
  'says that it is closed while it is open': {
    make: withMembers(() => ({ isOpen: false })),
    violates: ['says whether it is open'],
    says: 'isOpen is true when a frame has come. Instead: it was false',
  },
  'fails to open with an error of its own': {
    make: withFrames((frames$, server) =>
      frames$.pipe(catchError((error: unknown) => throwError(() => (server.refuses ? new Error('no') : error)))),
    ),
    violates: ['fails with a TransportError if it can not be opened'],
    says: 'frames$ errors with a TransportError. Instead: it was Error: no',
  },
  'fails to open with a code that there is not': {
    make: withFrames((frames$, server) =>
      frames$.pipe(
        catchError((error: unknown) =>
          throwError(() => (server.refuses ? Object.assign(reset(), { code: 'FORBIDDEN' }) : error)),
        ),
      ),
    ),
    violates: ['fails with a TransportError if it can not be opened'],
    says: 'frames$ errors with a TransportError with a code of docs/errors.md. Instead: its code was FORBIDDEN',
  },
  'completes if it can not be opened': {
    make: withFrames((frames$, server) =>
      defer(() =>
        server.refuses
          ? timer(1).pipe(
              filter(() => false),
              map(() => new Uint8Array()),
            )
          : frames$,
      ),
    ),
    violates: ['fails with a TransportError if it can not be opened'],
    says: 'frames$ errors when it can not be opened. Instead: it completed',
  },
  'fails to open from within subscribe': {
    make: withFrames((frames$, server) => defer(() => (server.refuses ? throwError(reset) : frames$))),
    violates: ['says that it can not be opened after subscribe has returned'],
    says: 'frames$ errors after subscribe() has returned. Instead: it did while it was being subscribed to',
  },
};
