import type { Bench } from './harness/bench.js';
import { scenario } from './harness/scenario.js';

const LE = ['LEPublic', 'LERandom'] as const;
const CLASSIC = ['BREDR'] as const;
const ALL = ['BREDR', 'LEPublic', 'LERandom'] as const;
const HEART_RATE = '180d';

const DIES = 'the virtual controller dies now and then when an inquiry ends on this kernel';

const START = 0x0023;
const STOP = 0x0024;
const START_SERVICE = 0x003a;
const START_LIMITED = 0x0041;

async function ready(bench: Bench, index = 0): Promise<void> {
  await bench.command('SetLowEnergy', index, true);
  await bench.command('SetPowered', index, true);
}

/** Every mask that means nothing, as the parameter of a command. */
async function oddMasks(bench: Bench, opcode: number): Promise<void> {
  for (const mask of [0, 2, 3, 4, 5, 8, 0xff]) await bench.actor.raw(opcode, 0, Uint8Array.of(mask));
}

/** Start Service Discovery as bytes: a mask, no threshold, a count and as many bytes of UUIDs. */
const service = (mask: number, count: number, bytes: number): Uint8Array =>
  Uint8Array.of(mask, 127, count & 0xff, count >> 8, ...new Uint8Array(bytes));

export const discovery = [
  scenario('finds the other controller and ends after its time', { on: 'pair' }, async (bench) => {
    await bench.command('SetLowEnergy', 1, true);
    await bench.command('SetPowered', 1, true);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('StartDiscovery', 0, LE);
    await bench.until('Discovering', { discovering: true });
    await bench.command('SetAdvertising', 1, 'OnConnectable');
    await bench.until('DeviceFound');
    await bench.until('Discovering', { discovering: false });
  }),

  scenario('starts and stops, and refuses what does not fit', { on: 'dual' }, async (bench) => {
    await bench.command('StartDiscovery', 0, LE);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('StopDiscovery', 0, LE);
    await bench.command('StartDiscovery', 0, LE);
    await bench.until('Discovering');
    await bench.watcher.command('StartDiscovery', 0, CLASSIC);
    await bench.command('StopDiscovery', 0, CLASSIC);
    await bench.command('StopDiscovery', 0, LE);
    await bench.until('Discovering', { discovering: false });
  }),

  scenario('looks for all kinds one after the other', { on: 'dual', skip: { '6.1': DIES } }, async (bench) => {
    await ready(bench);
    await bench.command('StartDiscovery', 0, ALL);
    await bench.until('Discovering', { discovering: true });
    await bench.until('Discovering', { discovering: false });
  }),

  scenario('looks for BR/EDR for its time', { on: 'bredr' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('StartDiscovery', 0, CLASSIC);
    await bench.until('Discovering', { discovering: true });
    await bench.until('Discovering', { discovering: false });
  }),

  scenario('is stopped while it inquires', { on: 'dual' }, async (bench) => {
    await ready(bench);
    for (const kinds of [CLASSIC, ALL]) {
      await bench.command('StartDiscovery', 0, kinds);
      await bench.until('Discovering', { discovering: true });
      await bench.command('StopDiscovery', 0, kinds);
      await bench.until('Discovering', { discovering: false });
    }
  }),

  scenario('is stopped by another program, and starts again', { on: 'le' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('StartDiscovery', 0, LE);
    await bench.until('Discovering', { discovering: true });
    await bench.watcher.command('StopDiscovery', 0, LE);
    await bench.until('Discovering', { discovering: false });
    await bench.watcher.command('StopDiscovery', 0, LE);
    await bench.command('StartDiscovery', 0, LE);
    await bench.until('Discovering', { discovering: true });
  }),

  scenario('refuses kinds that a dual controller has switched off', { on: 'dual' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    for (const kinds of [LE, ALL]) await bench.command('StartDiscovery', 0, kinds);
    await bench.command('StartServiceDiscovery', 0, LE, 127, []);
    await bench.command('StartLimitedDiscovery', 0, LE);
    await bench.command('SetPowered', 0, false);
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetBREDR', 0, false);
    await bench.command('SetPowered', 0, true);
    for (const kinds of [CLASSIC, ALL]) await bench.command('StartDiscovery', 0, kinds);
  }),

  scenario('refuses BR/EDR on a controller for LE', { on: 'le' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    for (const kinds of [CLASSIC, ALL]) await bench.command('StartDiscovery', 0, kinds);
    await bench.command('StartServiceDiscovery', 0, CLASSIC, 127, []);
    await bench.command('StartLimitedDiscovery', 0, ALL);
  }),

  scenario('refuses LE on a controller for BR/EDR', { on: 'bredr' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    for (const kinds of [LE, ALL]) await bench.command('StartDiscovery', 0, kinds);
  }),

  scenario('refuses masks that mean nothing', { on: 'dual' }, async (bench) => {
    await ready(bench);
    for (const opcode of [START, START_LIMITED, STOP]) await oddMasks(bench, opcode);
    await bench.actor.raw(START_SERVICE, 0, service(2, 0, 0));
    await bench.command('StartDiscovery', 0, LE);
    await oddMasks(bench, STOP);
    await oddMasks(bench, START);
  }),

  scenario('refuses lists of services of the wrong length', { on: 'le' }, async (bench) => {
    await bench.actor.raw(START_SERVICE, 0, service(6, 2, 16));
    await bench.command('SetPowered', 0, true);
    await bench.actor.raw(START_SERVICE, 0, service(6, 2, 16));
    await bench.actor.raw(START_SERVICE, 0, service(6, 1, 17));
    await bench.actor.raw(START_SERVICE, 0, service(6, 0xffff, 16));
    await bench.actor.raw(START_SERVICE, 0, service(2, 1, 0));
    await bench.actor.raw(START_SERVICE, 0, Uint8Array.of(6, 127, 0));
    await bench.command('StartDiscovery', 0, LE);
    await bench.actor.raw(START_SERVICE, 0, service(6, 2, 16));
  }),

  scenario('is one at a time, of whatever kind', { on: 'le' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('StartServiceDiscovery', 0, LE, -70, [HEART_RATE]);
    await bench.until('Discovering', { discovering: true });
    await bench.command('StartDiscovery', 0, LE);
    await bench.command('StartLimitedDiscovery', 0, LE);
    await bench.watcher.command('StartServiceDiscovery', 0, LE, 127, []);
    await bench.command('StopDiscovery', 0, LE);
    await bench.command('StartLimitedDiscovery', 0, LE);
    await bench.command('StartServiceDiscovery', 0, LE, 127, []);
  }),

  scenario('is busy while it starts and while it stops', { on: 'le' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    bench.freeze();
    const started = bench.command('StartDiscovery', 0, LE);
    await bench.watcher.command('StartDiscovery', 0, LE);
    await bench.watcher.command('StopDiscovery', 0, LE);
    bench.thaw();
    await started;
    await bench.until('Discovering', { discovering: true });
    bench.freeze();
    const stopped = bench.command('StopDiscovery', 0, LE);
    await bench.watcher.command('StartDiscovery', 0, LE);
    await bench.watcher.command('StopDiscovery', 0, LE);
    await bench.watcher.command('ConfirmName', 0, '00:AA:01:01:00:01', 'BREDR', true);
    bench.thaw();
    await stopped;
  }),

  scenario('ends when the controller is switched off', { on: 'dual' }, async (bench) => {
    await ready(bench);
    for (const kinds of [LE, CLASSIC, ALL]) {
      await bench.command('StartDiscovery', 0, kinds);
      await bench.until('Discovering', { discovering: true });
      await bench.command('SetPowered', 0, false);
      await bench.command('StopDiscovery', 0, kinds);
      await bench.command('SetPowered', 0, true);
    }
  }),

  scenario('ends when the controller is pulled out', { on: 'le' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('StartDiscovery', 0, LE);
    await bench.until('Discovering', { discovering: true });
    await bench.unplug();
    await bench.until('IndexRemoved');
    await bench.command('StopDiscovery', 0, LE);
  }),

  scenario('is not told to those without privileges', { on: 'le' }, async (bench) => {
    const visitor = bench.socket('visitor', { trusted: false });
    await visitor.command('StartDiscovery', 0, LE);
    await bench.command('SetPowered', 0, true);
    await bench.command('StartDiscovery', 0, LE);
    await visitor.command('StopDiscovery', 0, LE);
    await visitor.command('ConfirmName', 0, '00:AA:01:01:00:01', 'BREDR', true);
  }),
];
