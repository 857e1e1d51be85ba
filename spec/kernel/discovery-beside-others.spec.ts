import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { catchError, concatMap, EMPTY, filter, firstValueFrom } from 'rxjs';
import { discover, discoveryState, isStatusError } from 'rx-btmgmt';
import { FIRST, openDuringSuite, PAIR, ready, reset, SECOND } from './support/controllers.js';
import { Discovered } from './support/discovered.js';
import { advertiseWhenScanned } from './support/advertise.js';
import { plugIn } from './support/plug-in.js';

const CLASSIC = ['BREDR'] as const;

describe('Discovering LE while another program inquires for BR/EDR', { timeout: 180_000 }, () => {
  const mgmt = openDuringSuite();
  const other = openDuringSuite();

  before(async () => {
    for (const { index } of PAIR) {
      await ready(mgmt, index);
      await reset(mgmt, index);
      await firstValueFrom(mgmt.command$('SetPowered', index, true));
    }
    // Found by inquiries and by scans.
    await firstValueFrom(mgmt.command$('SetConnectable', SECOND.index, true));
    await firstValueFrom(mgmt.command$('SetDiscoverable', SECOND.index, 'General', 0));
    await firstValueFrom(mgmt.command$('SetAdvertising', SECOND.index, 'OnConnectable'));
  });

  it('says what it waits for, gets none of the others, and discovers itself afterwards', async () => {
    const advertising = advertiseWhenScanned(mgmt).subscribe();
    try {
      const classic = firstValueFrom(other.event$('DeviceFound', FIRST.index));
      await firstValueFrom(other.command$('StartDiscovery', FIRST.index, CLASSIC));
      const run = new Discovered(discover(mgmt, FIRST.index));
      assert.equal((await classic).addressType, 'BREDR');
      const { problem } = await firstValueFrom(
        discoveryState(mgmt, FIRST.index).pipe(filter(({ phase }) => phase === 'waiting')),
      );
      assert.ok(isStatusError(problem, 'Busy'), String(problem));
      assert.equal(await run.ended, 'complete');
      assert.ok(run.devices.some(({ address }) => address === SECOND.address));
      assert.deepEqual([...new Set(run.devices.map(({ addressType }) => addressType))], ['LEPublic']);
    } finally {
      advertising.unsubscribe();
    }
  });

  it('fails when the other program inquires again and again, and says what it does', async () => {
    const { index } = FIRST;
    let refusals = 0;
    // Told by the client that discovers, and before it: so that it starts first whenever one has ended.
    const inquiring = mgmt
      .event$('Discovering', index)
      .pipe(
        filter(({ discovering }) => discovering === false),
        concatMap(() =>
          other.command$('StartDiscovery', index, CLASSIC).pipe(
            catchError((error: unknown) => {
              if (!isStatusError(error, 'Busy')) throw error;
              refusals++;
              return EMPTY;
            }),
          ),
        ),
      )
      .subscribe();
    try {
      await firstValueFrom(other.command$('StartDiscovery', index, CLASSIC));
      let run: Discovered;
      let refusalsBefore: number;
      // Linux takes who asks first. A try of `discover` may come between the end of an inquiry and the event that says so: then the
      // other program did not inquire again, and the question is asked once more.
      do {
        refusalsBefore = refusals;
        run = new Discovered(discover(mgmt, index));
        const end = await run.ended;
        assert.equal(end === 'complete', refusals > refusalsBefore, String(end));
      } while (refusals > refusalsBefore);
      const error = await run.ended;
      assert.ok(isStatusError(error, 'Busy'), String(error));
      assert.match(error.message, /Another program discovers BR\/EDR, which does not find LE/);
      assert.deepEqual(run.devices, []);
    } finally {
      // The inquiry goes on, or just begins. Nobody uses these controllers after this.
      inquiring.unsubscribe();
    }
  });
});

describe('Two discoveries of one client', { timeout: 120_000 }, () => {
  const mgmt = openDuringSuite();

  it('each have what they asked for, for their own time, when one leaves in the middle', async () => {
    // The devices are heard 1 dB weaker each, from -40 dBm on.
    const controller = await plugIn(mgmt, '--advertisers', '40', '--repeat');
    const { index } = controller;
    try {
      await firstValueFrom(mgmt.command$('SetPowered', index, true));
      const near = new Discovered(discover(mgmt, index, { rssiThreshold: -45 }));
      await near.first();
      const nobody = new Discovered(discover(mgmt, index, { addressTypes: ['LEPublic'] }));
      const all = new Discovered(discover(mgmt, index));
      await all.first(({ rssi }) => rssi < -70);
      near.subscription.unsubscribe();
      assert.equal(await all.ended, 'complete');
      assert.equal(await nobody.ended, 'complete');
      for (const { duration } of [all, nobody]) assert.ok(duration > 9_000, String(duration));
      assert.ok(near.devices.every(({ rssi }) => rssi >= -45));
      assert.deepEqual(nobody.devices, []);
      assert.equal(new Set(all.devices.map(({ address }) => address)).size, 40);
    } finally {
      await controller.unplug();
    }
  });
});
