import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filter, firstValueFrom, map } from 'rxjs';
import { readHeader } from 'rx-btmgmt';
import { openDuringSuite } from './support/controllers.js';
import { plugInClassic } from './virtual-controller/classic-controller.js';

const DEVICE_FOUND = 0x0012;
/** In a frame: behind the header, the address and its type. */
const RSSI_AT = 13;
const FOUND = '00:11:22:33:44:66';
const ANY_RSSI = 127;

describe('A BR/EDR device whose strength the controller does not tell', { timeout: 60_000 }, () => {
  const mgmt = openDuringSuite();

  /** The byte that the kernel sends for it. */
  const deviceFound$ = mgmt.frames$.pipe(
    filter(({ direction, bytes }) => direction === 'in' && readHeader(bytes).code === DEVICE_FOUND),
    map(({ bytes }) => bytes[RSSI_AT]),
  );

  it('is of unknown strength, whichever way the kernel says it', async () => {
    const added = firstValueFrom(mgmt.event$('IndexAdded'));
    const controller = plugInClassic('00:11:22:33:44:55');
    try {
      const { index } = await added;
      await firstValueFrom(mgmt.command$('SetPowered', index, true));
      const discovering$ = (on: boolean) =>
        mgmt.event$('Discovering', index).pipe(filter(({ discovering }) => discovering === on));
      const strengths = [];
      for (const start$ of [
        mgmt.command$('StartDiscovery', index, ['BREDR']),
        mgmt.command$('StartServiceDiscovery', index, ['BREDR'], ANY_RSSI, []),
      ]) {
        const [ended, found, byte] = [
          firstValueFrom(discovering$(false)),
          firstValueFrom(mgmt.event$('DeviceFound', index)),
          firstValueFrom(deviceFound$),
        ];
        await Promise.all([firstValueFrom(discovering$(true)), firstValueFrom(start$)]);
        controller.find(FOUND);
        const { address, addressType, rssi, unknownRssi } = await found;
        assert.deepEqual([address, addressType], [FOUND, 'BREDR']);
        strengths.push({ byte: await byte, rssi, unknownRssi, isNear: rssi > -60 });
        await ended;
      }
      const unknown = { rssi: NaN, isNear: false };
      assert.deepEqual(strengths, [
        { ...unknown, byte: 0, unknownRssi: 0 },
        { ...unknown, byte: 127, unknownRssi: undefined },
      ]);
    } finally {
      await controller.close();
    }
  });
});
