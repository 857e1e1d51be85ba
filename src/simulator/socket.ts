import { Observable, share } from 'rxjs';
import { TransportError } from '../transport/errors.js';
import type { Transport } from '../transport/transport.js';
import type { EventGroup } from './audience.js';
import { SendRefused, sendError } from './errno.js';
import type { Kernel } from './kernel.js';
import type { SocketOptions } from './options.js';

/** A socket that is open on the control channel: whom the kernel answers, and what it is told. */
export class Socket {
  /**
   * What it gets besides its answers. These are the switches with which a socket begins (hci_sock_bind in
   * net/bluetooth/hci_sock.c); commands change them for this socket alone.
   */
  readonly groups = new Set<EventGroup>(['index', 'unconfiguredIndex', 'options', 'settings', 'class', 'name']);
  /** Frames that it has not read yet. */
  #unread: Uint8Array[] = [];
  #isOpen = true;

  constructor(
    readonly kernel: Kernel,
    readonly trusted: boolean,
    private readonly deliver: (frame: Uint8Array) => void,
  ) {
    if (trusted) this.groups.add('trusted');
  }

  /** Puts a frame into its receive queue; the program reads it when it has returned to its event loop. */
  receive(frame: Uint8Array): void {
    if (!this.#isOpen) return;
    if (this.#unread.push(frame) === 1) this.kernel.clock.after(0, () => this.#drain());
  }

  /** What it has not read is lost, and so are the answers that are still to come. */
  close(): void {
    this.#isOpen = false;
    this.#unread = [];
  }

  #drain(): void {
    const frames = this.#unread;
    this.#unread = [];
    for (const frame of frames) this.deliver(frame);
  }
}

/** One more program on the same kernel: subscribing opens a socket, unsubscribing the last subscriber closes it. */
export function socketTransport(kernel: Kernel, { trusted = true }: SocketOptions = {}): Transport {
  let open: Socket | undefined;

  // A new Observable, because opening and closing change the kernel.
  const frames$ = new Observable<Uint8Array>((subscriber) => {
    const socket = kernel.open(trusted, (frame) => subscriber.next(frame));
    open = socket;
    return () => {
      open = undefined;
      kernel.close(socket);
    };
  }).pipe(share());

  return {
    frames$,
    send: (frame) => {
      if (open === undefined) {
        throw new TransportError('CLOSED', 'send', 0, 'Nothing can be sent while nobody is subscribed to frames$');
      }
      try {
        kernel.receive(open, frame.slice());
      } catch (error) {
        throw error instanceof SendRefused ? sendError(error.code) : error;
      }
    },
  };
}
