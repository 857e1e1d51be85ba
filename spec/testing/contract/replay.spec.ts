import { decodeControl, readRecords, replay } from 'rx-btmgmt/btsnoop';
import type { ReplayOptions } from 'rx-btmgmt/btsnoop';
import type { TransportBench } from 'rx-btmgmt/testing';
import { transportContract } from 'rx-btmgmt/testing';
import { bytesOf } from '../../transport/btsnoop/marble-captures.js';
import { discoveryCapture } from '../../transport/btsnoop/vectors.js';

/** What the kernel said in a capture of one socket. */
const saidIn = (capture: Uint8Array): Uint8Array[] =>
  readRecords(capture)
    .records.map((record) => decodeControl(record))
    .flatMap((control) => (control?.kind === 'event' ? [control.frame] : []));

const bench = (capture: Uint8Array, options: ReplayOptions): TransportBench => ({
  setUp: () => ({ transport: replay(capture, options) }),
  setUpUnopenable: () => {
    const transport = replay(capture, { ...options, session: 'next', speed: Infinity });
    transport.frames$.subscribe().unsubscribe();
    return { transport };
  },
  otherEnd: { plays: saidIn(capture) },
  has: ['isOpen'],
});

describe('A replay at once of what Linux said', () => {
  for (const { name, run } of transportContract(bench(discoveryCapture, { speed: Infinity }))) it(name, run);
});

describe('A replay in its own time', () => {
  for (const { name, run } of transportContract(bench(bytesOf('(ab-cdef)'), {}))) it(name, run);
});
