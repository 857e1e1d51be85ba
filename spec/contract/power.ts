import { scenario } from './harness/scenario.js';

export const power = [
  scenario('switches on and off', { on: 'dual' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.until('NewSettings');
    await bench.command('SetPowered', 0, true);
    await bench.command('SetPowered', 0, false);
    await bench.until('NewSettings');
  }),

  scenario('refuses other commands while it is switching on', { on: 'dual' }, async (bench) => {
    await bench.command('SetLowEnergy', 0, true);
    bench.freeze();
    const on = bench.command('SetPowered', 0, true);
    await bench.watcher.command('SetPowered', 0, true);
    await bench.watcher.command('SetPowered', 0, false);
    bench.thaw();
    await on;
  }),

  scenario('goes away while it is on', { on: 'dual' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.unplug();
    await bench.until('IndexRemoved');
    await bench.command('SetPowered', 0, false);
  }),
];
