import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { filter, firstValueFrom } from 'rxjs';
import { discover, discoveryState, isStatusError } from 'rx-btmgmt';
import { LOW_ENERGY, openDuringSuite } from './support/controllers.js';
import { Discovered } from './support/discovered.js';
import { errorOf } from './support/error-of.js';
import { mountDebugfs, sleep } from './support/interrupt.js';
import { plugIn, type PluggedIn } from './support/plug-in.js';

/**
 * Discover; sleep; off while asleep; wake up; on: from then on the kernel answers Busy to each start although none runs, because
 * it still takes the discovery for paused (discovery_paused in net/bluetooth/hci_sync.c).
 */
describe('A controller that can start no discovery any more', { timeout: 120_000 }, () => {
  const mgmt = openDuringSuite();
  const other = openDuringSuite();
  let controller: PluggedIn;
  let index: number;

  const power = (on: boolean) => firstValueFrom(other.command$('SetPowered', index, on));
  const phase = (wanted: string) =>
    firstValueFrom(discoveryState(mgmt, index).pipe(filter(({ phase }) => phase === wanted)));

  before(async () => {
    mountDebugfs();
    controller = await plugIn(mgmt, '--advertisers', '1', '--repeat');
    ({ index } = controller);
    await power(true);
  });
  after(() => controller.unplug());

  it('becomes so while a discovery is paused for sleep, which fails because the controller is off', async () => {
    const forEver = new Discovered(discover(mgmt, index, { continuous: true }));
    await forEver.first();
    sleep([index], true);
    await phase('waiting');
    await power(false);
    const error = await forEver.ended;
    assert.ok(isStatusError(error, 'NotPowered'), String(error));
    sleep([index], false);
    await power(true);
    const busy = await errorOf(other.command$('StartDiscovery', index, LOW_ENERGY));
    assert.ok(isStatusError(busy, 'Busy'), String(busy));
    const rejected = await errorOf(other.command$('StopDiscovery', index, LOW_ENERGY));
    assert.ok(isStatusError(rejected, 'Rejected'), String(rejected));
  });

  it('is told by discover, with what was seen and what helps', async () => {
    const run = new Discovered(discover(mgmt, index));
    const error = await run.ended;
    assert.ok(isStatusError(error, 'Busy'), String(error));
    assert.match(error.message, /although none runs.*sleep and wake up while the controller is on, or plugging it in/);
    assert.deepEqual(run.devices, []);
  });

  it('is not given up by a continuous one, which says so, fails when it is switched off, and goes on after a sleep', async () => {
    const first = new Discovered(discover(mgmt, index, { continuous: true }));
    const { problem } = await phase('waiting');
    assert.ok(isStatusError(problem, 'Busy'), String(problem));
    await power(false);
    const error = await first.ended;
    assert.ok(isStatusError(error, 'NotPowered'), String(error));
    await power(true);

    const again = new Discovered(discover(mgmt, index, { continuous: true }));
    await firstValueFrom(
      discoveryState(mgmt, index).pipe(
        filter(({ problem: why }) => String(why?.message).includes('although none runs')),
      ),
    );
    assert.equal(again.end, undefined);
    sleep([index], true);
    sleep([index], false);
    await again.first();
    assert.equal(again.end, undefined);
    again.subscription.unsubscribe();
    await phase('idle');
    // It is as any other now.
    await firstValueFrom(discover(other, index));
  });
});
