import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { firstValueFrom } from 'rxjs';
import { Mgmt } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';
import { FIRST, ready, reset } from './support/controllers.js';
import { newPairDuringSuite } from './support/pair.js';
import { runProgram } from './support/run-program.js';

const ROUNDS = 1_000;
/**
 * How much the heap may grow in a round. In its first thousands V8 takes 150 bytes each for compiled code (measured; then it
 * is flat). A subscriber that stays behind takes 500 and more, a receive buffer 65 541.
 */
const BYTES_PER_ROUND = 300;

interface Measured {
  readonly descriptors: number;
  readonly heap: number;
  readonly external: number;
}

describe('Coming and going', { timeout: 120_000 }, () => {
  newPairDuringSuite();
  const mgmt = new Mgmt(hciSocket());

  before(async () => {
    await ready(mgmt, FIRST.index);
    await reset(mgmt, FIRST.index);
  });

  it('1 000 times: descriptors and heap are as before', async (t) => {
    const { code, lines, stderr } = await runProgram('open-and-close', { args: [String(ROUNDS)] });
    assert.equal(stderr, '');
    assert.equal(code, 0);
    const measured = JSON.parse(lines[0] ?? '') as { before: Measured; after: Measured };
    t.diagnostic(JSON.stringify(measured));
    assert.equal(measured.after.descriptors, measured.before.descriptors);
    for (const kind of ['heap', 'external'] as const) {
      const growth = measured.after[kind] - measured.before[kind];
      assert.ok(growth < ROUNDS * BYTES_PER_ROUND, `${kind} memory grew by ${String(growth)} bytes`);
    }
  });

  it('the process lives while there are subscribers, and ends by itself when the last one leaves', async () => {
    let renaming: Promise<unknown> = Promise.resolve();
    const ended = await runProgram('leave', {
      onLine: (line) => {
        // It has nothing but its subscription now.
        if (line === 'listening') renaming = firstValueFrom(mgmt.command$('SetLocalName', FIRST.index, 'renamed', ''));
      },
    });
    await renaming;
    assert.deepEqual(ended, { code: 0, signal: null, lines: ['listening', 'changed to renamed'], stderr: '' });
  });
});
