import type { Observable } from 'rxjs';
import { EMPTY, catchError, concat, defer, ignoreElements, map, merge, of, retry } from 'rxjs';
import { isStatusError, isTimeoutError, isTransportError } from '../mgmt/errors.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import { after } from '../transport/schedule-after.js';

/** What has to be asked. The answers are facts, as all replies are; what remains is what a refusal says. */
export type Read =
  { readonly read: 'Lists' } | { readonly read: 'Controller'; readonly index: number; readonly configured: boolean };

export type ReadResult =
  /** The connections of a controller are known as far as they can be; `trusted`: whether this socket is told of them. */
  | { readonly fact: 'Settled'; readonly index: number; readonly trusted: boolean }
  /** It could not be read: it has gone again. */
  | { readonly fact: 'Unreadable'; readonly index: number };

/** The kernel answers these from its memory, so an answer that does not come was lost. In milliseconds. */
const ASK_AGAIN = 1000;
/** Time to read what is there, in milliseconds. */
const READ_ON = 20;

/** Asks until there is an answer. */
const answered =
  (mgmt: Mgmt) =>
  <T>(command$: Observable<T>): Observable<T> =>
    command$.pipe(
      retry({
        delay: (error: unknown) => {
          // There was no room for the answer among what we have not read yet.
          if (isTransportError(error, 'ENOMEM', 'ENOBUFS')) return after(READ_ON, mgmt.scheduler);
          if (isTimeoutError(error)) return after(ASK_AGAIN, mgmt.scheduler);
          throw error;
        },
      }),
    );

/** Reads what a controller is. What it says is a fact, as all replies are. */
export function readState(mgmt: Mgmt, index: number, configured: boolean): Observable<unknown> {
  return configured
    ? mgmt.command$('ReadControllerInformation', index)
    : mgmt.command$('ReadControllerConfigurationInformation', index);
}

function readController(mgmt: Mgmt, index: number, configured: boolean): Observable<ReadResult> {
  // The kernel looks at the privilege before anything else, so a refusal for another reason means that we have it.
  const trusted$ = mgmt.command$('GetConnections', index).pipe(
    map(() => true),
    answered(mgmt),
    catchError((error: unknown) => {
      if (isStatusError(error, 'InvalidIndex') || !isStatusError(error)) throw error;
      return of(!isStatusError(error, 'PermissionDenied'));
    }),
  );
  const settled$ = (configured ? trusted$ : of(true)).pipe(
    map((trusted): ReadResult => ({ fact: 'Settled', index, trusted })),
  );
  return concat(readState(mgmt, index, configured).pipe(answered(mgmt), ignoreElements()), settled$).pipe(
    catchError((error: unknown) => {
      if (isStatusError(error)) return of<ReadResult>({ fact: 'Unreadable', index });
      throw error;
    }),
  );
}

/** Kernels that know no unconfigured controllers (before 3.16), and sockets that may not ask for them. */
const optional = (command$: Observable<unknown>): Observable<never> =>
  command$.pipe(
    ignoreElements(),
    catchError((error: unknown) => {
      if (isStatusError(error)) return EMPTY;
      throw error;
    }),
  );

/** Asks the kernel. Errors only if there is no way to it. */
export function ask(mgmt: Mgmt, request: Read): Observable<ReadResult> {
  return answersTo(mgmt, request).pipe(
    catchError((error: unknown) => {
      // All is read again when the connection is there again.
      if (isTransportError(error, 'DISCONNECTED')) return EMPTY;
      throw error;
    }),
  );
}

function answersTo(mgmt: Mgmt, request: Read): Observable<ReadResult> {
  if (request.read === 'Controller') return defer(() => readController(mgmt, request.index, request.configured));
  return merge(
    mgmt.command$('ReadControllerIndexList', null).pipe(answered(mgmt), ignoreElements()),
    optional(mgmt.command$('ReadUnconfiguredControllerIndexList', null).pipe(answered(mgmt))),
  );
}
