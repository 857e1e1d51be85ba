import { Subscription, from } from 'rxjs';
import { MAX_FRAME_SIZE } from '../../protocol/header.js';
import { TransportError } from '../errors.js';
import { scheduleAfter } from '../schedule-after.js';
import { endOf, silent, unreachable } from './ends.js';
import type { End } from './ends.js';
import type { WebSocketSettings } from './options.js';
import type { WebSocketLike } from './socket.js';
import { VERSION, readFromBridge } from './wire.js';
import type { FromBridge, Hello, Neighbour } from './wire.js';

/** Who hears of a connection. */
export interface ConnectionListener {
  /** The bridge has taken this client. */
  opened(): void;
  frame(bytes: Uint8Array): void;
  dropped(count: number): void;
  bluetoothd(state: Neighbour): void;
  /** It is over; called once, and not after `close`. */
  ended(end: End): void;
}

/** What may wait for a network that is slower than commands are given, in bytes. */
const SEND_BUFFER = 1_000_000;
const EAGAIN = 11;
/** So many times in a row the bridge may not say that it is alive. */
const PATIENCE = 3;

/** One WebSocket to a bridge, from its opening to its end. */
export class Connection {
  /** What there is to be done until it is open, and then the watch for silence. */
  #work = new Subscription();
  #socket: WebSocketLike | undefined;
  #isOpen = false;
  #isOver = false;
  #silence = 0;

  constructor(
    private readonly settings: WebSocketSettings,
    private readonly listener: ConnectionListener,
  ) {}

  /** Begins. Nothing is emitted before this returns. */
  open(): void {
    const { scheduler, timeout, token, url } = this.settings;
    const late = `It did not answer within ${timeout} ms.`;
    this.#work.add(scheduleAfter(scheduler, () => this.#end({ how: 'cut', error: unreachable(url, late) }), timeout));
    const given = async (): Promise<string> => (typeof token === 'function' ? token() : token);
    this.#work.add(
      from(given()).subscribe({
        next: (text) => this.#connect(text),
        error: (error: unknown) => this.#end({ how: 'refused', error: noToken(error) }),
      }),
    );
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Sends a frame. Throws a TransportError. */
  send(frame: Uint8Array): void {
    const socket = this.#socket;
    if (socket === undefined) return;
    if (socket.bufferedAmount > SEND_BUFFER) {
      const message = `Nothing was sent: ${socket.bufferedAmount} bytes wait for the network already. Send it again later.`;
      throw new TransportError('EAGAIN', 'send', EAGAIN, message);
    }
    // A copy, and what the array shows of its memory: a browser's WebSocket takes it later.
    socket.send(Uint8Array.from(frame));
  }

  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#isOpen = false;
    this.#work.unsubscribe();
    this.#leave();
  }

  #connect(token: string): void {
    const { WebSocket, url } = this.settings;
    try {
      const socket = new WebSocket(url);
      socket.binaryType = 'arraybuffer';
      const hello: Hello = { type: 'hello', versions: [VERSION], token };
      socket.onopen = () => socket.send(JSON.stringify(hello));
      socket.onmessage = (event: { readonly data: unknown }) => this.#received(event.data);
      // What it says is not for people, and what matters comes with onclose.
      socket.onerror = () => undefined;
      socket.onclose = ({ code, reason }: { readonly code: number; readonly reason: string }) =>
        this.#end(endOf(url, this.#isOpen, code, reason));
      this.#socket = socket;
    } catch (error) {
      // Such as a page that was loaded by https:, and ws:.
      this.#end({ how: 'refused', error: unreachable(url, String(error)) });
    }
  }

  #received(data: unknown): void {
    if (this.#isOver) return;
    this.#silence = 0;
    if (typeof data === 'string') this.#told(readFromBridge(data));
    else if (data instanceof ArrayBuffer && this.#isOpen && data.byteLength <= MAX_FRAME_SIZE) {
      this.listener.frame(new Uint8Array(data));
    }
  }

  /** What later versions say besides is not for this one. */
  #told(message: FromBridge | undefined): void {
    if (message?.type === 'welcome') return this.#welcomed(message.interval, message.bluetoothd);
    if (!this.#isOpen) {
      const { url } = this.settings;
      return this.#end({ how: 'refused', error: unreachable(url, 'What answers there is no bridge of rx-btmgmt.') });
    }
    if (message?.type === 'drops') this.listener.dropped(message.dropped);
    else if (message?.bluetoothd !== undefined) this.listener.bluetoothd(message.bluetoothd);
  }

  #welcomed(interval: number, bluetoothd: Neighbour | undefined): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#work.unsubscribe();
    this.#work = new Subscription();
    this.#watch(interval);
    if (bluetoothd !== undefined) this.listener.bluetoothd(bluetoothd);
    this.listener.opened();
  }

  #watch(interval: number): void {
    const { scheduler, url } = this.settings;
    const look = (): void => {
      if (++this.#silence > PATIENCE) this.#end(silent(url));
      else this.#watch(interval);
    };
    this.#work.add(scheduleAfter(scheduler, look, interval));
  }

  #end(end: End): void {
    if (this.#isOver) return;
    this.close();
    this.listener.ended(end);
  }

  #leave(): void {
    const socket = this.#socket;
    if (socket === undefined) return;
    this.#socket = undefined;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close(1000);
  }
}

function noToken(error: unknown): TransportError {
  const message = `The function that was given as option "token" gave none: ${String(error)}`;
  return new TransportError('REFUSED', 'connect', 0, message);
}
