import { Observable } from 'rxjs';
import type { TestScheduler } from 'rxjs/testing';
import type { SentCommand } from './partial.js';
import { decodeCommand } from '../protocol/decode.js';
import type { Transport } from '../transport/transport.js';

/** When a source was subscribed to and unsubscribed from, in frames: what `expectSubscriptions` takes. */
export type SubscriptionLogs = Parameters<TestScheduler['expectSubscriptions']>[0];

/** One command that was sent. */
export interface LogEntry {
  /** In milliseconds of virtual time. */
  readonly frame: number;
  readonly command: SentCommand;
}

/** A transport with a log of what was done to it. */
export interface WatchedTransport {
  readonly transport: Transport;
  readonly subscriptions: SubscriptionLogs;
  readonly log: readonly LogEntry[];
}

/** The same transport, with a log of what is sent over it, and over others to the same kernel. */
function logged(inner: Transport, onSend: (frame: Uint8Array) => void, frames$ = inner.frames$): Transport {
  const transport: Transport = {
    frames$,
    send: (frame) => {
      // Before it is sent: one that can't be sent is seen, too, and what an answer brings about comes behind it.
      onSend(frame);
      inner.send(frame);
    },
    ...(inner.drops$ === undefined ? {} : { drops$: inner.drops$ }),
    ...(inner.poll === undefined ? {} : { poll: () => inner.poll?.() }),
    ...(inner.bluetoothd === undefined ? {} : { bluetoothd: () => inner.bluetoothd!() }),
    ...(inner.another === undefined ? {} : { another: () => logged(inner.another!(), onSend) }),
  };
  if (inner.isOpen === undefined) return transport;
  return {
    ...transport,
    get isOpen() {
      return inner.isOpen === true;
    },
  };
}

/** Writes down what goes to a transport, by the clock of the scheduler. Frames pass as they are. */
export function watch(inner: Transport, scheduler: TestScheduler): WatchedTransport {
  // It emits nothing. RxJS itself writes down who is subscribed, in the form that its own expectSubscriptions compares.
  const presence$ = scheduler.createColdObservable<never>('');
  const log: LogEntry[] = [];
  const onSend = (frame: Uint8Array): void =>
    void log.push({ frame: scheduler.now(), command: decodeCommand(frame.slice()) });
  // Of the transport itself: others are opened and closed as they are needed.
  const frames$ = new Observable<Uint8Array>((subscriber) => {
    subscriber.add(presence$.subscribe());
    subscriber.add(inner.frames$.subscribe(subscriber));
  });
  const transport = logged(inner, onSend, frames$);
  return { transport, subscriptions: presence$.subscriptions, log };
}
