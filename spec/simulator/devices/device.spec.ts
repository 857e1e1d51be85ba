import { parseAdvertisingData, toBytes } from 'rx-btmgmt';
import { isMadeWith } from '../../../src/simulator/ground/private-address.js';
import { CLASSIC, World } from './world.js';

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

describe('A simulated device', () => {
  it('advertises flags, name and appearance, if nothing else is said', () => {
    const world = new World({ devices: [{ address: 'c0:00:00:00:00:01', name: 'Lamp', appearance: 0x07c4 }] });
    world.discover(500);
    const [found] = world.take('DeviceFound');
    expect(found).toMatchObject({ address: 'C0:00:00:00:00:01', addressType: 'LEPublic', rssi: -60 });
    expect(parseAdvertisingData(found!.eirData).fields).toMatchObject([
      { type: 'Flags', flags: { GeneralDiscoverable: true, BREDRNotSupported: true } },
      { type: 'LocalName', name: 'Lamp' },
      { type: 'Appearance', appearance: 0x07c4 },
    ]);
  });

  it('has a random static address, the same for the same seed', () => {
    const addressOf = (seed: number) => new World({ seed }).device({}).address;
    expect(addressOf(1)).toMatch(/^[C-F]/);
    expect([addressOf(1) === addressOf(1), addressOf(1) === addressOf(2)]).toEqual([true, false]);
  });

  it('advertises other data when it is told to, or by the time', () => {
    const world = new World({ devices: [{ advertising: { data: (time) => `02ff0${Math.floor(time / 1000)}` } }] });
    const device = world.device({ advertising: { data: '02ffaa' } });
    world.discover(1900);
    expect(unique(world.takeData())).toEqual(['02ff00', '02ffaa', '02ff01']);
    device.advertise({ data: '02ffbb' }, { data: '02ffcc' });
    world.discover(500);
    expect(unique(world.takeData()).sort()).toEqual(['02ff02', '02ffbb', '02ffcc']);
    device.advertise();
    world.discover(500);
    expect(unique(world.takeData())).toEqual(['02ff02']);
  });

  it('has bytes of its own, whatever becomes of those that it was given', () => {
    const key = '000102030405060708090a0b0c0d0e0f';
    const given = { key: Buffer.from(key, 'hex'), data: Buffer.from('02ffaa', 'hex') };
    const addressesOf = (privateKey: Uint8Array | string, changes: () => void): string[] => {
      const world = new World({});
      const privateAddress = { key: privateKey, period: 1000 };
      const device = world.device({ privateAddress, advertising: { data: given.data } });
      const before = device.address;
      changes();
      world.pass(1000);
      world.discover(500);
      expect(unique(world.takeData())).toEqual(['02ffaa']);
      return [before, device.address];
    };
    const expected = addressesOf(key, () => undefined);
    const turned = () => {
      expect(given.key.toString('hex')).toBe(key);
      given.key.fill(0);
      given.data.fill(0);
    };
    expect(addressesOf(given.key, turned)).toEqual(expected);
  });

  it('is what it was told to be, whatever becomes of its options', () => {
    const inquiry = { classOfDevice: 0x010203 };
    const connection: { answer: 'accept' | 'ignore' } = { answer: 'accept' };
    const world = new World({ controllers: [{}] });
    world.device({ address: '00:00:00:00:00:07', inquiry, connection });
    inquiry.classOfDevice = 0x040506;
    connection.answer = 'ignore';
    world.discover(3000, CLASSIC);
    expect(world.takeData().join()).toContain('040d030201');
    world.send('PairDevice', '00:00:00:00:00:07', 'BREDR', 'NoInputNoOutput');
    world.pass(1000);
    expect(world.take('DeviceConnected')).toHaveLength(1);
  });

  it('comes and goes by its timetable', () => {
    const present = [{ from: 1000, to: 2000 }, { from: 3000 }];
    const world = new World({ devices: [{ present, advertising: { interval: 300 }, rssi: (time) => -time / 100 }] });
    world.discover(4000);
    expect(world.take('DeviceFound').map(({ time }) => time)).toEqual([1000, 1300, 1600, 1900, 3000, 3300, 3600, 3900]);
  });

  it('is taken away and brought back', () => {
    const world = new World({});
    const device = world.device({ rssi: (time) => -time / 100 });
    world.send('StartDiscovery', ['LEPublic', 'LERandom']);
    world.pass(300);
    expect(world.take('DeviceFound').length).toBeGreaterThan(0);
    device.leave();
    expect(device.isPresent).toBe(false);
    world.pass(1000);
    expect(world.take('DeviceFound')).toEqual([]);
    device.return();
    const back = world.scheduler.now();
    world.pass(150);
    expect(world.take('DeviceFound').map(({ time }) => time - back)).toEqual([0, 100]);
  });

  it('is heard stronger or weaker', () => {
    const world = new World({});
    const rssis = (): number[] => unique(world.take('DeviceFound').map(({ rssi }) => rssi));
    const near = world.device({ rssi: (time) => -40 - Math.floor(time / 1000) });
    world.discover(3500);
    expect(rssis()).toEqual([-40, -41, -42, -43]);
    near.leave();
    world.device({ rssi: { around: -70, spread: 5, period: 500 } });
    world.discover(9000);
    const wandering = rssis();
    expect(wandering.length).toBeGreaterThan(5);
    expect(wandering.every((rssi) => rssi >= -75 && rssi <= -65)).toBe(true);
  });

  it('wanders the same way for the same seed', () => {
    const walk = (seed: number): string => {
      const world = new World({ seed, devices: [{ rssi: { around: -70 } }] });
      world.discover(9000);
      return world
        .take('DeviceFound')
        .map(({ rssi }) => rssi)
        .join(' ');
    };
    expect([walk(1) === walk(1), walk(1) === walk(2)]).toEqual([true, false]);
  });

  it('changes a resolvable address, which its key resolves', () => {
    const key = '000102030405060708090a0b0c0d0e0f';
    const world = new World({ devices: [{ privateAddress: { period: 2000, key } }] });
    world.discover(9000);
    const addresses = unique(world.take('DeviceFound').map(({ address }) => address));
    expect(addresses).toHaveLength(5);
    expect(addresses.every((address) => isMadeWith(toBytes(key), address))).toBe(true);
  });

  it('changes an address that nothing resolves', () => {
    const world = new World({ devices: [{ privateAddress: { kind: 'nonResolvable', period: 5000 } }] });
    world.discover(9000);
    const found = world.take('DeviceFound');
    expect(unique(found.map(({ address }) => address))).toHaveLength(2);
    expect(found.every(({ address, addressType }) => addressType === 'LERandom' && /^[0-3]/.test(address))).toBe(true);
  });

  it('says what is wrong with it', () => {
    const world = new World({});
    expect(() => world.device({ advertising: { data: '00'.repeat(32) } })).toThrow(
      "advertising.data: '0000000000000000000000000000000000000000…' is not what can be sent: 32 bytes, there can be 31",
    );
    expect(() => world.device({ advertising: { interval: 0 } })).toThrow(
      'advertising.interval: 0 is not an integer from 1 to 10485759',
    );
  });

  it('is listed, wherever it is', () => {
    const world = new World({ devices: [{ name: 'Lamp' }, { name: 'Key', present: [{ from: 1e6 }] }] });
    world.device({ name: 'Phone' }).leave();
    expect(world.simulator.devices.map(({ name, isPresent }) => [name, isPresent])).toEqual([
      ['Lamp', true],
      ['Key', false],
      ['Phone', false],
    ]);
  });

  it('costs nothing while nobody scans', () => {
    const world = new World({ devices: Array.from({ length: 100 }, () => ({ present: [{ from: 10, to: 1e9 }] })) });
    world.pass(5000);
    expect(world.scheduler.actions).toEqual([]);
  });
});
