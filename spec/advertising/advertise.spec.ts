import type { AdvertisingContent } from 'rx-btmgmt';
import { advertise, buildAdvertisingData, controller, isStatusError, toHex } from 'rx-btmgmt';
import { altBeaconFields, buildIBeacon, eddystoneFields } from 'rx-btmgmt/beacons';
import { AdvertisingWorld, KINDS, brief, lastOn } from './advertising-world.js';
import { Said, World } from '../controllers/world.js';

const CONTENT: AdvertisingContent = {
  name: 'Shed',
  appearance: 0x0341,
  services: ['180f', '180d'],
  serviceData: { uuid: '180f', data: '64' },
  manufacturerData: { company: 0x004c, data: '0102' },
};
/** UUIDs, manufacturer data, service data, appearance, name; by the Core Specification Supplement, part A. */
const BYTES = '05030f180d18' + '05ff4c000102' + '04160f1864' + '03194103' + '050953686564';
/** General discoverable, without BR/EDR; and with it. */
const FLAGS = { 'one set': '020106', 'several sets': '020102' };

describe.each(KINDS)('advertise on a controller with %s', (kind, options) => {
  const flags = FLAGS[kind as keyof typeof FLAGS];

  it('is heard with its content while it is subscribed to, and not afterwards', () => {
    const world = new AdvertisingWorld(options);
    const said = world.advertise(CONTENT);
    expect(said.values).toEqual([
      {
        state: 'On',
        index: 0,
        instance: 1,
        command: 'AddExtendedAdvertisingData',
        txPower: kind === 'several sets' ? 0 : undefined,
        ignored: [],
        advData: Uint8Array.from(Buffer.from(BYTES, 'hex')),
        scanRsp: new Uint8Array(),
      },
    ]);
    expect(world.heard()).toEqual([flags + BYTES]);
    said.subscription.unsubscribe();
    expect(world.heard()).toEqual([]);
    expect(world.instances).toEqual([]);
  });

  it('does nothing before it is subscribed to', () => {
    const world = new AdvertisingWorld(options);
    advertise(controller(world.mgmt, 0), CONTENT);
    world.pass();
    expect(world.instances).toEqual([]);
  });

  it('advertises several at once, each with a number of its own', () => {
    const world = new AdvertisingWorld(options);
    const one = new Said(advertise(controller(world.mgmt, 0), { name: 'one' }));
    const two = new Said(advertise(controller(world.mgmt, 0), { name: 'two' }));
    world.pass();
    const three = new Said(advertise(controller(world.other, 0), { name: 'three' }));
    world.pass();
    expect([one, two, three].map(brief)).toEqual([['On 1'], ['On 2'], ['On 3']]);
    expect(world.heard()).toEqual(['04096f6e65', '040974776f', '06097468726565'].map((name) => flags + name).sort());
    two.subscription.unsubscribe();
    world.pass();
    // The kernel leaves out 3.
    const four = world.advertise({ name: 'four' });
    expect(brief(four)).toEqual(['On 2']);
    expect(world.heard()).toHaveLength(3);
  });

  it('waits while others have all there are', () => {
    const world = new AdvertisingWorld(options);
    const all = kind === 'several sets' ? [1, 2, 3] : [1, 2, 3, 4, 5];
    for (const instance of all) world.do(world.other.command$('AddAdvertising', 0, instance, {}, 0, 0, '', ''));
    const said = world.advertise({ name: 'Shed' });
    world.pass(100_000);
    expect(brief(said)).toEqual(['Full']);
    world.do(world.other.command$('RemoveAdvertising', 0, 2));
    expect(brief(said)).toEqual(['Full', 'On 2']);
    const next = world.advertise({ name: 'next' });
    expect(brief(next)).toEqual(['Full']);
    said.subscription.unsubscribe();
    world.pass();
    expect(brief(next)).toEqual(['Full', 'On 2']);
  });

  it('answers those who ask for more', () => {
    const world = new AdvertisingWorld(options);
    world.do(world.other.command$('SetLocalName', 0, 'Garden', ''));
    world.do(world.other.command$('SetAppearance', 0, 0x0340));
    const said = world.advertise({ services: ['180f'], scanResponse: { name: 'Shed', services: ['180a'] } });
    expect(world.heard({ mode: 'active' })).toContain(`${flags}03030f1803030a18050953686564`);
    said.subscription.unsubscribe();
    world.advertise({ txPower: true, scanResponse: { name: true, appearance: true } });
    expect(world.heard({ mode: 'active' })).toContain(`${flags}020a0003194003070947617264656e`);
  });

  it.each([
    ['iBeacon', buildIBeacon({ uuid: 'f7826da64fa24e988024bc5b71e0893e', major: 1, minor: 2, measuredPower: -59 })],
    ['Eddystone', eddystoneFields({ frame: 'URL', txPower: -10, url: 'https://example.com/' })],
    ['AltBeacon', altBeaconFields({ company: 0x118, id: '00'.repeat(20), referenceRssi: -60 })],
  ])('sends an %s', (_, beacon) => {
    const world = new AdvertisingWorld(options);
    world.advertise({ beacon });
    const bytes = beacon instanceof Uint8Array ? beacon : buildAdvertisingData(beacon);
    expect(world.heard()).toEqual([flags + toHex(bytes)]);
  });

  it('can be connected to, or leave the flags to the content', () => {
    const world = new AdvertisingWorld(options);
    const own = world.advertise({ data: '02011a' });
    expect(world.heard()).toEqual(['02011a']);
    own.subscription.unsubscribe();
    world.advertise({ name: 'Shed' }, { connectable: true, discoverable: 'limited' });
    const [bytes] = world.heard();
    expect(bytes).toBe(`${kind === 'several sets' ? '020101' : '020105'}050953686564`);
    expect(brief(own)).toEqual(['On 1']);
  });
});

describe('advertise with extended advertising', () => {
  const EXTENDED = { extendedAdvertising: true, advertisingInstances: 3 };

  it('has more room on a PHY of its own', () => {
    const world = new AdvertisingWorld(EXTENDED);
    const long = { manufacturerData: { company: 1, data: 'ab'.repeat(200) } };
    const said = world.advertise(long, { phy: '2M', interval: 20, maxInterval: 30, txPower: 4 });
    expect(lastOn(said)).toMatchObject({ txPower: 0, ignored: [], command: 'AddExtendedAdvertisingData' });
  });

  it('fails on a controller that has not that PHY', () => {
    const world = new AdvertisingWorld();
    const said = world.advertise({ name: 'Shed' }, { phy: 'Coded' });
    expect(isStatusError(said.error, 'NotSupported') && said.error.message).toMatch(/PHY Coded/);
    expect(world.instances).toEqual([]);
  });
});

describe('advertise', () => {
  it('fails at once on a controller without LE, also while it is off', () => {
    const world = new World({ controllers: [{ kind: 'bredr' }] });
    const said = new Said(advertise(controller(world.program(), 0), { name: 'Shed' }));
    world.pass();
    expect(isStatusError(said.error, 'NotSupported')).toBe(true);
  });

  it.each([0, 7])('fails at once for a program that may not (controller %d)', (index) => {
    const world = new AdvertisingWorld();
    const said = new Said(advertise(controller(world.program({ trusted: false }), index), { name: 'Shed' }));
    world.pass();
    expect(isStatusError(said.error, 'PermissionDenied')).toBe(true);
  });

  it.each([
    ['off', { whenOff: 'error' }, 0, 'NotPowered'],
    ['absent', { whenAbsent: 'error' }, 7, 'InvalidIndex'],
  ] as const)('fails if it is asked to when the controller is %s', (_, options, index, code) => {
    const world = new AdvertisingWorld({ kind: 'le' }, false);
    const said = new Said(advertise(controller(world.mgmt, index), { name: 'Shed' }, options));
    world.pass();
    expect(isStatusError(said.error, code)).toBe(true);
  });
});
