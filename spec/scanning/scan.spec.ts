import type { ScanOptions, Sighting } from 'rx-btmgmt';
import { controller, discover, isStatusError, scan, toJson } from 'rx-btmgmt';
import type { DeviceOptions } from 'rx-btmgmt/simulator';
import { Subject, takeUntil } from 'rxjs';
import { ScanWorld } from './scan-world.js';
import { Said, World } from '../controllers/world.js';

const SENSOR: DeviceOptions = {
  address: '00:00:00:00:00:01',
  rssi: -50,
  advertising: { interval: 500, data: '02010603030f1805ff4c00aabb', scanResponse: '0409414243' },
};
const BEACON: DeviceOptions = {
  address: '00:00:00:00:00:02',
  rssi: -80,
  advertising: { interval: 500, data: '0516aafe1000', connectable: false },
};
const HEADSET: DeviceOptions = { address: '00:00:00:00:00:03', inquiry: { classOfDevice: 0x240404 }, name: 'Headset' };

const DEVICES = [SENSOR, BEACON, HEADSET];

const addresses = ({ values }: Said<Sighting>): string[] => [...new Set(values.map(({ address }) => address))];
const codeOf = ({ error }: Said<Sighting>): unknown => (isStatusError(error) ? error.code : error);

describe('scan', () => {
  it('emits what was heard, advertisement and scan response together', () => {
    const world = new ScanWorld(DEVICES);
    const said = world.scan();
    world.pass();
    const sighting = said.values.find(({ address }) => address === SENSOR.address);
    expect(sighting).toMatchObject({
      addressType: 'LEPublic',
      rssi: -50,
      connectable: true,
      name: 'ABC',
      services: ['0000180f-0000-1000-8000-00805f9b34fb'],
      serviceData: [],
      manufacturerData: [{ company: 0x4c, data: Uint8Array.of(0xaa, 0xbb) }],
      appearance: undefined,
      classOfDevice: undefined,
      controller: { index: 0, address: '00:AA:01:00:00:00' },
      data: { malformed: [] },
    });
    expect(sighting?.time).toBeGreaterThan(0);
    expect(said.values.find(({ address }) => address === BEACON.address)).toMatchObject({
      connectable: false,
      name: undefined,
      serviceData: [{ uuid: '0000feaa-0000-1000-8000-00805f9b34fb', data: Uint8Array.of(0x10, 0) }],
    });
  });

  it('emits plain data', () => {
    const world = new ScanWorld(DEVICES);
    const said = world.scan();
    world.pass();
    expect(structuredClone(said.last)).toEqual(said.last);
    expect(JSON.parse(JSON.stringify(toJson(said.last)))).toMatchObject({ address: said.last?.address });
  });

  it('reads what a device says again once, and what it says anew', () => {
    const world = new ScanWorld([BEACON]);
    const sensor = world.simulator.addDevice(SENSOR);
    const said = world.scan();
    const of = ({ address }: DeviceOptions): Sighting[] =>
      said.values.filter((sighting) => sighting.address === address);
    // The kernel ends each discovery after ten seconds, and the next one reports all devices again.
    world.pass(30_000);
    const [first, ...others] = of(SENSOR);
    expect(others.length).toBeGreaterThan(0);
    expect(others.every(({ data }) => data === first?.data)).toBe(true);
    expect(of(BEACON)[0]?.data).not.toBe(first?.data);
    sensor.advertise({ interval: 500, data: '02010603031218' });
    world.pass(30_000);
    expect(of(SENSOR).at(-1)?.services).toEqual(
      ['180f', '1812'].map((uuid) => `0000${uuid}-0000-1000-8000-00805f9b34fb`),
    );
    expect(of(SENSOR).at(-1)?.manufacturerData).toEqual([]);
  });

  it('finds BR/EDR devices, and remembers what they are when they tell their name', () => {
    const world = new ScanWorld(DEVICES);
    const said = world.scan({ addressTypes: ['BREDR'] });
    world.pass(30_000);
    expect(said.last).toMatchObject({ address: HEADSET.address, name: 'Headset', classOfDevice: 0x240404 });
    expect(said.last?.connectable).toBeUndefined();
  });

  it('goes on when the kernel ends the discovery', () => {
    const world = new ScanWorld(DEVICES);
    const discovering = new Said(world.other.event$('Discovering'));
    const said = world.scan();
    world.pass(60_000);
    expect(said.last?.time).toBeGreaterThan(world.time.now() - 2_000);
    said.subscription.unsubscribe();
    world.pass();
    expect(discovering.last?.discovering).toBe(false);
  });

  it.each([
    ['switched off', 'SetPowered'],
    ['without LE', 'SetLowEnergy'],
  ] as const)('pauses while the controller is %s', (_, command) => {
    const world = new ScanWorld(DEVICES);
    const said = world.scan();
    world.pass();
    world.do(world.other.command$(command, 0, false));
    const { length } = said.values;
    world.pass(20_000);
    expect(said.values.length).toBe(length);
    world.do(world.other.command$(command, 0, true));
    world.pass();
    expect(said.values.length).toBeGreaterThan(length);
    expect(said.error).toBeUndefined();
  });

  it('pauses while it is unplugged, and goes on where it is then', () => {
    const world = new ScanWorld(DEVICES);
    const said = new Said(scan(controller(world.mgmt, '00:AA:01:00:00:00')));
    world.pass();
    world.simulator.controllers[0]?.remove();
    world.pass();
    world.simulator.addController({ address: '00:AA:01:00:00:77' });
    world.simulator.addController({ address: '00:AA:01:00:00:00' });
    world.do(world.other.command$('SetLowEnergy', 1, true));
    world.do(world.other.command$('SetPowered', 1, true));
    world.pass();
    expect(said.last?.controller).toEqual({ index: 1, address: '00:AA:01:00:00:00' });
  });

  it('goes on when a controller that did not answer does so again', () => {
    const world = new ScanWorld(DEVICES);
    const sensor = world.simulator.addDevice({ advertising: { interval: 500 }, address: '00:00:00:00:00:04' });
    const [radio] = world.simulator.controllers;
    radio!.faults.wedge('power-cycle');
    const said = world.scan();
    const stopped = new Subject<void>();
    const bounded = new Said(scan(controller(world.mgmt, 0)).pipe(takeUntil(stopped)));
    world.pass(30_000);
    expect([said, bounded].map(({ values, error }) => [values.length, error])).toEqual([
      [0, undefined],
      [0, undefined],
    ]);
    // Who leaves meanwhile asks no more.
    stopped.next();
    for (const isOn of [false, true]) world.do(world.other.command$('SetPowered', 0, isOn));
    world.pass(30_000);
    expect(addresses(said)).toContain(sensor.address);
    expect(bounded.values).toEqual([]);
  });

  it('waits for a controller that is off or absent', () => {
    const world = new ScanWorld(DEVICES, false);
    const said = world.scan();
    const absent = new Said(scan(controller(world.mgmt, 7)));
    world.pass(20_000);
    world.do(world.other.command$('SetPowered', 0, true));
    world.pass();
    expect(addresses(said)).toEqual([SENSOR.address, BEACON.address]);
    expect([said.error, absent.error]).toEqual([undefined, undefined]);
  });

  it.each<[what: string, options: ScanOptions, where: number, isOn: boolean, code: string]>([
    ['off', { whenOff: 'error' }, 0, false, 'NotPowered'],
    ['off, passively', { mode: 'passive', whenOff: 'error' }, 0, false, 'NotPowered'],
    ['absent', { whenAbsent: 'error' }, 7, true, 'InvalidIndex'],
  ])('fails if it is asked to when the controller is %s', (_, options, where, isOn, code) => {
    const world = new ScanWorld(DEVICES, isOn);
    const said = new Said(scan(controller(world.mgmt, where), options));
    world.pass();
    expect(codeOf(said)).toBe(code);
  });

  it('fails when the controller is switched off, if it is asked to', () => {
    const world = new ScanWorld(DEVICES);
    const said = world.scan({ whenOff: 'error' });
    const withoutLe = world.scan({ whenOff: 'error' });
    world.pass();
    expect(said.error).toBeUndefined();
    world.do(world.other.command$('SetLowEnergy', 0, false));
    expect(codeOf(withoutLe)).toBe('Rejected');
    world.do(world.other.command$('SetPowered', 0, false));
    expect(codeOf(said)).toBe('Rejected');
  });

  it.each<[what: string, where: number, options: ScanOptions]>([
    ['discover', 0, {}],
    ['add monitors', 0, { mode: 'passive' }],
    ['discover on a controller that is not there', 7, {}],
  ])('fails at once for a program that may not %s', (_, where, options) => {
    const world = new ScanWorld(DEVICES, false);
    const said = new Said(scan(controller(world.program({ trusted: false }), where), options));
    world.pass();
    expect(codeOf(said)).toBe('PermissionDenied');
  });

  it('fails at once on a controller that has no LE, also while it is off', () => {
    const world = new World({ controllers: [{ kind: 'bredr' }] });
    const said = new Said(scan(controller(world.program(), 0)));
    world.pass();
    expect(codeOf(said)).toBe('NotSupported');
  });

  it('gives each of those who share it what it asked for', () => {
    const world = new ScanWorld(DEVICES);
    const all = world.scan();
    world.pass(2_000);
    const [near, battery, far] = [
      world.scan({ rssiThreshold: -60 }),
      world.scan({ uuids: ['180f'] }),
      world.scan({ uuids: ['feaa'], uuidFields: ['ServiceData'] }),
    ];
    world.pass(2_000);
    expect(addresses(all)).toEqual([SENSOR.address, BEACON.address]);
    expect(addresses(near)).toEqual([SENSOR.address]);
    expect(addresses(battery)).toEqual([SENSOR.address]);
    expect(addresses(far)).toEqual([BEACON.address]);
    // What was found already is not heard once more, so its time is not that of who came later.
    expect(near.values[0]?.time).toBeLessThan(world.time.now() - 2_000);
  });

  it('lets other programs have their turn, whatever they look for', () => {
    const world = new ScanWorld(DEVICES);
    const said = world.scan();
    const classic = new Said(scan(controller(world.other, 0), { addressTypes: ['BREDR'] }));
    world.pass(60_000);
    expect(said.last?.time).toBeGreaterThan(world.time.now() - 25_000);
    expect(classic.last?.time).toBeGreaterThan(world.time.now() - 35_000);
  });

  it('is not narrowed by what another program has looked for', () => {
    const world = new ScanWorld(DEVICES);
    const limited = new Said(discover(world.other, 0, { limited: true }));
    world.pass();
    const said = world.scan({ rssiThreshold: -90 });
    world.pass(20_000);
    expect(limited.values).toEqual([]);
    expect(addresses(said)).toEqual([SENSOR.address, BEACON.address]);
  });

  it.each<[what: string, options: object, says: RegExp]>([
    ['a misspelt name', { rssiTreshold: 1 }, /rssiThreshold/],
    ['continuous, which it is', { continuous: true }, /continuous/],
    ['another mode', { mode: 'pasive' }, /passive/],
    ['a monitor in an active scan', { monitor: { patterns: [] } }, /passive/],
    ['a monitor that is none', { mode: 'passive', monitor: { patterns: [{}] } }, /monitor/],
    ['a monitor without patterns', { mode: 'passive', monitor: { patterns: [] } }, /at least one pattern/],
    ['a monitor that is nothing', { mode: 'passive', monitor: null }, /monitor/],
    ['windows that overlap', { mode: 'passive', activeWindows: { interval: 1, duration: 2 } }, /interval/],
    ['windows without an interval', { mode: 'passive', activeWindows: { duration: 2 } }, /interval/],
    ['BR/EDR, passively', { mode: 'passive', addressTypes: ['BREDR'] }, /BREDR/],
    ['another reaction', { whenOff: 'fail' }, /pause/],
    ['a memory for nobody', { maxDevices: 0 }, /maxDevices/],
    ['a memory for no time', { forgetAfter: 0 }, /forgetAfter/],
  ])('refuses %s', (_, options, says) => {
    expect(() => scan(controller(new World().program(), 0), options)).toThrow(says);
  });
});
