import { TransportError } from '../errors.js';
import type { Drops } from '../transport.js';
import type { DropCounter } from './drop-counter.js';
import { EAGAIN, EINTR, errnoError } from './errno.js';
import { openSocket } from './open-socket.js';
import type { Settings } from './options.js';
import type { Listener, Watcher } from './poll.js';
import type { System } from './system.js';

/** The longest frame: a header of 6 bytes and 65 535 more. Of a longer one `recv` would lose the rest in silence. */
const MAX_FRAME = 6 + 0xffff;

export interface Receiver {
  frame(bytes: Uint8Array): void;
  drops(drops: Drops): void;
  /** Reading is over; the socket has been closed. */
  failed(error: TransportError): void;
}

/** An open socket. */
export interface Connection {
  send(frame: Uint8Array): void;
  close(): void;
}

/** Descriptors of others that are in use: two readers of one socket would share its frames at random. */
const inUse = new Set<number>();

export function connect(system: System, settings: Settings, countDrops: DropCounter, receiver: Receiver): Connection {
  const { libc } = system;
  const { maxFramesPerTurn } = settings;
  const given = settings.fd;
  if (given !== undefined && inUse.has(given)) {
    throw new TransportError('IN_USE', 'fcntl', 0, `Another open transport reads from descriptor ${given} already.`);
  }

  const buffer = new Uint8Array(MAX_FRAME);
  const fd = openSocket(libc, settings);
  let open = true;

  /** Poll is level-triggered: what is left is reported again after timers and other input had their turn. */
  const drain = () => {
    for (let frames = 0; open && frames < maxFramesPerTurn; frames++) {
      const length = libc.recv(fd, buffer);
      if (length > 0) receiver.frame(buffer.slice(0, length));
      else if (length === -EAGAIN) break;
      else if (length !== -EINTR) fail(length === 0 ? hangup() : errnoError('recv', -length));
    }
    const drops = open ? countDrops(fd) : undefined;
    if (drops !== undefined) receiver.drops(drops);
  };

  const fail = (error: TransportError) => {
    close();
    receiver.failed(error);
  };

  const watcher = watchOrClose(system, fd, { readable: drain, failed: fail });
  if (given !== undefined) inUse.add(given);

  const close = () => {
    if (!open) return;
    open = false;
    watcher.close();
    if (given !== undefined) inUse.delete(given);
  };

  const send = (frame: Uint8Array) => {
    const sent = libc.send(fd, frame);
    if (sent < 0) throw errnoError('send', -sent);
    // 0: the kernel took the frame, refused the command, and says why in a Command Status event (hci_mgmt_cmd in
    // net/bluetooth/hci_sock.c). Sending it again would only be refused again.
    if (sent > 0 && sent < frame.length) throw shortSend(sent, frame.length);
  };

  return { send, close };
}

/** The watcher closes the socket, unless there is none. */
function watchOrClose(system: System, fd: number, listener: Listener): Watcher {
  try {
    return system.watch(fd, listener);
  } catch (error) {
    system.libc.close(fd);
    throw error;
  }
}

/** The kernel's end never hangs up: it is a socket that was passed as `fd` and is no management socket, or a test's. */
function hangup(): TransportError {
  return new TransportError('HANGUP', 'recv', 0, 'The other end has closed the socket. Subscribe again.');
}

function shortSend(sent: number, length: number): TransportError {
  return new TransportError(
    'SHORT_SEND',
    'send',
    0,
    `Only ${sent} of ${length} bytes were sent: this is no management socket. Pass one as "fd".`,
  );
}
