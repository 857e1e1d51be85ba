import type { Bench } from './harness/bench.js';
import { scenario } from './harness/scenario.js';

const LE = ['LEPublic', 'LERandom'] as const;
const CLASSIC = ['BREDR'] as const;
/** No discovery can have this kind (discovery_type_is_valid in net/bluetooth/mgmt.c): asks whether one runs, and stops none. */
const IMPOSSIBLE = ['LEPublic'] as const;

async function discovering(bench: Bench): Promise<void> {
  await bench.command('SetPowered', 0, true);
  await bench.command('StartDiscovery', 0, LE);
  await bench.until('Discovering', { discovering: true });
}

async function asleep(bench: Bench): Promise<void> {
  bench.suspend();
  await bench.until('ControllerSuspend');
}

async function awake(bench: Bench): Promise<void> {
  bench.resume();
  await bench.until('ControllerResume');
}

/** Tries whether discoveries can be started and stopped. */
async function tryDiscovery(bench: Bench): Promise<void> {
  await bench.command('StartDiscovery', 0, LE);
  await bench.command('StopDiscovery', 0, IMPOSSIBLE);
  await bench.command('StopDiscovery', 0, LE);
}

/** How discoveries end that are cut short, and what is left behind. */
export const interruptions = [
  scenario('is asked whether one runs', { on: 'dual' }, async (bench) => {
    await bench.command('StopDiscovery', 0, IMPOSSIBLE);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('StopDiscovery', 0, IMPOSSIBLE);
    for (const kinds of [LE, CLASSIC]) {
      await bench.command('StartDiscovery', 0, kinds);
      await bench.watcher.command('StopDiscovery', 0, IMPOSSIBLE);
      await bench.command('StopDiscovery', 0, kinds);
      await bench.until('Discovering', { discovering: false });
      await bench.watcher.command('StopDiscovery', 0, IMPOSSIBLE);
    }
  }),

  scenario('can never be started again when it was paused while it went off', { on: 'le' }, async (bench) => {
    await discovering(bench);
    await asleep(bench);
    await bench.command('SetPowered', 0, false);
    bench.resume();
    await bench.settle();
    await bench.command('SetPowered', 0, true);
    await tryDiscovery(bench);
    await bench.command('SetPowered', 0, false);
    await bench.command('SetPowered', 0, true);
    await tryDiscovery(bench);
  }),

  scenario('can be started again after one more sleep', { on: 'le' }, async (bench) => {
    await discovering(bench);
    await asleep(bench);
    await bench.command('SetPowered', 0, false);
    bench.resume();
    await bench.settle();
    await bench.command('SetPowered', 0, true);
    await asleep(bench);
    await tryDiscovery(bench);
    await awake(bench);
    await bench.until('Discovering', { discovering: true });
    await tryDiscovery(bench);
    await bench.until('Discovering', { discovering: false });
    await tryDiscovery(bench);
  }),

  scenario('goes on when it was switched off and on while it slept', { on: 'le' }, async (bench) => {
    await discovering(bench);
    await asleep(bench);
    await bench.command('SetPowered', 0, false);
    await bench.command('SetPowered', 0, true);
    await tryDiscovery(bench);
    await awake(bench);
    await bench.until('Discovering', { discovering: true });
    await bench.command('StopDiscovery', 0, LE);
  }),

  scenario('can be started when the system slept while it was off', { on: 'le' }, async (bench) => {
    bench.suspend();
    await bench.settle();
    bench.resume();
    await bench.settle();
    await bench.command('SetPowered', 0, true);
    await tryDiscovery(bench);
    await asleep(bench);
    await bench.command('SetPowered', 0, false);
    bench.resume();
    await bench.settle();
    await bench.command('SetPowered', 0, true);
    await tryDiscovery(bench);
  }),

  scenario('can be started while the system sleeps, if none was paused', { on: 'le' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await asleep(bench);
    await tryDiscovery(bench);
    await awake(bench);
    await tryDiscovery(bench);
  }),

  scenario('is switched off by another program', { on: 'le' }, async (bench) => {
    await discovering(bench);
    await bench.watcher.command('SetPowered', 0, false);
    await bench.command('StartDiscovery', 0, LE);
    await bench.command('StopDiscovery', 0, IMPOSSIBLE);
  }),

  scenario('ends when the radio is blocked', { on: 'le' }, async (bench) => {
    await discovering(bench);
    bench.block();
    await bench.until('NewSettings', ({ currentSettings }) => !currentSettings.Powered);
    await bench.command('StartDiscovery', 0, LE);
    await bench.command('SetPowered', 0, true);
    bench.unblock();
    await bench.command('SetPowered', 0, true);
    await bench.command('StartDiscovery', 0, LE);
  }),

  scenario('inquires until the radio is blocked', { on: 'bredr' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('StartDiscovery', 0, CLASSIC);
    await bench.until('Discovering', { discovering: true });
    bench.block();
    await bench.until('NewSettings', ({ currentSettings }) => !currentSettings.Powered);
    bench.unblock();
  }),

  scenario('is paused for sleep while it inquires', { on: 'bredr' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('StartDiscovery', 0, CLASSIC);
    await bench.until('Discovering', { discovering: true });
    await asleep(bench);
    await bench.command('StartDiscovery', 0, CLASSIC);
    await awake(bench);
    await bench.until('Discovering', { discovering: true });
    await bench.command('StopDiscovery', 0, CLASSIC);
  }),
];
