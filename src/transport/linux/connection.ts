import { TransportError } from '../errors.js';
import type { DropCounter } from './drop-counter.js';
import { errnoError } from './errno.js';
import { createIntake, type Consumer } from './intake.js';
import { openSocket } from './open-socket.js';
import type { Settings } from './options.js';
import type { Listener, Watcher } from './poll.js';
import type { System } from './system.js';
import { keepUnread, takeUnread } from './unread.js';

export interface Receiver extends Consumer {
  /** Reading is over; the socket has been closed. */
  readonly failed: (error: TransportError) => void;
}

/** An open socket. */
export interface Connection {
  send(frame: Uint8Array): void;
  /** Delivers what has come already, as far as this turn of the event loop still may. */
  poll(): void;
  close(): void;
}

/** Descriptors of others that are in use: two readers of one socket would share its frames at random. */
const inUse = new Set<number>();

export function connect(system: System, settings: Settings, counter: DropCounter, receiver: Receiver): Connection {
  const { libc } = system;
  const given = settings.fd;
  if (given !== undefined && inUse.has(given)) {
    throw new TransportError('IN_USE', 'fcntl', 0, `Another open transport reads from descriptor ${given} already.`);
  }

  const fd = openSocket(libc, settings);
  let open = true;

  const fail = (error: TransportError) => {
    close();
    receiver.failed(error);
  };

  const intake = createIntake(fd, system.read, settings.maxFramesPerTurn, counter, { ...receiver, failed: fail });
  const watcher = watchOrClose(system, fd, { readable: intake.newTurn, failed: fail });
  if (given !== undefined) {
    inUse.add(given);
    intake.begin(takeUnread(given, fd));
  }

  const close = () => {
    if (!open) return;
    open = false;
    const unread = intake.end();
    if (given !== undefined) {
      inUse.delete(given);
      keepUnread(given, fd, unread);
    }
    watcher.close();
  };

  const send = (frame: Uint8Array) => {
    const sent = libc.send(fd, frame);
    if (sent < 0) throw errnoError('send', -sent);
    // 0: the kernel took the frame, refused the command, and says why in a Command Status event (hci_mgmt_cmd in
    // net/bluetooth/hci_sock.c). Sending it again would only be refused again.
    if (sent > 0 && sent < frame.length) throw shortSend(sent, frame.length);
  };

  return { send, poll: () => watcher.run(intake.drain), close };
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

function shortSend(sent: number, length: number): TransportError {
  return new TransportError(
    'SHORT_SEND',
    'send',
    0,
    `Only ${sent} of ${length} bytes were sent: this is no management socket. Pass one as "fd".`,
  );
}
