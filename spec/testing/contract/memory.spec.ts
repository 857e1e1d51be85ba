import type { Subscription } from 'rxjs';
import { memoryTransport } from 'rx-btmgmt';
import type { Transport } from 'rx-btmgmt';
import { capture } from 'rx-btmgmt/btsnoop';
import type { TransportBench, TransportUnderTest } from 'rx-btmgmt/testing';
import { transportContract } from 'rx-btmgmt/testing';
import type { Openings } from '../../support/counted-transport.js';
import { counted } from '../../support/counted-transport.js';

interface Linked extends TransportUnderTest {
  /** The other end. */
  readonly kernel: Transport;
  readonly held: Openings;
  readonly received: Uint8Array[];
  readonly subscription: Subscription;
}

/** One of two linked ends, or what is made of it. */
const bench = (over: (end: Transport) => Transport = (end) => end): TransportBench<Linked> => ({
  setUp: () => {
    const [first, kernel] = memoryTransport();
    const [end, held] = counted(first);
    const received: Uint8Array[] = [];
    const subscription = kernel.frames$.subscribe((frame) => received.push(frame));
    return { transport: over(end), kernel, held, received, subscription };
  },
  tearDown: ({ subscription }) => subscription.unsubscribe(),
  otherEnd: {
    deliver: ({ kernel }, frame) => kernel.send(frame),
    received: ({ received }) => received,
  },
});

describe('A memory transport', () => {
  for (const { name, run } of transportContract(bench())) it(name, run);
});

describe('A capture of one', () => {
  const captured: TransportBench<Linked> = {
    ...bench((end) => capture(end)),
    has: ['isOpen'],
    held: ({ held }) => held.now,
  };
  for (const { name, run } of transportContract(captured)) it(name, run);
});
