import { scenario } from './harness/scenario.js';

const PUBLIC = '00:AA:01:99:00:99';
const ZERO = '00000000000000000000000000000000';
const SOME = '000102030405060708090a0b0c0d0e0f';
const LOW_ENERGY = ['LEPublic', 'LERandom'] as const;

export const outOfBand = [
  scenario('tells nothing for pairing while it is off', { on: 'dual' }, async (bench) => {
    await bench.command('ReadLocalOutOfBandData', 0);
    await bench.command('ReadLocalOutOfBandExtendedData', 0, ['BREDR']);
    await bench.command('ReadLocalOutOfBandExtendedData', 0, LOW_ENERGY);
    await bench.command('ReadLocalOutOfBandExtendedData', 0, ['LEPublic']);
  }),

  scenario('tells what is needed to pair, and others that it was told', { on: 'dual' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('ReadLocalOutOfBandExtendedData', 0, LOW_ENERGY);
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('ReadLocalOutOfBandData', 0);
    await bench.command('ReadLocalOutOfBandExtendedData', 0, []);
    await bench.command('ReadLocalOutOfBandExtendedData', 0, ['LEPublic']);
    await bench.command('ReadLocalOutOfBandExtendedData', 0, ['BREDR', 'LEPublic', 'LERandom']);
    await bench.command('ReadLocalOutOfBandExtendedData', 0, ['BREDR']);
    await bench.watcher.command('ReadLocalOutOfBandExtendedData', 0, LOW_ENERGY);
    await bench.command('ReadLocalOutOfBandExtendedData', 0, LOW_ENERGY);
    await bench.command('SetSecureSimplePairing', 0, true);
    await bench.command('ReadLocalOutOfBandExtendedData', 0, ['BREDR']);
    await bench.command('SetConnectable', 0, true);
    await bench.command('SetDiscoverable', 0, 'General', 0);
    await bench.command('SetAdvertising', 0, 'On');
    await bench.command('ReadLocalOutOfBandExtendedData', 0, LOW_ENERGY);
  }),

  scenario('tells nothing about a private address', { on: 'dual' }, async (bench) => {
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetPrivacy', 0, 'On', SOME);
    await bench.command('SetPowered', 0, true);
    await bench.command('ReadLocalOutOfBandExtendedData', 0, LOW_ENERGY);
  }),

  scenario('tells about LE only where there is BR/EDR', { on: 'le' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('ReadLocalOutOfBandData', 0);
    await bench.command('ReadLocalOutOfBandExtendedData', 0, ['BREDR']);
    await bench.command('ReadLocalOutOfBandExtendedData', 0, LOW_ENERGY);
  }),

  scenario('keeps what it is told about others', { on: 'dual' }, async (bench) => {
    await bench.command('AddRemoteOutOfBandData', 0, PUBLIC, 'BREDR', SOME, SOME);
    await bench.command('AddRemoteOutOfBandData', 0, PUBLIC, 'LEPublic', SOME, SOME);
    await bench.command('AddRemoteOutOfBandData', 0, PUBLIC, 7, SOME, SOME);
    await bench.command('AddRemoteOutOfBandData', 0, PUBLIC, 'LEPublic', SOME, SOME, SOME, SOME);
    await bench.command('AddRemoteOutOfBandData', 0, PUBLIC, 'LEPublic', ZERO, ZERO, SOME, SOME);
    await bench.command('AddRemoteOutOfBandData', 0, PUBLIC, 'LEPublic', ZERO, SOME, SOME, SOME);
    await bench.command('AddRemoteOutOfBandData', 0, PUBLIC, 'BREDR', ZERO, ZERO, SOME, SOME);
    await bench.command('RemoveRemoteOutOfBandData', 0, PUBLIC, 'LEPublic');
    await bench.command('RemoveRemoteOutOfBandData', 0, PUBLIC, 'BREDR');
    await bench.command('RemoveRemoteOutOfBandData', 0, PUBLIC, 'BREDR');
    await bench.command('RemoveRemoteOutOfBandData', 0, '00:00:00:00:00:00', 'BREDR');
  }),

  scenario('refuses what it is told in other lengths', { on: 'dual' }, async (bench) => {
    await bench.actor.raw(0x0021, 0, new Uint8Array(38));
    await bench.actor.raw(0x0021, 0, new Uint8Array(40));
    await bench.actor.raw(0x0021, 0, new Uint8Array(70));
    await bench.actor.raw(0x0021, 0, new Uint8Array(72));
    await bench.actor.raw(
      0x0021,
      0,
      Uint8Array.from({ length: 45 }, (_, i) => i),
    );
  }),
];
