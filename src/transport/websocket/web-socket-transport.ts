import { Observable, Subject, share } from 'rxjs';
import type { Subscriber, TeardownLogic } from 'rxjs';
import type { Bluetoothd } from '../bluetoothd.js';
import { errnoAdvice } from '../error-codes.js';
import { TransportError } from '../errors.js';
import type { ConnectionState, Drops, Transport } from '../transport.js';
import { Lifeline } from './lifeline.js';
import { webSocketSettings } from './options.js';
import type { WebSocketSettings, WebSocketTransportOptions } from './options.js';
import type { Neighbour } from './wire.js';
import { HEADER_SIZE, MAX_FRAME_SIZE, headerIn } from '../../protocol/header.js';

/** A way to a kernel over a bridge. */
export interface WebSocketTransport extends Transport {
  /** Whether the bridge has taken this client, and the connection is not broken now. */
  readonly isOpen: boolean;
  /**
   * Events that did not come: because this client reads too slowly, because the bridge does; and after a cut, which counts as one, because
   * their number is unknown. Emits a cut's when the connection is there again. `total` counts all there ever were.
   */
  readonly drops$: Observable<Drops>;
  readonly connection$: Observable<ConnectionState>;
  bluetoothd(): Bluetoothd;
  another(): WebSocketTransport;
}

/**
 * The kernel's management channel over a WebSocket, from a browser or from Node: the other end is `serveMgmt()` of `rx-btmgmt/websocket-server`.
 *
 * ```ts
 * const mgmt = new Mgmt(webSocketTransport('wss://gateway.example/btmgmt', { token }));
 * ```
 *
 * Each transport, and each `another()`, is a client of the bridge by itself, with a socket of its own on the kernel. A connection that breaks is made
 * again: streams go on, state is read again, commands that waited fail with `'DISCONNECTED'` and are not repeated, and so do those that are sent
 * meanwhile. {@link WebSocketTransport.connection$} tells.
 *
 * Errors of `frames$`: `TransportError` `'UNREACHABLE'` if there is no way to it at first, `'REFUSED'` if it does not take this client, the kernel's
 * code if the bridge has no way to it; `'DISCONNECTED'` without option `reconnect`, or when that has been tried often enough.
 *
 * @param url with `ws:` or `wss:`. Over a network that others use only the latter keeps the token secret
 * @throws OptionError
 */
export function webSocketTransport(url: string | URL, options: WebSocketTransportOptions): WebSocketTransport {
  return over(webSocketSettings(url, options));
}

const reasonOf = (state: Neighbour | undefined): string =>
  state === undefined ? 'there is no connection to the bridge yet' : 'the bridge can not tell';

function over(settings: WebSocketSettings): WebSocketTransport {
  const drops = new Subject<Drops>();
  const states = new Subject<ConnectionState>();
  let open: Lifeline | undefined;
  let neighbour: Neighbour | undefined;
  let total = 0;

  const begin = (subscriber: Subscriber<Uint8Array>): TeardownLogic => {
    const lifeline = new Lifeline(settings, {
      frame: (bytes) => subscriber.next(bytes),
      dropped: (dropped) => drops.next({ dropped, total: (total += dropped) }),
      bluetoothd: (state) => (neighbour = state),
      state: (state) => states.next(state),
      ended: (error) => {
        open = undefined;
        if (error === undefined) subscriber.complete();
        else subscriber.error(error);
      },
    });
    open = lifeline;
    lifeline.open();
    return () => {
      lifeline.close();
      // After an error there may be a new subscriber already.
      if (open === lifeline) open = undefined;
    };
  };

  return {
    // A new Observable, because a connection is a source of its own, with a teardown.
    frames$: new Observable<Uint8Array>(begin).pipe(share()),
    drops$: drops.asObservable(),
    connection$: states.asObservable(),
    get isOpen() {
      return open?.isOpen ?? false;
    },
    send: (frame) => {
      if (open === undefined) {
        throw new TransportError('CLOSED', 'send', 0, 'Nothing can be sent without a subscriber to frames$');
      }
      checkFrame(frame);
      open.send(frame);
    },
    bluetoothd: () =>
      neighbour === 'running' || neighbour === 'absent'
        ? { state: neighbour }
        : { state: 'unknown', reason: reasonOf(neighbour) },
    another: () => over(settings),
  };
}

const EINVAL = 22;

/** What the kernel would not take is not sent: a bridge can't say so. */
function checkFrame(frame: Uint8Array): void {
  const { length } = frame;
  if (length >= HEADER_SIZE && length <= MAX_FRAME_SIZE && headerIn(frame).length === length - HEADER_SIZE) return;
  throw new TransportError('EINVAL', 'send', EINVAL, errnoAdvice.EINVAL.any);
}
