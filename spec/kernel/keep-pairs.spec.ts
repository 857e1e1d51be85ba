import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { firstValueFrom } from 'rxjs';
import type { DesiredState } from 'rx-btmgmt';
import { controller } from 'rx-btmgmt';
import { STARTS, desiredPairs, differences, reached } from '../controllers/desired-pairs.js';
import { FIRST, openDuringSuite, ready } from './support/controllers.js';

/** All but Advertising, which btvirt does not take back once it was switched off and on (see advertise.ts). */
const without = (state: DesiredState): DesiredState =>
  Object.fromEntries(Object.entries(state).filter(([name]) => name !== 'Advertising'));

describe('A controller that is kept', { timeout: 300_000 }, () => {
  const mgmt = openDuringSuite();
  const adapter = controller(mgmt, FIRST.address);

  before(async () => {
    await ready(mgmt, FIRST.index);
  });

  it('is set in an order that the kernel accepts, for each pair of settings', async (t) => {
    const wrong: string[] = [];
    const pairs = desiredPairs(adapter).filter((pair) => !('Advertising' in pair));
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
    t.diagnostic(`${String(pairs.length)} pairs`);
    assert.deepEqual(wrong, []);
  });
});
