import assert from 'node:assert/strict';
import { release } from 'node:os';
import { before, describe, it } from 'node:test';
import { firstValueFrom } from 'rxjs';
import type { DesiredState } from 'rx-btmgmt';
import { controller } from 'rx-btmgmt';
import { STARTS, desiredPairs, differences, reached } from '../controllers/desired-pairs.js';
import { FIRST, openDuringSuite, ready } from './support/controllers.js';

/** All but Advertising, which btvirt does not take back once it was switched off and on (see advertise.ts). */
const without = (state: DesiredState): DesiredState =>
  Object.fromEntries(Object.entries(state).filter(([name]) => name !== 'Advertising'));

/** Each of three kernels is asked for a third of the pairs, from other states than the next. Which third does not matter. */
const PARTS = 3;
const part = release().startsWith('6.12.') ? 1 : release().startsWith('6.1.') ? 0 : 2;

describe('A controller that is kept', { timeout: 300_000 }, () => {
  const mgmt = openDuringSuite();
  const adapter = controller(mgmt, FIRST.address);

  before(async () => {
    await ready(mgmt, FIRST.index);
  });

  it('is set in an order that the kernel accepts, for each pair of settings', async (t) => {
    const wrong: string[] = [];
    const all = desiredPairs(adapter).filter((pair) => !('Advertising' in pair));
    const pairs = all.filter((_, n) => n % PARTS === part);
    const starts = STARTS.map(without);
    for (const [n, desired] of pairs.entries()) {
      const start = starts[n % starts.length]!;
      try {
        await reached(adapter, start);
        const reports = await reached(adapter, desired);
        const left = differences(await firstValueFrom(adapter.state$), desired);
        const isPlain = reports.every(({ report }) => ['Deviation', 'Changed', 'Kept'].includes(report));
        if (left.length > 0 || !isPlain) wrong.push(JSON.stringify({ start, desired, left, reports }));
      } catch (error) {
        wrong.push(JSON.stringify({ start, desired, error: String(error) }));
      }
    }
    t.diagnostic(`${String(pairs.length)} of ${String(all.length)} pairs`);
    assert.deepEqual(wrong, []);
  });
});
