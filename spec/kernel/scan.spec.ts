import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Subject, filter, firstValueFrom, ignoreElements, lastValueFrom, map, merge, repeat, takeUntil } from 'rxjs';
import type { MgmtEvent, ScanOptions, Sighting, Transport } from 'rx-btmgmt';
import { Mgmt, controller, scan, toJson } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';
import { advertiseAgain, advertiseWhenScanned } from './support/advertise.js';
import { FIRST, openDuringSuite, ready, reset, SECOND } from './support/controllers.js';

const PATTERNS = [{ adType: 'Flags', offset: 0, value: '06' }] as const;

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

  it('takes back a monitor whose answer was lost, which the kernel keeps, and no other', async () => {
    const socket = hciSocket();
    const isLost = ([code, , , , , , opcode]: Uint8Array): boolean => code === 1 && opcode === 0x52;
    // Otherwise the client waits for the answer some seconds longer.
    const end = new Subject<void>();
    const deaf: Transport = {
      frames$: socket.frames$.pipe(
        filter((frame) => !isLost(frame)),
        takeUntil(end),
      ),
      send: (frame) => socket.send(frame),
    };
    const monitors$ = mgmt
      .command$('ReadAdvertisementMonitorFeatures', FIRST.index)
      .pipe(map(({ handles }) => handles));
    const others = await lastValueFrom(
      new Mgmt(hciSocket()).command$('AddAdvertisementPatternsMonitor', FIRST.index, PATTERNS),
    );
    const isOurs = ({ monitorHandle }: MgmtEvent<'AdvertisementMonitorAdded'>): boolean =>
      monitorHandle !== others.monitorHandle;
    const added = firstValueFrom(mgmt.event$('AdvertisementMonitorAdded', FIRST.index).pipe(filter(isOurs)));
    const client = new Mgmt(deaf, { timeout: 500 });
    const scanning = scan(controller(client, FIRST.index), { mode: 'passive' }).subscribe();
    const { monitorHandle } = await added;
    // The other program's socket has been closed.
    assert.deepEqual(await lastValueFrom(monitors$), [others.monitorHandle, monitorHandle]);
    const removed = await firstValueFrom(mgmt.event$('AdvertisementMonitorRemoved', FIRST.index));
    scanning.unsubscribe();
    end.next();
    assert.equal(removed.monitorHandle, monitorHandle);
    assert.deepEqual(await lastValueFrom(monitors$), [others.monitorHandle]);
    await lastValueFrom(mgmt.command$('RemoveAdvertisementMonitor', FIRST.index, others.monitorHandle));
  });
});
