import { scenario, type ScenarioOptions } from './harness/scenario.js';

/** There it is at times, or always, faster than its end. */
const FASTER = 'the controller may have done it before it goes';
const GONE: ScenarioOptions = { on: 'dual', skip: { '6.12': FASTER, newest: FASTER } };

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

  scenario('interrupts what is being done when it is switched off', { on: 'dual' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    bench.freeze();
    const connectable = bench.command('SetConnectable', 0, true);
    // Meanwhile the controller has been told.
    await bench.watcher.command('GetPHYConfiguration', 0);
    await bench.watcher.command('ReadControllerCapabilities', 0);
    const off = bench.watcher.command('SetPowered', 0, false);
    await connectable;
    await bench.socket('third').command('SetPowered', 0, true);
    await bench.socket('fourth').command('SetPowered', 0, false);
    bench.thaw();
    await off;
  }),

  scenario('interrupts switching it on when it goes away', GONE, async (bench) => {
    await bench.command('SetLowEnergy', 0, true);
    bench.freeze();
    const on = bench.command('SetPowered', 0, true);
    await bench.watcher.command('SetPowered', 0, true);
    await bench.unplug();
    await on;
    await bench.until('IndexRemoved');
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
