import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { filter, firstValueFrom, lastValueFrom, tap, timeout, timer } from 'rxjs';
import type { KeepReport } from 'rx-btmgmt';
import { controller, isNeighbourError, keep } from 'rx-btmgmt';
import { findBluetoothd } from 'rx-btmgmt/linux';
import type { Bluetoothd } from './support/bluetoothd.js';
import { startBluetoothd } from './support/bluetoothd.js';
import { FIRST, openDuringSuite, ready } from './support/controllers.js';
import { runProgram } from './support/run-program.js';

describe('Beside bluetoothd', { timeout: 120_000 }, () => {
  const mgmt = openDuringSuite();
  const adapter = controller(mgmt, FIRST.address);
  const reports: KeepReport[] = [];
  let daemon: Bluetoothd | undefined;

  before(() => ready(mgmt, FIRST.index));
  after(async () => {
    await daemon?.stop();
    // That it runs is believed for a second, also by what comes behind this.
    await firstValueFrom(timer(0, 100).pipe(filter(() => mgmt.bluetoothd().state === 'absent')));
  });

  it('a controller that is kept stays as it is desired, and what bluetoothd changes is reported', async () => {
    assert.deepEqual(findBluetoothd(), { state: 'absent' });
    const desired = { Powered: true, LowEnergy: true, Name: 'kept' };
    const kept$ = keep(adapter, desired, { delay: 20 }).pipe(tap((report) => reports.push(report)));
    // bluetoothd gives each controller the name of the computer.
    const isContested = (report: KeepReport) => report.report === 'Contested' && report.name === 'Name';
    let starting: Promise<void> | undefined;
    const again$ = kept$.pipe(
      filter(({ report }) => report === 'Kept'),
      tap(() => {
        starting ??= startBluetoothd().then((started) => {
          daemon = started;
        });
      }),
      filter(() => reports.some(isContested)),
      timeout(60_000),
    );
    await firstValueFrom(again$);
    await starting;
  });

  it('is seen, also from another container if the kernel may be asked', async () => {
    const found$ = timer(0, 100).pipe(filter(() => daemon !== undefined && findBluetoothd().state === 'running'));
    await firstValueFrom(found$.pipe(timeout(30_000)));
    assert.deepEqual(findBluetoothd(), { state: 'running', pid: daemon?.pid });
    assert.deepEqual(mgmt.bluetoothd(), { state: 'running', pid: daemon?.pid });
    const container = ['unshare', '--pid', '--fork', '--mount-proc'];
    const { lines } = await runProgram('find-bluetoothd', { through: container });
    assert.deepEqual(
      lines.map((line): unknown => JSON.parse(line)),
      [{ state: 'running' }],
    );
  });

  it('commands that would break it are refused, unless they are allowed', async () => {
    const keys = mgmt.command$('LoadIdentityResolvingKeys', FIRST.index, []);
    await assert.rejects(lastValueFrom(keys), (error) => isNeighbourError(error) && error.pid === daemon?.pid);
    await lastValueFrom(mgmt.command$('SetLowEnergy', FIRST.index, true));
    const allowed$ = mgmt.commandWith$('LoadIdentityResolvingKeys', FIRST.index, { keys: [] }, { owning: 'allow' });
    await lastValueFrom(allowed$);
  });

  it('what would break it can not be kept, and nothing is done on the way to it', async () => {
    const without = { BREDR: false, Powered: true };
    await assert.rejects(lastValueFrom(keep(adapter, without, { delay: 10, attempts: 2 })), (error: Error) => {
      assert.match(error.message, /^BREDR: false .* refused at each of 2 attempts.*bluetoothd runs/);
      return true;
    });
    const { settings } = (await firstValueFrom(adapter.state$)) ?? {};
    assert.deepEqual([settings?.Powered, settings?.BREDR], [true, true]);
  });
});
