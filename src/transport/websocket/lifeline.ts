import { Subscription } from 'rxjs';
import { scheduleAfter } from '../schedule-after.js';
import type { ConnectionState } from '../transport.js';
import type { TransportError } from '../errors.js';
import { Connection } from './connection.js';
import type { ConnectionListener } from './connection.js';
import { notNow } from './ends.js';
import type { End } from './ends.js';
import type { ReconnectOptions, WebSocketSettings } from './options.js';

/** Who hears of connections that follow each other. */
export interface LifelineListener extends Omit<ConnectionListener, 'opened' | 'ended'> {
  state(state: ConnectionState): void;
  /** There will be no other; without an error if the kernel's transport has ended properly. Called once, and not after `close`. */
  ended(error: TransportError | undefined): void;
}

/** Connections to a bridge, one after the other, as one. */
export class Lifeline {
  #connection: Connection | undefined;
  #retry = Subscription.EMPTY;
  #attempts = 0;
  /** Frames that were sent before the first connection was open; undefined after that. */
  #early: Uint8Array[] | undefined = [];

  constructor(
    private readonly settings: WebSocketSettings,
    private readonly listener: LifelineListener,
  ) {}

  get isOpen(): boolean {
    return this.#connection?.isOpen ?? false;
  }

  open(): void {
    const { listener } = this;
    this.#connection = new Connection(this.settings, {
      frame: (bytes) => listener.frame(bytes),
      dropped: (count) => listener.dropped(count),
      bluetoothd: (state) => listener.bluetoothd(state),
      opened: () => this.#opened(),
      ended: (end) => this.#ended(end),
    });
    this.#connection.open();
  }

  /** Throws a TransportError. */
  send(frame: Uint8Array): void {
    if (this.#early !== undefined) this.#early.push(new Uint8Array(frame));
    else if (this.#connection?.isOpen === true) this.#connection.send(frame);
    else throw notNow(this.settings.url);
  }

  close(): void {
    this.#retry.unsubscribe();
    this.#connection?.close();
    this.#connection = undefined;
  }

  #opened(): void {
    const early = this.#early;
    this.#early = undefined;
    this.#attempts = 0;
    for (const frame of early ?? []) this.#connection?.send(frame);
    this.listener.state({ state: 'open' });
    // It was there before. What happened meanwhile is unknown.
    if (early === undefined) this.listener.dropped(1);
  }

  #ended(end: End): void {
    this.#connection = undefined;
    const { reconnect } = this.settings;
    if (end.how === 'completed') return this.listener.ended(undefined);
    if (
      end.how === 'refused' ||
      this.#early !== undefined ||
      reconnect === undefined ||
      this.#attempts >= reconnect.attempts
    ) {
      return this.listener.ended(end.error);
    }
    // The first attempt is told of, those that fail after it are more of the same.
    this.#retryAfter(delayBefore(this.#attempts, reconnect));
    if (this.#attempts++ === 0) this.listener.state({ state: 'cut', error: end.error });
  }

  #retryAfter(delay: number): void {
    this.#retry = scheduleAfter(this.settings.scheduler, () => this.open(), delay);
  }
}

/** Doubles each time, and is shorter by chance: not all clients of a bridge come back at once. */
function delayBefore(attempts: number, { delay, maxDelay }: Required<ReconnectOptions>): number {
  const whole = Math.min(delay * 2 ** attempts, maxDelay);
  return whole * (1 - Math.random() / 2);
}
