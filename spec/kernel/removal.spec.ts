import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { firstValueFrom } from 'rxjs';
import { discover, isStatusError } from 'rx-btmgmt';
import { FIRST, LOW_ENERGY, openDuringSuite, ready, reset } from './support/controllers.js';
import { errorOf } from './support/error-of.js';
import { plugIn } from './support/plug-in.js';

const LE_SET_SCAN_ENABLE = '0x200c';

describe('A controller that goes away', { timeout: 90_000 }, () => {
  const mgmt = openDuringSuite();

  before(async () => {
    await ready(mgmt, FIRST.index);
    await reset(mgmt, FIRST.index);
  });

  it('ends the command that is pending on it with an error, and nothing else', async () => {
    const controller = await plugIn(mgmt, '--unanswered', LE_SET_SCAN_ENABLE);
    const { index } = controller;
    await firstValueFrom(mgmt.command$('SetPowered', index, true));
    await firstValueFrom(mgmt.command$('SetPowered', FIRST.index, true));
    // Goes on over there.
    let failed: unknown;
    const elsewhere = discover(mgmt, FIRST.index, { continuous: true }).subscribe({
      error: (error: unknown) => {
        failed = error;
      },
    });
    try {
      await firstValueFrom(mgmt.event$('Discovering', FIRST.index));

      // Without end: it is the removal that ends it.
      const options = { timeout: Infinity };
      const pending$ = mgmt.commandWith$('StartDiscovery', index, { addressType: LOW_ENERGY }, options);
      const outcome = errorOf(pending$);
      await controller.first('held');
      const removed = firstValueFrom(mgmt.event$('IndexRemoved', index));
      await controller.unplug();

      const error = await outcome;
      // Kernels differ in whether they give up the work or the controller first.
      assert.ok(isStatusError(error, 'InvalidIndex', 'Failed', 'Cancelled'), String(error));
      assert.deepEqual([error.command, error.index], ['StartDiscovery', index]);
      await removed;

      const { address } = await firstValueFrom(mgmt.command$('ReadControllerInformation', FIRST.index));
      assert.equal(address, FIRST.address);
      assert.equal(failed, undefined);
      const { controllerIndexes } = await firstValueFrom(mgmt.command$('ReadControllerIndexList', null));
      assert.deepEqual([...controllerIndexes].sort(), [0, 1]);
    } finally {
      const stopped = firstValueFrom(mgmt.event$('Discovering', FIRST.index));
      elsewhere.unsubscribe();
      await stopped;
      await controller.unplug();
    }
  });

  it('ends its discovery with an error', async () => {
    const controller = await plugIn(mgmt, '--advertisers', '1', '--repeat');
    await firstValueFrom(mgmt.command$('SetPowered', controller.index, true));
    const found = firstValueFrom(mgmt.event$('DeviceFound', controller.index));
    const outcome = errorOf(discover(mgmt, controller.index, { continuous: true }));
    await found;
    await controller.unplug();
    const error = await outcome;
    assert.ok(isStatusError(error, 'InvalidIndex'), String(error));
    assert.equal(error.index, controller.index);
  });
});
