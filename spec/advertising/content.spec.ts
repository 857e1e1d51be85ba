import type { AdvertiseOptions, AdvertisingContent } from 'rx-btmgmt';
import { advertise, controller, isAdvertisingSizeError, isMgmtError, isOptionError, toHex } from 'rx-btmgmt';
import { EMPTY, NEVER, Subject, concat, of, throwError } from 'rxjs';
import { AdvertisingWorld, KINDS, brief } from './advertising-world.js';

const NAMES = ['one', 'two', 'three'].map((name) => ({ name }));

describe('advertise with content that makes no sense', () => {
  const NONSENSE: readonly (readonly [option: string, content: unknown, options?: unknown])[] = [
    ['content', null],
    ['content', 'Shed'],
    ['content.nmae', { nmae: 'Shed' }],
    ['content.name', { name: 5 }],
    ['content.name', { name: true }],
    ['content.name', { name: 'x'.repeat(255) }],
    ['content.appearance', { appearance: 65_536 }],
    ['content.services', { services: '180f' }],
    ['content.services', { services: ['heart rate'] }],
    ['content.serviceData', { serviceData: { uuid: '180f', data: 'xy' } }],
    ['content.serviceData', { serviceData: null }],
    ['content.manufacturerData', { manufacturerData: [{ company: -1, data: '' }] }],
    ['content.manufacturerData', { manufacturerData: { company: 1, data: '', more: 1 } }],
    ['content.beacon', { beacon: '0201' }],
    ['content.beacon', { beacon: {} }],
    ['content.data', { data: [{ type: 'Nonsense' }] }],
    ['content.txPower', { txPower: 4 }],
    ['content.scanResponse', { scanResponse: [] }],
    ['content.scanResponse.beacon', { scanResponse: { beacon: '' } }],
    ['content.scanResponse.data', { scanResponse: { data: '020106' } }],
    ['discoverable', { data: '020106' }, { discoverable: true }],
    ['discoverable', {}, { discoverable: 'general' }],
    ['connectable', {}, { connectable: 1 }],
    ['interval', {}, { interval: 19 }],
    ['maxInterval', {}, { interval: 100, maxInterval: 99 }],
    ['maxInterval', {}, { maxInterval: 100 }],
    ['txPower', {}, { txPower: 21 }],
    ['phy', {}, { phy: 'LE1M' }],
    ['whenOff', {}, { whenOff: 'wait' }],
    ['whenAbsent', {}, { whenAbsent: true }],
    ['intervall', {}, { intervall: 100 }],
  ];

  it.each(NONSENSE.map(([option, content, options = {}]) => ({ option, content, options })))(
    'throws an OptionError for $option of $content $options',
    ({ option, content, options }) => {
      const world = new AdvertisingWorld();
      const take = () =>
        advertise(controller(world.mgmt, 0), content as AdvertisingContent, options as AdvertiseOptions);
      expect(take).toThrow(expect.objectContaining({ name: 'OptionError', option }));
    },
  );

  it('fails with it if it comes later, and ends what was advertised', () => {
    const world = new AdvertisingWorld();
    const content$ = new Subject<AdvertisingContent>();
    const said = world.advertise(content$);
    content$.next({ name: 'Shed' });
    world.pass();
    content$.next({ services: ['heart rate'] });
    expect(isOptionError(said.error)).toBe(true);
    expect(world.heard()).toEqual([]);
  });
});

describe.each(KINDS)('advertise on a controller with %s', (kind, options) => {
  const flags = kind === 'several sets' ? '020102' : '020106';

  it('says what does not fit, and by how much', () => {
    const world = new AdvertisingWorld(options);
    const { error } = world.advertise({ name: 'A sensor in our garden 2', services: ['180f'] });
    expect(isAdvertisingSizeError(error) && isMgmtError(error)).toBe(true);
    expect(error).toMatchObject({
      code: 'TooLong',
      part: 'advertisement',
      length: 30,
      excess: 2,
      sizes: [
        { field: 'services', length: 4 },
        { field: 'name', length: 26 },
      ],
      room: 28,
    });
  });

  it('replaces content in place, the latest if it is fast', () => {
    const world = new AdvertisingWorld(options);
    const gaps: unknown[] = [];
    world.other.event$('AdvertisingRemoved', 0).subscribe((event) => gaps.push(event));
    const content$ = new Subject<AdvertisingContent>();
    const said = world.advertise(content$);
    expect(said.values).toEqual([]);
    for (const content of NAMES) content$.next(content);
    world.pass();
    expect(world.heard()).toEqual([`${flags}06097468726565`]);
    for (const content of [...NAMES, NAMES[2]!]) {
      content$.next(content);
      world.pass();
    }
    expect(brief(said)).toEqual(['On 1', 'On 1', 'On 1', 'On 1', 'On 1']);
    expect(gaps).toEqual([]);
    content$.complete();
    world.power(false);
    world.power(true);
    expect(world.heard()).toEqual([`${flags}06097468726565`]);
  });

  it('replaces more by less, and by nothing', () => {
    const world = new AdvertisingWorld(options);
    const content$ = new Subject<AdvertisingContent>();
    const said = world.advertise(content$);
    const steps: [AdvertisingContent, string][] = [
      [{ name: 'Shed', scanResponse: { services: ['180f'] } }, `${flags}05095368656403030f18`],
      [{ name: 'S', scanResponse: { services: ['180a'] } }, `${flags}02095303030a18`],
      [{ services: ['180f'] }, `${flags}03030f18`],
      [{ scanResponse: { name: 'Shed' } }, `${flags}050953686564`],
      [{}, flags],
      [{ txPower: true }, `${flags}020a00`],
      [{ name: 'S' }, `${flags}020953`],
    ];
    for (const [content, bytes] of steps) {
      content$.next(content);
      world.pass(5_000);
      expect(world.heard({ mode: 'active' })).toContain(bytes);
      expect(world.heard({ mode: 'active' }).filter((heard) => !bytes.startsWith(heard))).toEqual([]);
    }
    expect(said.error).toBeUndefined();
    said.subscription.unsubscribe();
    expect(world.heard()).toEqual([]);
  });

  it('ends with content that does not fit later', () => {
    const world = new AdvertisingWorld(options);
    const said = world.advertise(concat(of({ name: 'Shed' }), of({ name: 'x'.repeat(27) })));
    expect(said.error).toMatchObject({ part: 'advertisement', length: 29, room: 28, excess: 1 });
    expect(world.heard()).toEqual([]);
  });

  it('waits for content, and fails with its error', () => {
    const world = new AdvertisingWorld(options);
    for (const content$ of [NEVER, EMPTY]) {
      expect(world.advertise(content$)).toMatchObject({ values: [], error: undefined });
    }
    expect(world.instances).toEqual([]);
    const error = new Error('The sensor is broken');
    expect(
      world.advertise(
        concat(
          of({ name: 'Shed' }),
          throwError(() => error),
        ),
      ).error,
    ).toBe(error);
    expect(world.heard()).toEqual([]);
  });

  it('goes on with the other command when the kernel does not take content of a sudden', () => {
    const world = new AdvertisingWorld(options);
    const content$ = new Subject<AdvertisingContent>();
    const said = world.advertise(content$);
    content$.next({ name: 'Shed' });
    world.pass();
    world.simulator.intercept.command('AddExtendedAdvertisingData', () => ({ status: 'InvalidParameters' }));
    content$.next({ name: 'S' });
    world.pass();
    expect(said.last).toMatchObject({ state: 'On', command: 'AddAdvertising' });
    expect(said.values.map((state) => state.state === 'On' && toHex(state.advData))).toEqual([
      '050953686564',
      '020953',
    ]);
    expect(world.heard()).toEqual([`${flags}020953`]);
  });
});
