import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filter, firstValueFrom, map, ReplaySubject, timeout } from 'rxjs';
import type { ControllerState, Drops } from 'rx-btmgmt';
import { controller, controllers, discover, keep, Mgmt, whilePowered } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';
import { block } from './support/block.js';
import { btmgmt } from './support/btmgmt.js';
import { FIRST, openDuringSuite, ready } from './support/controllers.js';
import { plugIn } from './support/plug-in.js';

const ADDRESS = '00:AA:01:02:03:04';
describe('Live controllers', { timeout: 90_000 }, () => {
  const mgmt = openDuringSuite();

  it('follow one that is plugged in again as another index, with what runs on it', async () => {
    await ready(mgmt, FIRST.index);
    const adapter = controller(mgmt, ADDRESS);
    const found = new ReplaySubject<number>();
    const kept = keep(adapter, { Powered: true }).subscribe();
    const pipeline = whilePowered(adapter, ({ index }) =>
      discover(mgmt, index, { continuous: true }).pipe(map(() => index)),
    ).subscribe(found);
    const on = (index: number) =>
      firstValueFrom(
        found.pipe(
          filter((at) => at === index),
          timeout(30_000),
        ),
      );
    try {
      const first = await plugIn(mgmt, '--address', ADDRESS);
      await on(first.index);
      await first.unplug();
      const other = await plugIn(mgmt);
      const again = await plugIn(mgmt, '--address', ADDRESS);
      try {
        assert.notEqual(again.index, first.index);
        await on(again.index);
        const state = await firstValueFrom(adapter.state$);
        assert.deepEqual([state?.index, state?.address], [again.index, ADDRESS]);
        // What sits there now is not meant.
        const { currentSettings } = await firstValueFrom(mgmt.command$('ReadControllerInformation', other.index));
        assert.equal(currentSettings.Powered, false);
      } finally {
        await other.unplug();
        await again.unplug();
      }
      assert.equal(await firstValueFrom(adapter.state$), undefined);
    } finally {
      pipeline.unsubscribe();
      kept.unsubscribe();
    }
  });

  it('equal what is read afresh, once the kernel had to drop what changed them', async () => {
    const victim = new Mgmt(hciSocket({ receiveBuffer: 65_536 }));
    const states = new ReplaySubject<readonly ControllerState[]>(1);
    const subscription = controllers(victim).subscribe(states);
    const losses = new ReplaySubject<Drops>();
    subscription.add(victim.drops$.subscribe(losses));
    const { index, unplug } = await plugIn(victim, '--advertisers', '1000', '--rate', '1000', '--repeat');
    const other = await plugIn(mgmt);
    try {
      await firstValueFrom(mgmt.command$('SetPowered', index, true));
      subscription.add(discover(victim, index, { continuous: true }).subscribe());
      await firstValueFrom(victim.event$('DeviceFound', index));
      // Both happen while nobody reads, and behind more than the buffer holds.
      const changed = Promise.all([btmgmt(index, 'name', 'theirs'), other.unplug()]);
      block(2_000);
      await Promise.all([changed, firstValueFrom(losses)]);
      const settled$ = states.pipe(
        filter((present) => present.every((state) => state.index !== other.index)),
        filter((present) => present.some(({ name }) => name === 'theirs')),
        timeout(20_000),
      );
      const settled = await firstValueFrom(settled$);
      const fresh = await firstValueFrom(controllers(new Mgmt(hciSocket())));
      const readable = (present: readonly ControllerState[]) =>
        present.map((state) => ({ ...state, discovering: 'not told' }));
      assert.deepEqual(readable(settled), readable(fresh));
    } finally {
      subscription.unsubscribe();
      await unplug();
      await other.unplug();
    }
  });
});
