// The only file that touches koffi.node.poll. That API is undocumented, and used wrongly it aborts the process, or goes
// silent. Each guard stands beside what was measured with koffi 3.3.4 on Node 20 to 26, and has a spec that fails
// without it (spec/transport/linux/poll-guards.spec.ts).
import { AsyncResource } from 'node:async_hooks';
import { isMainThread } from 'node:worker_threads';
import { TransportError } from '../errors.js';
import { checked, errnoError } from './errno.js';
import type { PollApi, PollHandle } from './ffi.js';
import type { Libc } from './libc.js';

export interface Listener {
  /** There is something to read, or the other end is gone. Called again and again until all is read or it is closed. */
  readable(): void;
  /** The socket is broken. The watcher has closed itself, and the socket. */
  failed(error: TransportError): void;
}

export interface Watcher {
  /** Stops watching and closes the socket. May be called at any time, also from the listener, and more than once. */
  close(): void;
  /** Runs an action in the async context of whoever started watching, as the listener is run. */
  run(action: () => void): void;
}

const SOL_SOCKET = 1;
const SO_TYPE = 3;
const SO_ERROR = 4;
const F_GETFD = 1;

/**
 * The handles by descriptor. It is this map that keeps them from being collected as garbage, which would end the
 * polling without a word; nothing else refers to a handle.
 */
const live = new Map<number, PollHandle>();

/**
 * Watches a socket on the event loop, which it keeps alive. From then on the socket belongs to the watcher; if this
 * throws a {@link TransportError}, it still belongs to the caller.
 */
export function watch(api: PollApi, libc: Libc, fd: number, listener: Listener): Watcher {
  assertMainThread();
  assertSocket(libc, fd);
  // libuv has one watcher for a descriptor; for a second one koffi aborts the process.
  if (live.has(fd)) throw new TransportError('EEXIST', 'epoll_ctl', 0, `Descriptor ${fd} is being watched already.`);

  // koffi calls back outside of any async context: AsyncLocalStorage would be empty.
  const resource = new AsyncResource('RxBtmgmtSocket');
  let closed = false;

  const close = () => {
    // A second close must not reach the next socket that got the same number.
    if (closed) return;
    closed = true;
    // In this order: libuv aborts when a descriptor goes away, or is another file, while it is being watched.
    live.get(fd)?.close();
    live.delete(fd);
    libc.close(fd);
  };

  const changed = (status: number) => {
    if (status >= 0) {
      listener.readable();
      return;
    }
    // libuv has stopped polling already, so there will be no other call.
    const error = pendingError(libc, fd);
    close();
    listener.failed(error);
  };

  const callback = (status: number) => {
    // From Node 26.4 on promises and nextTicks queued here wait until something else wakes the loop: be that something.
    setImmediate(doNothing);
    if (closed) return;
    try {
      resource.runInAsyncScope(changed, undefined, status);
    } catch (error) {
      // koffi would throw it out of whichever of its functions is called next.
      process.nextTick(rethrow, error);
    }
  };

  live.set(fd, api.poll(fd, { readable: true }, callback));
  return { close, run: (action) => resource.runInAsyncScope(action) };
}

/** A worker that is terminated while koffi polls takes the whole process with it (SIGSEGV or SIGABRT). */
function assertMainThread(): void {
  if (isMainThread) return;
  throw new TransportError(
    'WORKER_THREAD',
    'epoll_ctl',
    0,
    'A Bluetooth socket can not be used in a worker thread: ending the worker would crash the process. Subscribe in ' +
      'the main thread, and hand the frames to the worker with postMessage().',
  );
}

/** libuv refuses what is not open or can't be polled, and koffi then aborts. A socket can always be polled. */
function assertSocket(libc: Libc, fd: number): void {
  checked('fcntl', libc.fcntl(fd, F_GETFD, 0));
  checked('getsockopt', libc.getsockopt(fd, SOL_SOCKET, SO_TYPE, new Int32Array(1)));
}

function pendingError(libc: Libc, fd: number): TransportError {
  const errno = new Int32Array(1);
  libc.getsockopt(fd, SOL_SOCKET, SO_ERROR, errno);
  if (errno[0] !== 0) return errnoError('recv', errno[0]!);
  return new TransportError('HANGUP', 'epoll_wait', 0, 'The socket broke without saying why. Subscribe again.');
}

function doNothing(): void {
  // Being called is all.
}

function rethrow(error: unknown): never {
  throw error;
}
