import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firstValueFrom, lastValueFrom, takeUntil, toArray } from 'rxjs';
import { isStatusError, Mgmt } from 'rx-btmgmt';
import type { MgmtNotification } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';
import { FIRST, LOW_ENERGY, openDuringSuite, ready, reset } from './support/controllers.js';
import { errorOf } from './support/error-of.js';
import { plugIn } from './support/plug-in.js';

/** The events that the kernel has two forms of, and how a listener sees them. */
const isPlain = ({ event }: MgmtNotification): boolean =>
  ['IndexAdded', 'IndexRemoved', 'LocalNameChanged', 'ClassOfDeviceChanged'].includes(event);

const LE_SET_SCAN_ENABLE = '0x200c';

describe('Who has asked for extended information', { timeout: 90_000 }, () => {
  const acting = openDuringSuite();

  it('is told of names, classes and controllers as everybody else', async () => {
    await ready(acting, FIRST.index);
    await reset(acting, FIRST.index);
    const { index } = FIRST;
    const plain = new Mgmt(hciSocket());
    const extended = new Mgmt(hciSocket());
    const unplugged$ = (mgmt: Mgmt) => mgmt.event$('IndexRemoved');
    const heard = Promise.all(
      [plain, extended].map((mgmt) => lastValueFrom(mgmt.events$.pipe(takeUntil(unplugged$(mgmt)), toArray()))),
    );
    await firstValueFrom(extended.command$('ReadExtendedControllerIndexList', null));
    await firstValueFrom(extended.command$('ReadExtendedControllerInformation', index));
    await firstValueFrom(acting.command$('SetLocalName', index, 'first', ''));
    await firstValueFrom(acting.command$('SetPowered', index, true));
    await firstValueFrom(acting.command$('SetDeviceClass', index, 2, 8));
    await firstValueFrom(acting.command$('SetLocalName', index, 'second', 'short'));
    await firstValueFrom(acting.command$('SetDeviceClass', index, 0, 0));
    await firstValueFrom(acting.command$('SetDeviceClass', index, 2, 8));
    await firstValueFrom(acting.command$('SetPowered', index, false));
    await firstValueFrom(acting.command$('SetDeviceClass', index, 0, 0));
    await (await plugIn(acting)).unplug();

    const [told, toldExtended] = (await heard).map((events) => events.filter(isPlain));
    assert.deepEqual(toldExtended, told);
    const names = new Set(told?.map(({ event }) => event));
    assert.deepEqual([...names].sort(), ['ClassOfDeviceChanged', 'IndexAdded', 'LocalNameChanged']);
    await reset(acting, index);
  });

  it('is told that a controller has gone, and what it waits for there fails at once', async () => {
    const mgmt = new Mgmt(hciSocket());
    const controller = await plugIn(acting, '--unanswered', LE_SET_SCAN_ENABLE);
    const { index } = controller;
    const removed = firstValueFrom(mgmt.event$('IndexRemoved', index));
    await firstValueFrom(mgmt.command$('ReadExtendedControllerIndexList', null));
    await firstValueFrom(mgmt.command$('SetPowered', index, true));
    const failed = errorOf(
      mgmt.commandWith$('StartDiscovery', index, { addressType: LOW_ENERGY }, { timeout: Infinity }),
    );
    await controller.first('held');
    await controller.unplug();
    await removed;
    assert.ok(isStatusError(await failed));
  });
});
