import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { filter, firstValueFrom, lastValueFrom, take, tap, timeout } from 'rxjs';
import type { Controller, KeepReport } from 'rx-btmgmt';
import { controller, keep, Mgmt } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';
import { differences } from '../controllers/desired-pairs.js';
import { btmgmt } from './support/btmgmt.js';
import { FIRST, openDuringSuite, ready } from './support/controllers.js';

async function stateOf(adapter: Controller) {
  return firstValueFrom(adapter.state$);
}

describe('A controller that is kept', { timeout: 90_000 }, () => {
  const mgmt = openDuringSuite();
  const adapter = controller(mgmt, FIRST.address);

  before(async () => {
    await ready(mgmt, FIRST.index);
  });

  it('is kept while another program changes it', async () => {
    const desired = { Powered: true, LowEnergy: true, Bondable: true, Name: 'kept' };
    const reports: KeepReport[] = [];
    const seen$ = keep(adapter, desired, { delay: 20, attempts: 20 }).pipe(tap((report) => reports.push(report)));
    const changes = [
      ['bondable', 'off'],
      ['name', 'theirs'],
      ['power', 'off'],
      ['name', 'theirs'],
    ] as const;
    let step = 0;
    const done = lastValueFrom(
      seen$.pipe(
        filter(({ report }) => report === 'Kept'),
        tap(() => {
          const change = changes[step++];
          if (change !== undefined) void btmgmt(FIRST.index, ...change);
        }),
        take(changes.length + 1),
        timeout({ each: 20_000 }),
      ),
    );
    await done;
    const found = reports.flatMap((report) =>
      report.report === 'Deviation' || report.report === 'Contested' ? [`${report.report} ${report.name}`] : [],
    );
    // At first all that was otherwise; then what was changed, which had been set moments before.
    assert.deepEqual(
      found.slice(-4),
      ['Bondable', 'Name', 'Powered', 'Name'].map((name) => `Contested ${name}`),
    );
    assert.deepEqual(differences(await stateOf(adapter), desired), []);
  });

  it('says that two programs fight over it', async () => {
    const ours$ = keep(adapter, { Name: 'ours' }, { delay: 5, maxDelay: 20, attempts: 5 });
    // A socket of its own: another program, as far as the kernel knows.
    const other = controller(new Mgmt(hciSocket()), FIRST.address);
    const theirs = keep(other, { Name: 'theirs' }, { delay: 5, maxDelay: 20, attempts: Infinity }).subscribe();
    try {
      await assert.rejects(lastValueFrom(ours$), { name: 'KeepError', code: 'Contested', desired: 'Name' });
    } finally {
      theirs.unsubscribe();
    }
  });
});
