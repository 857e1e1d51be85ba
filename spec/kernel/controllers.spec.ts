import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filter, firstValueFrom, map, ReplaySubject, timeout } from 'rxjs';
import { controller, discover, keep, whilePowered } from 'rx-btmgmt';
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
});
