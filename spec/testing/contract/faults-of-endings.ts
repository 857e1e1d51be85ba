import { EMPTY, catchError, concat, defer, tap, throwError } from 'rxjs';
import type { Fault } from './fault.js';
import { byHand, withConnection, withFrames } from './fault.js';
import { reset } from './reference.js';

/** What can be wrong with how connections end. */
export const faultsOfEndings: Readonly<Record<string, Fault>> = {
  'tells only one subscriber that it broke': {
    make: withFrames((frames$) => byHand(frames$, { error: (listeners, error) => listeners[0]?.error(error) })),
    violates: ['tells all subscribers when the connection breaks', 'is closed when the connection breaks'],
    says: 'frames$ ends for both of its subscribers when the connection breaks. Instead: it ended for 1 within 300 ms',
  },
  'tells only one subscriber that it has ended': {
    make: withFrames((frames$) => byHand(frames$, { complete: (listeners) => listeners[0]?.complete() })),
    violates: [
      'tells all subscribers when the other end finishes',
      'is closed when the other end finishes',
      'opens again after it has completed',
    ],
    says: 'frames$ ends for both of its subscribers when the other end finishes. Instead: it ended for 1 within 300 ms',
  },
  'completes when it breaks': {
    make: withFrames((frames$, server) =>
      frames$.pipe(catchError((error: unknown) => (server.refuses ? throwError(() => error) : EMPTY))),
    ),
    violates: ['tells all subscribers when the connection breaks', 'can be subscribed to again from within its error'],
    says: 'frames$ errors when the connection breaks. Instead: it completed',
  },
  'breaks with an error of its own': {
    make: withFrames((frames$, server) =>
      frames$.pipe(catchError((error: unknown) => throwError(() => (server.refuses ? error : new Error('broken'))))),
    ),
    violates: ['tells all subscribers when the connection breaks'],
    says: 'when the connection breaks frames$ errors with a TransportError. Instead: it was Error: broken',
  },
  'fails when the other end finishes': {
    make: withFrames((frames$) => concat(frames$, throwError(reset))),
    violates: ['tells all subscribers when the other end finishes'],
    says: 'frames$ completes when the other end finishes. Instead: it failed with TransportError: The connection broke',
  },
  'stays open when it breaks': {
    make: withConnection((frames$, server) =>
      frames$.pipe(
        tap({
          error: () => {
            if (!server.refuses) server.leaked++;
          },
        }),
      ),
    ),
    violates: ['is closed when the connection breaks', 'can be subscribed to again from within its error'],
    says: 'after the connection breaks it holds 0 connections. Instead: it held 1 within 300 ms',
  },
  'stays open when the other end finishes': {
    make: withConnection((frames$, server) => frames$.pipe(tap({ complete: () => server.leaked++ }))),
    violates: ['is closed when the other end finishes'],
    says: 'after the other end finishes it holds 0 connections. Instead: it held 1 within 300 ms',
  },
  'stays broken': {
    make: withConnection((frames$) => {
      let broken: { readonly error: unknown } | undefined;
      return defer(() => {
        const { error } = broken ?? {};
        return broken === undefined
          ? frames$.pipe(tap({ error: (error: unknown) => (broken = { error }) }))
          : throwError(() => error);
      });
    }),
    violates: ['can be subscribed to again from within its error'],
    says: "who subscribes again from within the error gets 2 frames. Instead: after 0 it failed with TransportError 'ECONNRESET': The connection broke",
  },
  'stays completed': {
    make: withConnection((frames$) => {
      let hasCompleted = false;
      return defer(() => (hasCompleted ? EMPTY : frames$.pipe(tap({ complete: () => (hasCompleted = true) }))));
    }),
    violates: ['opens again after it has completed'],
    says: 'who subscribes after it has completed gets as frame 1 of 2 7 bytes (0170010001001f). Instead: only 0 came',
  },
};
