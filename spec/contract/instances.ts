import type { Bench } from './harness/bench.js';
import { scenario } from './harness/scenario.js';

const NONE = new Uint8Array();
const HEART_RATE = '03030d18';

async function on(bench: Bench): Promise<void> {
  await bench.command('SetLowEnergy', 0, true);
  await bench.command('SetPowered', 0, true);
  await bench.until('NewSettings', ({ currentSettings }) => currentSettings.Powered && currentSettings.LowEnergy);
}

const parameters = (
  bench: Bench,
  instance: number,
  flags: Record<string, boolean> | number = {},
  { timeout = 0, txPower = 0 } = {},
) => bench.command('AddExtendedAdvertisingParameters', 0, instance, flags, 0, timeout, 0x00a0, 0x00f0, txPower);

/** Instances that are added in two steps: parameters, then data. */
export const instances = (['dual', 'le'] as const).flatMap((kind) => [
  scenario(`adds an instance in two steps (${kind})`, { on: kind }, async (bench) => {
    await on(bench);
    await parameters(bench, 1, { Connectable: true, ManagedFlags: true });
    await bench.command('ReadAdvertisingFeatures', 0);
    await bench.command('AddExtendedAdvertisingData', 0, 1, HEART_RATE, NONE);
    await bench.until('AdvertisingAdded');
    await bench.command('AddExtendedAdvertisingData', 0, 1, HEART_RATE, HEART_RATE);
    await parameters(bench, 1, { ParamTxPower: true, ParamIntervals: true, ParamDuration: true }, { txPower: 5 });
    await bench.command('AddExtendedAdvertisingData', 0, 1, HEART_RATE, NONE);
    await bench.command('RemoveAdvertising', 0, 1);
    await bench.until('AdvertisingRemoved');
  }),

  scenario(`refuses parameters that can't be (${kind})`, { on: kind }, async (bench) => {
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetPowered', 0, false);
    await parameters(bench, 1);
    await bench.command('SetPowered', 0, true);
    await parameters(bench, 0);
    await parameters(bench, 6);
    await parameters(bench, 1, 0x80000000);
    await parameters(bench, 1, { Secondary1M: true, SecondaryCoded: true });
    await bench.actor.raw(0x0054, 0, new Uint8Array(17));
    await bench.actor.raw(0x0054, 0, Uint8Array.of(1, ...new Uint8Array(20)));
  }),

  scenario(`forgets an instance whose data is refused (${kind})`, { on: kind }, async (bench) => {
    await on(bench);
    await bench.command('AddExtendedAdvertisingData', 0, 1, HEART_RATE, NONE);
    await parameters(bench, 1, { ManagedFlags: true });
    await bench.command('AddExtendedAdvertisingData', 0, 1, '020106', NONE);
    await bench.command('AddExtendedAdvertisingData', 0, 1, HEART_RATE, NONE);
    await bench.actor.raw(0x0055, 0, Uint8Array.of(1, 2, 0, 1));
    await parameters(bench, 1);
    await bench.actor.raw(0x0055, 0, Uint8Array.of(1, 0, 0, 1, 2, 3));
    await bench.until('AdvertisingAdded');
    await bench.command('AddExtendedAdvertisingData', 0, 1, '030303', NONE);
    await bench.command('ReadAdvertisingFeatures', 0);
  }),

  scenario(`waits for data while it is off (${kind})`, { on: kind }, async (bench) => {
    await on(bench);
    await parameters(bench, 1);
    await parameters(bench, 2, { ParamTimeout: true }, { timeout: 20 });
    await bench.command('SetPowered', 0, false);
    await bench.command('AddExtendedAdvertisingData', 0, 1, HEART_RATE, NONE);
    await bench.command('ReadAdvertisingFeatures', 0);
  }),

  scenario(`adds the data beside the setting (${kind})`, { on: kind }, async (bench) => {
    await on(bench);
    await bench.command('SetAdvertising', 0, 'On');
    await parameters(bench, 1, { Connectable: true });
    await bench.command('AddExtendedAdvertisingData', 0, 1, HEART_RATE, NONE);
    await bench.until('AdvertisingAdded');
    await bench.command('SetAdvertising', 0, 'Off');
    await bench.command('RemoveAdvertising', 0, 1);
  }),

  scenario(`ends an instance of two steps (${kind})`, { on: kind }, async (bench) => {
    await on(bench);
    await parameters(bench, 1, { ParamTimeout: true, ParamDuration: true }, { timeout: 1 });
    await bench.command('AddExtendedAdvertisingData', 0, 1, HEART_RATE, NONE);
    await bench.until('AdvertisingAdded');
    await bench.until('AdvertisingRemoved');
    await bench.command('ReadAdvertisingFeatures', 0);
  }),
]);
