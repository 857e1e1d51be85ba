import { scenario } from './harness/scenario.js';

export const suspension = [
  scenario('sleeps and wakes up', { on: 'dual' }, async (bench) => {
    await bench.command('SetConnectable', 0, true);
    await bench.command('SetPowered', 0, true);
    bench.suspend();
    await bench.until('ControllerSuspend');
    await bench.command('ReadControllerInformation', 0);
    await bench.command('SetDiscoverable', 0, 'General', 0);
    await bench.command('SetLocalName', 0, 'asleep', '');
    bench.resume();
    await bench.until('ControllerResume');
    await bench.command('SetDiscoverable', 0, 'Off', 0);
  }),

  scenario('does not advertise while it sleeps', { on: 'dual' }, async (bench) => {
    await bench.command('SetConnectable', 0, true);
    await bench.command('SetDiscoverable', 0, 'General', 0);
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetAdvertising', 0, 'On');
    bench.suspend();
    await bench.until('ControllerSuspend');
    await bench.command('ReadControllerInformation', 0);
    await bench.command('SetDiscoverable', 0, 'General', 0);
    await bench.command('SetAdvertising', 0, 'Off');
    bench.resume();
    await bench.until('ControllerResume');
    await bench.command('SetDiscoverable', 0, 'General', 0);
    await bench.command('SetAdvertising', 0, 'Off');
  }),

  scenario('does not discover while it sleeps', { on: 'le' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('StartDiscovery', 0, ['LEPublic', 'LERandom']);
    await bench.until('Discovering', { discovering: true });
    bench.suspend();
    await bench.until('ControllerSuspend');
    await bench.command('StartDiscovery', 0, ['LEPublic', 'LERandom']);
    await bench.command('StopDiscovery', 0, ['LEPublic', 'LERandom']);
    bench.resume();
    await bench.until('ControllerResume');
    await bench.command('StopDiscovery', 0, ['LEPublic', 'LERandom']);
    await bench.until('Discovering', { discovering: false });
    await bench.until('Discovering', { discovering: false });
  }),

  scenario('is switched off and on while it sleeps', { on: 'bredr' }, async (bench) => {
    await bench.command('SetConnectable', 0, true);
    await bench.command('SetPowered', 0, true);
    bench.suspend();
    await bench.until('ControllerSuspend');
    await bench.command('SetPowered', 0, false);
    await bench.command('SetPowered', 0, true);
    bench.resume();
    await bench.until('ControllerResume');
  }),

  scenario('wakes up although it was not asleep', { on: 'dual' }, async (bench) => {
    bench.suspend();
    await bench.command('SetPowered', 0, true);
    bench.resume();
    await bench.until('ControllerResume');
  }),
];
