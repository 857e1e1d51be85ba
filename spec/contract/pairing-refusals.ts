import type { Bench } from './harness/bench.js';
import { scenario } from './harness/scenario.js';

const STRANGER = '00:AA:01:99:00:99';
const STATIC = 'C0:AA:01:99:00:99';

/** What all commands about a device refuse in the same way. */
async function refusals(bench: Bench): Promise<void> {
  await bench.command('Disconnect', 0, STRANGER, 7);
  await bench.command('Disconnect', 0, STRANGER, 'BREDR');
  await bench.command('Disconnect', 0, STATIC, 'LERandom');
  await bench.command('GetConnections', 0);
  await bench.command('GetConnectionInformation', 0, STRANGER, 7);
  await bench.command('GetConnectionInformation', 0, STRANGER, 'BREDR');
  await bench.command('GetConnectionInformation', 0, STRANGER, 'LEPublic');
  await bench.command('GetClockInformation', 0, STRANGER, 'LEPublic');
  await bench.command('GetClockInformation', 0, STRANGER, 'BREDR');
  await bench.command('GetClockInformation', 0, '00:00:00:00:00:00', 'BREDR');
}

async function answers(bench: Bench): Promise<void> {
  await bench.command('PINCodeReply', 0, STRANGER, 'BREDR', '0000');
  await bench.command('PINCodeReply', 0, STRANGER, 'LEPublic', '0000');
  await bench.command('PINCodeNegativeReply', 0, STRANGER, 'BREDR');
  await bench.command('UserConfirmationReply', 0, STRANGER, 'BREDR');
  await bench.command('UserConfirmationReply', 0, STRANGER, 9);
  await bench.command('UserConfirmationNegativeReply', 0, STRANGER, 'LEPublic');
  await bench.command('UserPasskeyReply', 0, STRANGER, 'LERandom', 123456);
  await bench.command('UserPasskeyNegativeReply', 0, STRANGER, 'BREDR');
  await bench.command('CancelPairDevice', 0, STRANGER, 'LEPublic');
}

async function pairings(bench: Bench): Promise<void> {
  await bench.command('PairDevice', 0, STRANGER, 3, 'NoInputNoOutput');
  await bench.command('PairDevice', 0, STRANGER, 'BREDR', 5);
  await bench.command('UnpairDevice', 0, STRANGER, 3, false);
  await bench.command('UnpairDevice', 0, STRANGER, 'BREDR', 2);
  await bench.command('UnpairDevice', 0, STRANGER, 'BREDR', true);
  await bench.command('UnpairDevice', 0, STRANGER, 'LEPublic', true);
  await bench.command('SetIOCapability', 0, 5);
  await bench.command('SetIOCapability', 0, 'KeyboardDisplay');
}

/** It has no way to stop the search for a device: what waits for that is only answered at power off. */
const GOES_ON = 'Linux 6.1 goes on looking for a device, whatever it is told';

export const pairingRefusals = [
  scenario('refuses commands about connections while it is off', { on: 'dual' }, refusals),

  scenario('refuses commands about connections that there are not', { on: 'dual' }, async (bench) => {
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetPowered', 0, true);
    await refusals(bench);
  }),

  scenario('refuses answers while it is off', { on: 'dual' }, answers),

  scenario('refuses answers to what it has not asked', { on: 'dual' }, async (bench) => {
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetPowered', 0, true);
    await answers(bench);
  }),

  scenario('refuses to pair while it is off', { on: 'dual' }, async (bench) => {
    await pairings(bench);
    await bench.command('PairDevice', 0, STRANGER, 'BREDR', 'NoInputNoOutput');
    await bench.command('PairDevice', 0, STRANGER, 'LEPublic', 'NoInputNoOutput');
  }),

  scenario('refuses to pair with parameters that it does not know', { on: 'dual' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await pairings(bench);
  }),

  scenario('does not pair over LE that is switched off, nor with itself', { on: 'dual' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('PairDevice', 0, STRANGER, 'LEPublic', 'NoInputNoOutput');
    await bench.command('PairDevice', 0, '00:AA:01:00:00:00', 'BREDR', 'NoInputNoOutput');
  }),

  scenario('does not pair over BR/EDR without that', { on: 'le' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('PairDevice', 0, STRANGER, 'BREDR', 'NoInputNoOutput');
    await bench.command('ReadLocalOutOfBandData', 0);
    await bench.command('LoadLinkKeys', 0, false, []);
    await bench.command('GetConnections', 0);
  }),

  scenario('does not pair over LE without that', { on: 'bredr' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('PairDevice', 0, STRANGER, 'LEPublic', 'NoInputNoOutput');
    await bench.command('LoadLongTermKeys', 0, []);
    await bench.command('LoadIdentityResolvingKeys', 0, []);
    await bench.command('ReadLocalOutOfBandExtendedData', 0, ['LEPublic', 'LERandom']);
  }),

  scenario('does not find whom it shall pair with over BR/EDR', { on: 'dual' }, async (bench) => {
    await bench.command('SetSecureSimplePairing', 0, true);
    await bench.command('SetPowered', 0, true);
    await bench.command('PairDevice', 0, STRANGER, 'BREDR', 'NoInputNoOutput');
  }),

  scenario(
    'gives up looking for whom it shall pair with over LE',
    { on: 'dual', skip: { '6.1': GOES_ON } },
    async (bench) => {
      await bench.command('SetLowEnergy', 0, true);
      await bench.command('SetPowered', 0, true);
      const pairing = bench.command('PairDevice', 0, STRANGER, 'LEPublic', 'NoInputNoOutput');
      await bench.watcher.command('PairDevice', 0, STRANGER, 'LEPublic', 'NoInputNoOutput');
      await bench.command('GetConnections', 0);
      await bench.command('CancelPairDevice', 0, STATIC, 'LERandom');
      await bench.command('CancelPairDevice', 0, STRANGER, 'LEPublic');
      await pairing;
      await bench.until('ConnectFailed');
    },
  ),

  scenario('is disconnected from whom it looks for', { on: 'dual', skip: { '6.1': GOES_ON } }, async (bench) => {
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetPowered', 0, true);
    const pairing = bench.command('PairDevice', 0, STATIC, 'LERandom', 'NoInputNoOutput');
    await bench.command('Disconnect', 0, STATIC, 'LERandom');
    await pairing;
  }),

  scenario('is switched off while it looks for somebody', { on: 'dual' }, async (bench) => {
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetPowered', 0, true);
    const pairing = bench.command('PairDevice', 0, STATIC, 'LERandom', 'NoInputNoOutput');
    await bench.command('SetPowered', 0, false);
    await pairing;
  }),

  scenario('is unplugged while it looks for somebody', { on: 'dual' }, async (bench) => {
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetPowered', 0, true);
    const pairing = bench.command('PairDevice', 0, STATIC, 'LERandom', 'NoInputNoOutput');
    await bench.command('GetConnections', 0);
    await bench.unplug();
    await pairing;
    await bench.until('IndexRemoved');
  }),
];
