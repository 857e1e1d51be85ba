import { Observable } from 'rxjs';
import type { Transport } from '../../src/index.js';

/** How often a transport, or another one that it has made, was opened. */
export interface Openings {
  now: number;
  most: number;
  all: number;
}

/** The same transport, whose openings are counted together with those of all that it makes. */
export function counted(inner: Transport, openings: Openings = { now: 0, most: 0, all: 0 }): [Transport, Openings] {
  const transport: Transport = {
    frames$: new Observable((subscriber) => {
      openings.all++;
      openings.now++;
      openings.most = Math.max(openings.most, openings.now);
      subscriber.add(() => openings.now--);
      subscriber.add(inner.frames$.subscribe(subscriber));
    }),
    ...(inner.drops$ && { drops$: inner.drops$ }),
    send: (frame) => inner.send(frame),
    ...(inner.another && { another: () => counted(inner.another!(), openings)[0] }),
  };
  return [transport, openings];
}

/** The same transport for one who knows no other way to its kernel. */
export function alone({ frames$, drops$, send }: Transport): Transport {
  return { frames$, send, ...(drops$ && { drops$ }) };
}
