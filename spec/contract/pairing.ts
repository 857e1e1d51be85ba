import { scenario } from './harness/scenario.js';

export const pairing = [
  scenario('pairs over BR/EDR without questions', { on: 'pair', racing: ['NewLinkKey'] }, async (bench) => {
    for (const index of [0, 1]) {
      await bench.command('SetSecureSimplePairing', index, true);
      await bench.command('SetBondable', index, true);
      await bench.command('SetConnectable', index, true);
      await bench.command('SetIOCapability', index, 'NoInputNoOutput');
      await bench.command('SetPowered', index, true);
    }
    await bench.command('PairDevice', 0, '00:AA:01:01:00:01', 'BREDR', 'NoInputNoOutput');
    await bench.until('NewLinkKey', { index: 1 });
    await bench.command('Disconnect', 0, '00:AA:01:01:00:01', 'BREDR');
    await bench.until('DeviceDisconnected', { index: 0 });
    await bench.until('DeviceDisconnected', { index: 1 });
  }),
];
