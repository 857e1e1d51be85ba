import { scenario } from './harness/scenario.js';

export const settings = [
  scenario('changes settings while it is off', { on: 'dual' }, async (bench) => {
    await bench.command('SetConnectable', 0, true);
    await bench.command('SetDiscoverable', 0, 'General', 0);
    await bench.command('SetBondable', 0, true);
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetLocalName', 0, 'bench', '');
    await bench.command('SetBREDR', 0, false);
  }),

  scenario('is discoverable for a second', { on: 'bredr' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('SetConnectable', 0, true);
    await bench.command('SetDiscoverable', 0, 'General', 1);
    await bench.until('NewSettings', ({ currentSettings }) => currentSettings.Discoverable);
    await bench.until('NewSettings', ({ currentSettings }) => !currentSettings.Discoverable);
  }),

  scenario('does not switch LE off when there is nothing else', { on: 'le' }, async (bench) => {
    await bench.command('SetLowEnergy', 0, false);
    await bench.command('SetBREDR', 0, true);
    await bench.command('SetSecureSimplePairing', 0, true);
  }),
];
