import { scenario } from './harness/scenario.js';

export const discovery = [
  scenario('finds the other controller and ends after its time', { on: 'pair' }, async (bench) => {
    await bench.command('SetLowEnergy', 1, true);
    await bench.command('SetPowered', 1, true);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('StartDiscovery', 0, ['LEPublic', 'LERandom']);
    await bench.until('Discovering', { discovering: true });
    await bench.command('SetAdvertising', 1, 'OnConnectable');
    await bench.until('DeviceFound');
    await bench.until('Discovering', { discovering: false });
  }),

  scenario('starts and stops, and refuses what does not fit', { on: 'dual' }, async (bench) => {
    await bench.command('StartDiscovery', 0, ['LEPublic', 'LERandom']);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('StopDiscovery', 0, ['LEPublic', 'LERandom']);
    await bench.command('StartDiscovery', 0, ['LEPublic', 'LERandom']);
    await bench.until('Discovering');
    await bench.watcher.command('StartDiscovery', 0, ['BREDR']);
    await bench.command('StopDiscovery', 0, ['BREDR']);
    await bench.command('StopDiscovery', 0, ['LEPublic', 'LERandom']);
    await bench.until('Discovering', { discovering: false });
  }),
];
