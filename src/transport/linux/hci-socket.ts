import { Observable, share, Subject, type Subscriber, type TeardownLogic } from 'rxjs';
import { TransportError } from '../errors.js';
import type { Drops } from '../transport.js';
import { findBluetoothd } from './bluetoothd.js';
import { connect, type Connection } from './connection.js';
import { createDropCounter, type DropCounter } from './drop-counter.js';
import { checkSocketOptions, type HciSocketOptions } from './options.js';
import type { HciSocket } from './socket.js';
import { withSupportLog } from './support-log.js';
import { loadSystem, type System } from './system.js';

/**
 * The kernel's Bluetooth management channel (Linux only).
 *
 * The first subscriber of `frames$` opens a socket, all share it, the last one to leave closes it; subscribing again
 * opens a new one. An open socket keeps the process alive; when the last subscriber leaves, the process may end by
 * itself. It works in the main thread only: ending a worker that reads would crash the process.
 *
 * `frames$` never completes. It errors with a {@link TransportError}, whose message says what to do; the socket is
 * closed by then. What can't be opened says so when the event loop has turned, never before `subscribe` has returned. Its codes are the kernel's (`'EAFNOSUPPORT'`: no Bluetooth in this kernel or this container; `'EBADF'`,
 * `'ENOTSOCK'`: wrong `fd`), `'NOT_LINUX'`, `'NO_KOFFI'`, `'WORKER_THREAD'`, `'IN_USE'` and `'HANGUP'`.
 *
 * `send` returns when the kernel has taken the frame. The kernel carries out most commands meanwhile, one at a time for
 * all processes (`hci_sock_sendmsg` in net/bluetooth/hci_sock.c), so it can take a moment. It throws a
 * {@link TransportError}: `'CLOSED'` if `frames$` has no subscriber, `'SHORT_SEND'`, or the kernel's code, such as
 * `'EINVAL'` for a malformed frame and `'ENETDOWN'` for a controller that is off. It never sends a frame twice: not after
 * `'EINTR'`, when the command may have been carried out, and not after `'EAGAIN'`, when nothing was sent and the caller
 * may send it again later (the management channel has no send queue that could be full; sockets of another kind have).
 *
 * In a process that was started with `NODE_DEBUG=rx-btmgmt` each frame is written to standard error, with names and values
 * but without key material.
 *
 * @throws OptionError
 */
export function hciSocket(options: HciSocketOptions = {}): HciSocket {
  return withSupportLog(hciSocketOn(loadSystem, options));
}

/**
 * The same on another machine.
 * @internal
 */
export function hciSocketOn(load: () => System, options: HciSocketOptions): HciSocket {
  const settings = checkSocketOptions(options);
  const drops = new Subject<Drops>();
  let connection: Connection | undefined;
  let dropsOfGiven: DropCounter | undefined;
  let failure: { readonly error: unknown } | undefined;

  const open = (subscriber: Subscriber<Uint8Array>): TeardownLogic => {
    const system = load();
    // The kernel counts as long as the socket lives; one that was given outlives our subscriptions.
    const counter = dropsOfGiven ?? createDropCounter(system.libc);
    if (settings.fd !== undefined) dropsOfGiven = counter;

    const opened = connect(system, settings, counter, {
      frame: (bytes) => subscriber.next(bytes),
      drops: (lost) => drops.next(lost),
      failed: (error) => {
        connection = undefined;
        subscriber.error(error);
      },
    });
    connection = opened;
    return () => {
      opened.close();
      // After an error there may be a new subscriber already.
      if (connection === opened) connection = undefined;
    };
  };

  /** Who tries again at once would otherwise be back here before the event loop gets a turn, again and again. */
  const failLater = (subscriber: Subscriber<Uint8Array>, error: unknown): TeardownLogic => {
    const failed = { error };
    failure = failed;
    const over = () => {
      if (failure === failed) failure = undefined;
    };
    const later = setImmediate(() => {
      over();
      subscriber.error(error);
    });
    return () => {
      over();
      clearImmediate(later);
    };
  };

  // The constructor, because a socket is a source of its own, with a teardown.
  const frames$ = new Observable<Uint8Array>((subscriber) => {
    try {
      return open(subscriber);
    } catch (error) {
      return failLater(subscriber, error);
    }
  }).pipe(share());

  return {
    frames$,
    get isOpen() {
      return connection !== undefined;
    },
    drops$: drops.asObservable(),
    poll: () => connection?.poll(),
    bluetoothd: findBluetoothd,
    send: (frame) => {
      if (connection === undefined) throw failure === undefined ? closed() : failure.error;
      connection.send(frame);
    },
    // Of a socket that was given there is one: the kernel gives each what it has for it once, and privileges with it.
    ...(options.fd === undefined ? { another: () => hciSocketOn(load, options) } : {}),
  };
}

function closed(): TransportError {
  return new TransportError(
    'CLOSED',
    'send',
    0,
    'The socket is closed: it is open while frames$ has subscribers. Subscribe to frames$ before sending.',
  );
}
