import { scenario } from './harness/scenario.js';

export const technologies = [
  scenario('switches LE on and off while it is on', { on: 'dual' }, async (bench) => {
    await bench.command('SetLowEnergy', 0, 2);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetLowEnergy', 0, false);
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetLowEnergy', 0, false);
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetPowered', 0, false);
    await bench.command('SetLowEnergy', 0, false);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetLowEnergy', 0, false);
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetLowEnergy', 0, false);
  }),

  scenario('interrupts nothing while LE is switched on, but is busy', { on: 'dual' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    bench.freeze();
    const on = bench.command('SetLowEnergy', 0, true);
    await bench.watcher.command('SetLowEnergy', 0, true);
    bench.thaw();
    await on;
  }),

  scenario('switches BR/EDR on while it is on, but not off', { on: 'dual' }, async (bench) => {
    await bench.command('SetBREDR', 0, true);
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetBREDR', 0, 2);
    await bench.command('SetConnectable', 0, true);
    await bench.command('SetDiscoverable', 0, 'General', 0);
    await bench.command('SetSecureSimplePairing', 0, true);
    await bench.command('SetLinkSecurity', 0, true);
    await bench.command('SetFastConnectable', 0, true);
    await bench.command('SetBREDR', 0, false);
    await bench.command('SetLowEnergy', 0, false);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetBREDR', 0, true);
    await bench.command('SetBREDR', 0, true);
    await bench.command('SetBREDR', 0, false);
  }),

  scenario('does not switch BR/EDR on beside secure connections', { on: 'dual' }, async (bench) => {
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetBREDR', 0, false);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetSecureConnections', 0, 'On');
    await bench.command('SetBREDR', 0, true);
    await bench.command('SetLowEnergy', 0, false);
  }),

  scenario('has nothing but LE', { on: 'le' }, async (bench) => {
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetLowEnergy', 0, 2);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetLowEnergy', 0, false);
    await bench.command('SetBREDR', 0, true);
  }),

  scenario('has nothing but BR/EDR', { on: 'bredr' }, async (bench) => {
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetLowEnergy', 0, 2);
    await bench.command('SetBREDR', 0, true);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetConnectable', 0, true);
    await bench.command('SetSecureSimplePairing', 0, true);
  }),

  scenario('is switched off while it has a class', { on: 'dual' }, async (bench) => {
    const reader = bench.socket('reader');
    await reader.command('ReadExtendedControllerInformation', 0);
    await bench.command('SetDeviceClass', 0, 2, 12);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetPowered', 0, false);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetDeviceClass', 0, 1, 4);
    await bench.command('SetPowered', 0, false);
    await bench.command('SetDeviceClass', 0, 2, 12);
    await bench.command('SetPowered', 0, true);
    await bench.unplug();
    await bench.until('IndexRemoved');
  }),
];
