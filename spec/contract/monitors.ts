import type { Bench } from './harness/bench.js';
import { scenario } from './harness/scenario.js';

const LE = ['LEPublic', 'LERandom'] as const;
const ADD = 0x0052;
const ADD_RSSI = 0x0056;
const OTHER = '00:AA:01:01:00:01';

const NAMED = { adType: 'NameComplete', offset: 0, value: '41' } as const;
const PATTERN = [0x09, 0x00, 0x01, 0x41, ...new Uint8Array(30)];
const RSSI = [0xc4, 5, 0, 0xba, 5, 0, 0];

const add = (bench: Bench, index = 0): Promise<unknown> =>
  bench.command('AddAdvertisementPatternsMonitor', index, [NAMED]);
const read = (bench: Bench): Promise<unknown> => bench.command('ReadAdvertisementMonitorFeatures', 0);
const raw = (bench: Bench, ...patterns: readonly (readonly number[])[]): Promise<unknown> =>
  bench.actor.raw(ADD, 0, Uint8Array.of(patterns.length, ...patterns.flat()));

/** One pattern of the raw kind. */
const pattern = (offset: number, length: number): number[] => [0x09, offset, length, ...new Uint8Array(31)];

/** The first one is off when the machine wakes up, and is switched on then; the second one advertises, which the first one is to hear. */
async function sleepsOff(bench: Bench): Promise<void> {
  for (const index of [0, 1]) {
    await bench.command('SetLowEnergy', index, true);
    await bench.command('SetPowered', index, true);
  }
  bench.suspend();
  for (const index of [0, 1]) await bench.until('ControllerSuspend', { index });
  await bench.command('SetPowered', 0, false);
  bench.resume();
  await bench.until('ControllerResume', { index: 1 });
  await bench.command('SetPowered', 0, true);
  await add(bench);
  await bench.command('SetAdvertising', 1, 'On');
}

export const monitors = [
  scenario('are added, listed and removed', { on: 'le' }, async (bench) => {
    await read(bench);
    await bench.command('SetPowered', 0, true);
    await add(bench);
    await bench.until('AdvertisementMonitorAdded');
    await bench.watcher.command('AddAdvertisementPatternsMonitorWithRSSIThreshold', 0, -60, 5, -70, 5, 0, [NAMED]);
    await add(bench);
    await read(bench);
    await bench.command('RemoveAdvertisementMonitor', 0, 2);
    await bench.until('AdvertisementMonitorRemoved');
    await read(bench);
    await add(bench);
    await read(bench);
  }),

  scenario('are removed all at once', { on: 'le' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('RemoveAdvertisementMonitor', 0, 0);
    await add(bench);
    await add(bench);
    await bench.command('RemoveAdvertisementMonitor', 0, 0);
    await read(bench);
  }),

  scenario('are not removed if there are none', { on: 'le' }, async (bench) => {
    await bench.command('RemoveAdvertisementMonitor', 0, 1);
    await bench.command('SetPowered', 0, true);
    await bench.command('RemoveAdvertisementMonitor', 0, 1);
    await add(bench);
    await bench.command('RemoveAdvertisementMonitor', 0, 2);
  }),

  scenario('need patterns that fit into an advertisement', { on: 'le' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await raw(bench);
    await raw(bench, pattern(31, 0));
    await raw(bench, pattern(30, 2));
    await raw(bench, pattern(0, 32));
    await raw(bench, pattern(0xff, 0xff));
    await raw(bench, PATTERN, pattern(31, 1));
    await raw(bench, pattern(30, 0));
    await raw(bench, pattern(0, 31));
    await raw(bench, pattern(30, 1));
    await read(bench);
  }),

  scenario('take only as much of a pattern as its length says', { on: 'le' }, async (bench) => {
    const filled = (offset: number, length: number): number[] => [
      0x09,
      offset,
      length,
      ...new Uint8Array(31).fill(0x41),
    ];
    await bench.command('SetPowered', 0, true);
    await raw(bench, filled(0, 2));
    await raw(bench, filled(29, 2));
    await raw(bench, filled(30, 2));
    await raw(bench, filled(0, 32));
    await bench.actor.raw(ADD_RSSI, 0, Uint8Array.of(...RSSI, 1, ...filled(30, 1)));
    await read(bench);
  }),

  scenario('need as many patterns as they say', { on: 'le' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.actor.raw(ADD, 0, Uint8Array.of(2, ...PATTERN));
    await bench.actor.raw(ADD, 0, Uint8Array.of(1, ...PATTERN, 0));
    await bench.actor.raw(ADD, 0, Uint8Array.of(0, ...PATTERN));
    await bench.actor.raw(ADD_RSSI, 0, Uint8Array.of(...RSSI, 2, ...PATTERN));
    await bench.actor.raw(ADD_RSSI, 0, Uint8Array.of(...RSSI, 0));
    await bench.actor.raw(ADD_RSSI, 0, Uint8Array.of(...RSSI, 1, ...pattern(31, 1)));
    await bench.actor.raw(ADD_RSSI, 0, Uint8Array.of(...RSSI, 1, ...PATTERN));
  }),

  scenario('take more patterns than they say', { on: 'le' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await raw(bench, ...Array.from({ length: 16 }, () => PATTERN));
    await raw(bench, ...Array.from({ length: 17 }, () => PATTERN));
    await read(bench);
  }),

  scenario('are thirty-two at most', { on: 'le' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    for (let i = 0; i < 34; i++) await add(bench);
    await read(bench);
    await bench.command('RemoveAdvertisementMonitor', 0, 7);
    await add(bench);
  }),

  scenario('can not be added while the controller is off', { on: 'le' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('SetPowered', 0, false);
    await add(bench);
    await read(bench);
    await add(bench);
    await bench.command('RemoveAdvertisementMonitor', 0, 0);
    await bench.command('SetPowered', 0, true);
    await add(bench);
    await bench.command('SetPowered', 0, false);
    await bench.command('SetPowered', 0, true);
    await add(bench);
  }),

  scenario('stay when the controller is switched off', { on: 'le' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await add(bench);
    await bench.command('SetPowered', 0, false);
    await read(bench);
    await bench.command('SetPowered', 0, true);
    await read(bench);
    await bench.command('SetPowered', 0, false);
    await bench.command('RemoveAdvertisementMonitor', 0, 1);
    await bench.until('AdvertisementMonitorRemoved');
    await read(bench);
  }),

  scenario('can be added without LE', { on: 'bredr' }, async (bench) => {
    await read(bench);
    await bench.command('SetPowered', 0, true);
    await add(bench);
    await bench.command('RemoveAdvertisementMonitor', 0, 1);
  }),

  scenario('are busy while one is added', { on: 'dual' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    bench.freeze();
    const switched = bench.command('SetLowEnergy', 0, true);
    await bench.watcher.command('AddAdvertisementPatternsMonitor', 0, [NAMED]);
    await bench.watcher.command('RemoveAdvertisementMonitor', 0, 1);
    await bench.watcher.command('ReadAdvertisementMonitorFeatures', 0);
    bench.thaw();
    await switched;
    await add(bench);
  }),

  scenario('tell of whatever advertises, while nobody looks', { on: 'pair' }, async (bench) => {
    for (const index of [0, 1]) {
      await bench.command('SetLowEnergy', index, true);
      await bench.command('SetPowered', index, true);
    }
    await add(bench);
    await bench.command('SetAdvertising', 1, 'On');
    await bench.until('AdvertisementMonitorDeviceFound');
    await bench.command('RemoveAdvertisementMonitor', 0, 1);
    await bench.command('SetAdvertising', 1, 'Off');
    await bench.command('SetAdvertising', 1, 'On');
  }),

  scenario('tell of what advertised before', { on: 'pair' }, async (bench) => {
    for (const index of [0, 1]) {
      await bench.command('SetLowEnergy', index, true);
      await bench.command('SetPowered', index, true);
    }
    await bench.command('SetAdvertising', 1, 'OnConnectable');
    await add(bench);
    await bench.until('AdvertisementMonitorDeviceFound', { address: OTHER });
  }),

  scenario('leave what a discovery finds to the discovery', { on: 'pair' }, async (bench) => {
    for (const index of [0, 1]) {
      await bench.command('SetLowEnergy', index, true);
      await bench.command('SetPowered', index, true);
    }
    await add(bench);
    await bench.command('StartDiscovery', 0, LE);
    await bench.until('Discovering', { discovering: true });
    await bench.command('SetAdvertising', 1, 'On');
    await bench.until('DeviceFound');
    await bench.command('StopDiscovery', 0, LE);
    await bench.until('AdvertisementMonitorDeviceFound');
  }),

  scenario('hear nothing after it was switched off while it slept', { on: 'pair' }, async (bench) => {
    await sleepsOff(bench);
    await bench.settle();
  }),

  scenario(
    'hear again when it has slept again',
    { on: 'pair', racing: ['AdvertisementMonitorDeviceFound'] },
    async (bench) => {
      await sleepsOff(bench);
      bench.suspend();
      await bench.until('ControllerSuspend', { index: 0 });
      bench.resume();
      await bench.until('AdvertisementMonitorDeviceFound');
    },
  ),
];
