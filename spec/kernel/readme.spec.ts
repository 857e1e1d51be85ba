import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { first, lastValueFrom, merge, take, toArray } from 'rxjs';
import { isStatusError } from 'rx-btmgmt';
import { FIRST, openDuringSuite, ready, reset } from './support/controllers.js';
import { errorOf } from './support/error-of.js';

/** Blocks the radio of a controller, or allows it again (Documentation/driver-api/rfkill.rst of the kernel). */
function block(index: number, blocked: boolean): void {
  const folder = `/sys/class/bluetooth/hci${index}`;
  for (const entry of readdirSync(folder).filter((name) => name.startsWith('rfkill'))) {
    writeFileSync(`${folder}/${entry}/soft`, blocked ? '1' : '0');
  }
}

describe('What the first page says of kernels', { timeout: 90_000 }, () => {
  const mgmt = openDuringSuite();
  const other = openDuringSuite();
  const { index } = FIRST;

  before(async () => {
    await ready(mgmt, index);
    await reset(mgmt, index);
  });

  it('what a program changes itself it learns from the reply, what another one changes from the event', async () => {
    const own$ = merge(mgmt.command$('SetPowered', index, true), mgmt.event$('NewSettings', index));
    const seen = lastValueFrom(own$.pipe(take(2), toArray()));
    await lastValueFrom(
      other.event$('NewSettings', index).pipe(first(({ currentSettings }) => currentSettings.Powered)),
    );
    await lastValueFrom(other.command$('SetPowered', index, false));
    assert.deepEqual(
      (await seen).map(({ currentSettings }) => currentSettings.Powered),
      [true, false],
    );
  });

  it('a radio that is blocked answers SetPowered with Failed, not with RFKilled', async () => {
    block(index, true);
    try {
      const error = await errorOf(mgmt.command$('SetPowered', index, true));
      assert.ok(isStatusError(error, 'Failed'), String(error));
      assert.match(error.message, /rfkill list/);
    } finally {
      block(index, false);
    }
  });

  it('what is on already stays as it is: nobody is told anything', async () => {
    const set$ = (client: typeof mgmt) =>
      lastValueFrom(
        merge(client.command$('SetLowEnergy', index, true), client.command$('SetPowered', index, true)).pipe(toArray()),
      );
    await set$(mgmt);
    const events: unknown[] = [];
    const watching = mgmt.event$('NewSettings', index).subscribe((event) => events.push(event));
    await set$(other);
    // Replies come behind the events that were sent before them.
    await lastValueFrom(mgmt.command$('ReadControllerInformation', index));
    watching.unsubscribe();
    assert.deepEqual(events, []);
  });
});
