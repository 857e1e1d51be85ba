import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filter, firstValueFrom, ignoreElements, lastValueFrom, merge, repeat } from 'rxjs';
import type { ScanOptions, Sighting } from 'rx-btmgmt';
import { controller, scan, toJson } from 'rx-btmgmt';
import { advertiseAgain, advertiseWhenScanned } from './support/advertise.js';
import { FIRST, openDuringSuite, ready, reset, SECOND } from './support/controllers.js';

describe('scan on a kernel', { timeout: 60_000 }, () => {
  const mgmt = openDuringSuite();
  const sighting = (options?: ScanOptions): Promise<Sighting> => {
    const found$ = scan(controller(mgmt, FIRST.index), options).pipe(
      filter(({ address }) => address === SECOND.address),
    );
    return firstValueFrom(merge(found$, advertiseWhenScanned(mgmt).pipe(ignoreElements())));
  };

  it('waits until the controller is on, and hears another one', async () => {
    for (const { index } of [FIRST, SECOND]) {
      await ready(mgmt, index);
      await reset(mgmt, index);
    }
    await lastValueFrom(mgmt.command$('SetPowered', SECOND.index, true));
    const heard = sighting();
    await lastValueFrom(mgmt.command$('SetPowered', FIRST.index, true));
    const { addressType, connectable, controller: by, bytes, data } = await heard;
    assert.deepEqual({ addressType, connectable, by }, { addressType: 'LEPublic', connectable: true, by: FIRST });
    assert.ok(bytes.length > 0 && data.fields.length > 0 && data.malformed.length === 0);
  });

  it('hears it passively, too, and leaves no monitor behind', async () => {
    const added = firstValueFrom(mgmt.event$('AdvertisementMonitorDeviceFound', FIRST.index));
    const heard = sighting({ mode: 'passive' });
    await lastValueFrom(advertiseAgain(mgmt));
    const found = await heard;
    assert.equal((await added).address, SECOND.address);
    assert.ok(JSON.stringify(toJson(found)).includes(SECOND.address));
    // It is removed in the background.
    const features$ = mgmt.command$('ReadAdvertisementMonitorFeatures', FIRST.index).pipe(repeat({ delay: 50 }));
    await firstValueFrom(features$.pipe(filter(({ handles }) => handles.length === 0)));
    await reset(mgmt, SECOND.index);
  });
});
