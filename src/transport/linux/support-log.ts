import { debuglog } from 'node:util';
import { share, tap } from 'rxjs';
import { explain } from '../../protocol/explain.js';
import type { HciSocket } from './socket.js';

/** Tells the sockets of a process apart: a client opens another one when an answer is late. */
let sockets = 0;

/**
 * The socket itself; or, if the process was started with `NODE_DEBUG=rx-btmgmt` in its environment, one that writes what goes
 * over it to standard error, for support: openings, each frame with names and values but without key material, losses,
 * failures.
 */
export function withSupportLog(socket: HciSocket): HciSocket {
  const log = debuglog('rx-btmgmt');
  if (!log.enabled) return socket;
  const number = ++sockets;
  const say = (text: string): void => log('%s socket %d: %s', new Date().toISOString(), number, text);
  return {
    frames$: socket.frames$.pipe(
      tap({
        subscribe: () => say('opening the management channel'),
        next: (bytes) => say(explain(bytes, { direction: 'in' })),
        error: (error: Error) => say(`failed: ${error.message}`),
        unsubscribe: () => say('closed'),
      }),
      // Otherwise each subscriber would have every frame written once more.
      share(),
    ),
    drops$: socket.drops$.pipe(
      tap(({ dropped, total }) => say(`the kernel dropped ${dropped} frames, ${total} so far`)),
      share(),
    ),
    get isOpen() {
      return socket.isOpen;
    },
    poll: () => socket.poll(),
    bluetoothd: () => socket.bluetoothd(),
    send: (frame) => {
      say(explain(frame, { direction: 'out' }));
      try {
        socket.send(frame);
      } catch (error) {
        say(`not sent: ${error instanceof Error ? error.message : String(error)}`);
        throw error;
      }
    },
    ...(socket.another === undefined ? {} : { another: () => withSupportLog(socket.another!()) }),
  };
}
