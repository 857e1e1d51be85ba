import { firstValueFrom, take } from 'rxjs';
import { discover } from '../../src/index.js';
import type { DeviceOptions } from '../../src/simulator/index.js';
import { marbles } from '../support/marbles.js';
import { addressOf, addresses, commands, kernelSays } from './discovery-marbles.js';
import type { Discovered } from './discovery-world.js';
import { ALL, CLASSIC, DiscoveryWorld, LE } from './discovery-world.js';

const NEAR = '00:00:00:00:00:01';
const FAR = '00:00:00:00:00:02';
const HEADSET = '00:00:00:00:00:03';
const devices: readonly DeviceOptions[] = [
  { address: NEAR, rssi: -40, advertising: { interval: 500, data: '03030f18' } },
  { address: FAR, rssi: -90, advertising: { interval: 500, data: '03030918' } },
  { address: HEADSET, rssi: -60, inquiry: { classOfDevice: 0x240404 } },
];
/** The kernel's discovery, in milliseconds. */
const LENGTH = 10_240;

/** It has had as much as a discovery of the kernel takes, but for the time in which one ends and the next one begins. */
function expectOwnTime({ end, duration }: Discovered): void {
  expect(end).toBe('complete');
  expect(duration).toBeGreaterThanOrEqual(LENGTH);
  expect(duration).toBeLessThan(LENGTH + 20);
}

describe('discoveries of one client on one controller', () => {
  it('share one of the kernel, which looks for what both want, and each gets what it wants', () => {
    const world = new DiscoveryWorld({ devices });
    const near = world.discover({ rssiThreshold: -60 });
    const all = world.discover();
    world.pass(5_000);
    expect(near.addresses).toEqual([NEAR]);
    expect(new Set(all.addresses)).toEqual(new Set([NEAR, FAR]));
    near.subscription.unsubscribe();
    world.pass(1_000);
    expect(world.isDiscovering).toBe(true);
    all.subscription.unsubscribe();
    world.pass(100);
    expect(world.isDiscovering).toBe(false);
    // The first one began before the second was there.
    expect(world.sent).toEqual(['StartServiceDiscovery', 'StopDiscovery', 'StartDiscovery', 'StopDiscovery']);
  });

  it('do not disturb each other if the one that runs finds what the next one wants', () => {
    const world = new DiscoveryWorld({ devices });
    const all = world.discover();
    world.pass(1_000);
    const near = world.discover({ rssiThreshold: -60, uuids: ['180f'] });
    const far = world.discover({ addressTypes: ['LEPublic'], uuids: ['1809'] });
    world.pass(LENGTH);
    expect(world.sent).toEqual(['StartDiscovery', 'StartDiscovery']);
    expect([all, near, far].map(({ end }) => end)).toEqual(['complete', undefined, undefined]);
    world.pass(1_000);
    for (const each of [near, far]) expectOwnTime(each);
    expect([near.addresses, far.addresses]).toEqual([[NEAR], [FAR]]);
    world.pass(100);
    expect(world.isDiscovering).toBe(false);
  });

  it('last for their own ten seconds when another one ends', () => {
    const world = new DiscoveryWorld({ devices });
    const first = world.discover();
    world.pass(9_700);
    const second = world.discover();
    world.pass(LENGTH + 1_000);
    for (const each of [first, second]) expectOwnTime(each);
  });

  it('last for their own ten seconds when another one leaves', () => {
    const world = new DiscoveryWorld({ devices });
    const first = world.discover();
    world.pass(500);
    const second = world.discover();
    world.pass(500);
    first.subscription.unsubscribe();
    world.pass(LENGTH + 100);
    expectOwnTime(second);
    expect(second.devices.filter(({ address }) => address === NEAR).length).toBeGreaterThanOrEqual(9);
  });

  it('unite what they look for when one joins in the middle', () => {
    const world = new DiscoveryWorld({ devices });
    const low = world.discover({ addressTypes: LE, continuous: true });
    world.pass(2_000);
    const classic = world.discover({ addressTypes: CLASSIC });
    world.pass(2 * LENGTH);
    expect(new Set(low.addresses)).toEqual(new Set([NEAR, FAR]));
    expect(classic.addresses).toEqual([HEADSET]);
    expect(classic.end).toBe('complete');
    expect(low.end).toBeUndefined();
    low.subscription.unsubscribe();
    world.pass(100);
    expect(world.isDiscovering).toBe(false);
  });

  it('leave nobody without the kind that comes second, however many join', () => {
    const world = new DiscoveryWorld({ devices });
    const all = world.discover({ addressTypes: ALL });
    for (let n = 0; n < 5; n++) {
      world.pass(1_500);
      world.discover({ addressTypes: n % 2 === 0 ? CLASSIC : LE, limited: n === 3 });
    }
    world.pass(2 * LENGTH);
    expect(new Set(all.addresses)).toEqual(new Set([NEAR, FAR, HEADSET]));
    expect(all.end).toBe('complete');
  });

  it('fail alone when the controller lacks what one of them wants', () => {
    const world = new DiscoveryWorld({ devices, controllers: [{ kind: 'le' }] });
    const low = world.discover();
    world.pass(500);
    const classic = world.discover({ addressTypes: CLASSIC });
    const both = world.discover({ addressTypes: ALL });
    world.pass(LENGTH + 1_000);
    expect([classic.end, both.end]).toEqual(['NotSupported', 'NotSupported']);
    expect(classic.duration).toBeLessThan(100);
    expect(low.end).toBe('complete');
    expect(new Set(low.addresses)).toEqual(new Set([NEAR, FAR]));
  });

  it('fail alone also if both begin together', () => {
    const world = new DiscoveryWorld({ devices, controllers: [{ kind: 'bredr' }] });
    // LE can't be had, and its sockets are busy with that before.
    const classic = world.discover({ addressTypes: CLASSIC });
    classic.subscription.unsubscribe();
    const again = world.discover({ addressTypes: CLASSIC });
    const low = world.discover({ addressTypes: LE });
    world.pass(LENGTH + 1_000);
    expect([again.end, low.end]).toEqual(['complete', 'NotSupported']);
    expect(again.addresses).toEqual([HEADSET]);
  });

  it('tell who joins what has been found already', () => {
    // Most controllers report a device once in a discovery.
    const world = new DiscoveryWorld({ devices, controllers: [{ duplicateFilter: 'strict' }] });
    const first = world.discover();
    world.pass(5_000);
    expect(first.devices).toHaveLength(2);
    const second = world.discover({ rssiThreshold: -60 });
    expect(second.addresses).toEqual([NEAR]);
    first.subscription.unsubscribe();
    second.subscription.unsubscribe();
    // Who comes after that gets nothing of the past.
    const third = world.discover();
    expect(third.devices).toEqual([]);
  });

  it('survive one that leaves as soon as it is told what has been found', async () => {
    const world = new DiscoveryWorld({ devices });
    const first = world.discover();
    world.pass(1_000);
    await firstValueFrom(discover(world.mgmt, 0).pipe(take(1)));
    world.pass(LENGTH);
    expect(first.end).toBe('complete');
    expect(world.sent).toEqual(['StartDiscovery']);
  });

  it('are those of other controllers left alone', () => {
    marbles(({ kernel, expectObservable, expectCommands }) => {
      const { mgmt } = kernel('-Saoa', kernelSays, { answers: { StartDiscovery: { delay: 1 } } });
      expectObservable(discover(mgmt, 0).pipe(addressOf), '^----!').toBe('--a-a', addresses);
      expectObservable(discover(mgmt, 1).pipe(addressOf), '^----!').toBe('---o', { o: '00:00:00:00:00:0D' });
      expectCommands(mgmt).toBe('(sS)-(tT)', {
        ...commands,
        S: { command: 'StartDiscovery', index: 1 },
        T: { command: 'StopDiscovery', index: 1 },
      });
    });
  });

  it('ask the kernel for the least of the thresholds, and for limited ones only if all want those', () => {
    const world = new DiscoveryWorld({ devices });
    const sent: unknown[] = [];
    world.mgmt.frames$.subscribe(({ direction, bytes }) => direction === 'out' && sent.push([...bytes.subarray(6, 8)]));
    const [a, b] = [world.discover({ rssiThreshold: -50 }), world.discover({ rssiThreshold: -70 })];
    world.pass(100);
    // 6: both kinds of LE; the threshold behind it.
    expect(sent).toEqual([[6, 256 - 50], [6], [6, 256 - 70]]);
    a.subscription.unsubscribe();
    b.subscription.unsubscribe();
    world.pass(100);
    world.sent.length = 0;
    world.discover({ limited: true });
    world.pass(100);
    world.discover({ limited: true, rssiThreshold: -50 });
    world.pass(100);
    expect(world.sent).toEqual(['StartLimitedDiscovery']);
    world.discover({ rssiThreshold: -50 });
    world.pass(100);
    // A kernel that looked for limited ones before keeps doing so while it filters.
    expect(world.sent).toEqual(['StartLimitedDiscovery', 'StopDiscovery', 'StartDiscovery']);
  });
});
