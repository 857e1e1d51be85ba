import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firstValueFrom, lastValueFrom } from 'rxjs';
import { matchesPatterns } from 'rx-btmgmt';
import { FIRST, openDuringSuite, ready, reset, SECOND } from './support/controllers.js';

describe('An advertisement monitor without help of the controller', { timeout: 60_000 }, () => {
  const mgmt = openDuringSuite();

  it('tells of what no pattern matches, with the handle 0', async () => {
    for (const { index } of [FIRST, SECOND]) {
      await ready(mgmt, index);
      await reset(mgmt, index);
      await lastValueFrom(mgmt.command$('SetPowered', index, true));
    }
    const wrong = [{ adType: 'NameComplete', offset: 0, value: '41' }] as const;
    const right = [{ adType: 'TxPower', offset: 0, value: '' }] as const;
    await lastValueFrom(mgmt.command$('SetAdvertising', SECOND.index, 'OnConnectable'));
    const found = firstValueFrom(mgmt.event$('AdvertisementMonitorDeviceFound', FIRST.index));
    const { monitorHandle } = await firstValueFrom(
      mgmt.command$('AddAdvertisementPatternsMonitor', FIRST.index, wrong),
    );
    try {
      const { monitorHandle: handle, address, adData } = await found;
      assert.deepEqual({ handle, address }, { handle: 0, address: SECOND.address });
      assert.equal(matchesPatterns(wrong, adData), false);
      assert.equal(matchesPatterns(right, adData), true);
    } finally {
      await lastValueFrom(mgmt.command$('RemoveAdvertisementMonitor', FIRST.index, monitorHandle));
      await reset(mgmt, SECOND.index);
    }
  });
});
