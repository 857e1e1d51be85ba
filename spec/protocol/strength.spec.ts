import { VirtualTimeScheduler, concat, concatWith, ignoreElements, takeUntil, timer } from 'rxjs';
import {
  Mgmt,
  decodeEvent,
  decodeReply,
  discover,
  encodeEvent,
  encodeReply,
  explain,
  frameOf,
  toBytes,
  toHex,
} from '../../src/index.js';
import type { FoundDevice, MgmtEvent, MgmtEventInput } from '../../src/index.js';
import { createSimulator } from '../../src/simulator/index.js';
import { eventWith } from '../../src/testing/index.js';

const isNear = ({ rssi }: { readonly rssi: number }): boolean => rssi > -60;

/** Device Found of one kind of address (0 BR/EDR, 1 and 2 LE), with one byte of strength. */
const found = (type: string, rssi: string): Uint8Array =>
  toBytes(`1200 0000 0e00 0100 0101aa00 ${type} ${rssi} 00000000 0000`.replaceAll(' ', ''));

describe('a strength that is not known', () => {
  // The kernel's words for it: 7f, and 00 for BR/EDR where a discovery is not one for services.
  it.each([
    ['00', '7f', {}],
    ['00', '00', { unknownRssi: 0 }],
    ['01', '7f', {}],
    ['02', '7f', {}],
  ])('is NaN: type %s, %s', (type, rssi, more) => {
    const event = decodeEvent(found(type, rssi)) as MgmtEvent<'DeviceFound'>;
    expect(event).toMatchObject({ event: 'DeviceFound', rssi: NaN, ...more });
    expect('unknownRssi' in event).toBe('unknownRssi' in more);
    expect([isNear(event), event.rssi < -60, event.rssi >= -127]).toEqual([false, false, false]);
    expect(toHex(encodeEvent(event))).toBe(toHex(found(type, rssi)));
    expect(explain(found(type, rssi))).toMatch(rssi === '7f' ? /rssi +unknown/ : /rssi +0/);
  });

  it('is not one that is known', () => {
    const strengths = [
      ['01', '00', 0],
      ['02', '00', 0],
      ['00', 'ff', -1],
      ['00', '01', 1],
      ['01', 'c4', -60],
      ['01', '80', -128],
      ['01', '7e', 126],
    ] as const;
    for (const [type, byte, rssi] of strengths) {
      const event = decodeEvent(found(type, byte)) as MgmtEvent<'DeviceFound'>;
      expect([event.rssi, 'unknownRssi' in event]).toEqual([rssi, false]);
      expect(toHex(encodeEvent(event))).toBe(toHex(found(type, byte)));
    }
  });

  it('is NaN behind trailing bytes, too', () => {
    const frame = frameOf(0x12, 0, Uint8Array.of(...found('00', '00').subarray(6), 1, 2));
    expect(decodeEvent(frame)).toMatchObject({ rssi: NaN, unknownRssi: 0, trailing: Uint8Array.of(1, 2) });
    expect(toHex(encodeEvent(decodeEvent(frame)))).toBe(toHex(frame));
  });

  it.each([
    ['AdvertisementMonitorDeviceFound', '2f00 0000 1000 0000 0100 0101aa00 01 7f 00000000 0000'],
    ['MeshDeviceFound', '3100 0000 1600 0100 0101aa00 01 7f 0000000000000000 00000000 0000'],
  ])('is NaN in %s', (name, hex) => {
    const frame = toBytes(hex.replaceAll(' ', ''));
    const event = decodeEvent(frame);
    expect(event).toMatchObject({ event: name, rssi: NaN });
    expect(toHex(encodeEvent(event))).toBe(toHex(frame));
  });

  it('is NaN in replies', () => {
    const information = decodeReply('GetConnectionInformation', toBytes('01000101aa00017f7f7f'));
    expect(information).toMatchObject({ rssi: NaN, txPower: NaN, maxTxPower: NaN });
    const frame = encodeReply('GetConnectionInformation', 0, information);
    expect(toHex(frame.subarray(9))).toBe('01000101aa00017f7f7f');
    expect(decodeReply('AddExtendedAdvertisingParameters', toBytes('017f1f1f'))).toMatchObject({ txPower: NaN });
  });

  it('may be written as the kernel says it', () => {
    const event = { event: 'DeviceFound', index: 0, address: '00:AA:01:01:00:01', flags: 0, eirData: '' } as const;
    const byte = (more: object): number => encodeEvent({ ...event, ...more } as MgmtEventInput)[13]!;
    expect(byte({ addressType: 'BREDR', rssi: 0 })).toBe(0);
    expect(byte({ addressType: 0, rssi: NaN, unknownRssi: 0 })).toBe(0);
    expect(byte({ addressType: 'BREDR', rssi: NaN, unknownRssi: undefined })).toBe(127);
    expect(byte({ addressType: 'LEPublic', rssi: 127 })).toBe(127);
    for (const wrong of [
      { addressType: 'LEPublic', rssi: NaN, unknownRssi: 0 },
      { addressType: 'BREDR', rssi: -60, unknownRssi: 0 },
      { addressType: 'BREDR', rssi: NaN, unknownRssi: 127 },
    ]) {
      expect(() => byte(wrong)).toThrow(/^DeviceFound unknownRssi: can only be 0, beside an rssi of NaN/);
    }
  });

  it('does not hide a misspelt field', () => {
    const wrong = { ...eventWith({ event: 'DeviceFound', addressType: 'BREDR', rssi: 0 }), rsi: 1 };
    expect(wrong).toMatchObject({ rssi: NaN, unknownRssi: 0 });
    expect(() => encodeEvent(wrong)).toThrow(/rsi: there is no such parameter/);
  });

  it('passes no limit in a discovery', () => {
    const BOTH = ['BREDR', 'LEPublic', 'LERandom'] as const;
    const scheduler = new VirtualTimeScheduler();
    const simulator = createSimulator({
      scheduler,
      controllers: [{ inquiryMode: 'plain' }],
      devices: [
        { address: '00:00:00:00:00:01', advertising: {}, rssi: 127 },
        { address: '00:00:00:00:00:02', advertising: {}, rssi: -50 },
        { address: '00:00:00:00:00:03', inquiry: {} },
      ],
    });
    const mgmt = new Mgmt(simulator.transport(), { scheduler });
    const all: FoundDevice[] = [];
    concat(mgmt.command$('SetLowEnergy', 0, true), mgmt.command$('SetPowered', 0, true))
      .pipe(ignoreElements(), concatWith(discover(mgmt, 0, { addressTypes: BOTH })), takeUntil(timer(9000, scheduler)))
      .subscribe((device) => all.push(device));
    scheduler.flush();
    const addresses = (devices: readonly FoundDevice[]) => [...new Set(devices.map(({ address }) => address))].sort();
    expect(addresses(all)).toEqual(['00:00:00:00:00:01', '00:00:00:00:00:02', '00:00:00:00:00:03']);
    expect(addresses(all.filter(isNear))).toEqual(['00:00:00:00:00:02']);
  });
});
