import type { DiscoverOptions } from '../../src/index.js';
import { OptionError, buildAdvertisingData, discover, toBytes } from '../../src/index.js';
import type { KernelValue } from '../../src/testing/index.js';
import { marbles } from '../support/marbles.js';
import { addressOf, commands } from './discovery-marbles.js';
import { ALL, CLASSIC, DiscoveryWorld } from './discovery-world.js';

const HEART_RATE = '0000180d-0000-1000-8000-00805f9b34fb';

/** What devices say: flags, class and UUIDs as the Core Specification Supplement has them. */
const seen = {
  // A list of services.
  l: { event: 'DeviceFound', address: '00:00:00:00:00:01', rssi: -40, eirData: '03030d18' },
  // Service data alone, as beacons have it.
  d: { event: 'DeviceFound', address: '00:00:00:00:00:02', addressType: 'LERandom', rssi: -70, eirData: '04160d1864' },
  // A service that it looks for on others.
  s: { event: 'DeviceFound', address: '00:00:00:00:00:03', rssi: -90, eirData: '03140d18' },
  // Of 128 bits, incomplete.
  w: {
    event: 'DeviceFound',
    address: '00:00:00:00:00:04',
    rssi: -60,
    eirData: '1106fb349b5f80000080001000000d180000',
  },
  // Limited discoverable, and not; strength not known.
  f: { event: 'DeviceFound', address: '00:00:00:00:00:05', rssi: NaN, eirData: '020105' },
  g: { event: 'DeviceFound', address: '00:00:00:00:00:06', rssi: 20, eirData: '020106' },
  // BR/EDR: the kernel appends the class, here with the bit for limited discoverable mode, and without.
  c: { event: 'DeviceFound', address: '00:00:00:00:00:07', addressType: 'BREDR', rssi: -50, eirData: '040d042500' },
  h: {
    event: 'DeviceFound',
    address: '00:00:00:00:00:08',
    addressType: 'BREDR',
    rssi: -50,
    eirData: '03030d18040d040400',
  },
  // Names that were asked for come alone.
  C: { event: 'DeviceFound', address: '00:00:00:00:00:07', addressType: 'BREDR', rssi: -50, eirData: '030941' },
  H: { event: 'DeviceFound', address: '00:00:00:00:00:08', addressType: 'BREDR', rssi: -50, eirData: '030942' },
} as const satisfies Record<string, KernelValue>;
const addresses = Object.fromEntries(Object.entries(seen).map(([name, { address }]) => [name, address]));

describe('discover with options', () => {
  it.each<[string, DiscoverOptions, string]>([
    ['all of LE, if nothing is said', {}, '     -ldswfg----'],
    ['one kind of LE', { addressTypes: ['LERandom'] }, ' --d---------'],
    ['BR/EDR', { addressTypes: ['BREDR'] }, '          -------chCH'],
    ['everything', { addressTypes: ALL }, '             -ldswfgchCH'],
    ['a service, in lists and in data', { uuids: ['180d'] }, '-ld-w-------'],
    ['a service in its long form', { uuids: [HEART_RATE.toUpperCase()] }, '-ld-w-------'],
    ['a service as bytes', { uuids: [toBytes('fb349b5f80000080001000000d180000')] }, '-ld-w-------'],
    ['one of several services', { uuids: ['180f', '180d'] }, '-ld-w-------'],
    ['a service in lists', { uuids: ['180d'], uuidFields: ['ServiceUuids'] }, '-l--w-------'],
    ['a service that is solicited', { uuids: ['180d'], uuidFields: ['SolicitedUuids'] }, '---s--------'],
    ['another service', { uuids: ['180f'] }, '------------'],
    ['all services if none is named', { uuids: [] }, '-ldswfg-----'],
    ['the strong ones', { rssiThreshold: -60 }, '-l--w-g-----'],
    ['all whose strength is known', { rssiThreshold: -127 }, '-ldsw-g-----'],
    ['limited discoverable ones', { limited: true, addressTypes: ALL }, '-----f-c-C--'],
    ['a service of BR/EDR, with its name', { uuids: ['180d'], addressTypes: CLASSIC }, '--------h-H-'],
    [
      'all of that at once',
      { uuids: ['180d'], rssiThreshold: -80, addressTypes: ['BREDR', 'LERandom'] },
      '--d-----h-H-',
    ],
  ])('finds %s', (_, options, expected) => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel('-ldswfgchCH', seen, { answers: () => ({}) });
      const devices$ = discover(mgmt, 0, { continuous: true, ...options }).pipe(addressOf);
      expectObservable(devices$, '^-----------!').toBe(expected, addresses);
    });
  });

  it.each<[string, DiscoverOptions, string]>([
    ['services that stand in data', { uuids: ['180f'] }, 's'],
    ['services in lists', { uuids: ['180f'], uuidFields: ['ServiceUuids'] }, 'v'],
    ['a threshold', { rssiThreshold: -70 }, 'v'],
    ['limited discoverable mode', { limited: true }, 'l'],
    ['limited discoverable mode and a threshold', { limited: true, rssiThreshold: -70 }, 'l'],
    ['more services than fit into a frame', { uuids: uuids(100), uuidFields: ['ServiceUuids'] }, 's'],
  ])('asks the kernel for %s', (_, options, sent) => {
    marbles(({ kernel, subscribe, expectCommands }) => {
      const { mgmt } = kernel('', {}, { answers: () => ({}) });
      subscribe(discover(mgmt, 0, options), '^-----!');
      expectCommands(mgmt).toBe(`${sent}-----t`, commands);
    });
  });

  it('finds services in service data on a kernel that looks at lists only', () => {
    const data = buildAdvertisingData([{ type: 'ServiceData', uuid: 'fcd2', data: '40' }]);
    const world = new DiscoveryWorld({ devices: [{ address: '00:00:00:00:00:0B', advertising: { data } }] });
    const run = world.discover({ uuids: ['fcd2'] });
    const lists = world.discover({ uuids: ['fcd2'], uuidFields: ['ServiceUuids'] });
    world.pass(11_000);
    expect([run.addresses, run.end]).toEqual([['00:00:00:00:00:0B'], 'complete']);
    expect([lists.addresses, lists.end]).toEqual([[], 'complete']);
  });

  it.each<[string, object, string, RegExp]>([
    ['a misspelt option', { addressType: ['BREDR'] }, 'addressType', /did you mean 'addressTypes'/],
    ['no address types', { addressTypes: [] }, 'addressTypes', /at least one of BREDR, LEPublic, LERandom/],
    ['an unknown address type', { addressTypes: ['BREDR', 'LE'] }, 'addressTypes[1]', /one of 'BREDR'/],
    ['one that is no list', { addressTypes: 'BREDR' }, 'addressTypes', /a list of address types/],
    ['a UUID that is none', { uuids: ['180f', '18'] }, 'uuids[1]', /a UUID: long form, short form/],
    ['one UUID', { uuids: '180f' }, 'uuids', /a list of UUIDs/],
    ['no fields', { uuidFields: [] }, 'uuidFields', /at least one of ServiceUuids/],
    ['an unknown field', { uuidFields: ['serviceData'] }, 'uuidFields[0]', /one of 'ServiceUuids'/],
    ['a threshold that is too low', { rssiThreshold: -128 }, 'rssiThreshold', /an integer from -127 to 20/],
    ['a threshold that is none', { rssiThreshold: NaN }, 'rssiThreshold', /an integer from -127 to 20/],
    ['something else than a truth', { limited: 1 }, 'limited', /true or false/],
    ['something else than options', 0 as unknown as object, 'options', /an object of options/],
  ])('refuses %s at once', (_, options, option, message) => {
    const world = new DiscoveryWorld();
    const call = (): unknown => discover(world.mgmt, 0, options);
    expect(call).toThrow(OptionError);
    expect(call).toThrow(message);
    expect(call).toThrow(expect.objectContaining({ option }) as Error);
  });

  it.each([-1, 65_535, 0.5, null])('refuses the controller %p at once', (index) => {
    const world = new DiscoveryWorld();
    expect(() => discover(world.mgmt, index!)).toThrow(/index: .* is not an integer from 0 to 65534/);
  });
});

function uuids(count: number): string[] {
  return Array.from({ length: count }, (_, n) => (0x1800 + n).toString(16));
}
