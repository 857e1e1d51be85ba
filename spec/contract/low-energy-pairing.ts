import type { IOCapability } from 'rx-btmgmt';
import type { Bench } from './harness/bench.js';
import { scenario } from './harness/scenario.js';

const FIRST = '00:AA:01:00:00:00';
const SECOND = '00:AA:01:01:00:01';

const RACE_AT_POWER_OFF =
  'the kernel does not wait for the end of a connection at power off: whether it is told of is a race';
const RACE = { '6.12': RACE_AT_POWER_OFF, newest: RACE_AT_POWER_OFF };

interface SetUp {
  readonly capability?: keyof typeof IOCapability;
  readonly bondable?: boolean;
  readonly secure?: boolean;
  readonly resolves?: boolean;
}

/** Two that can do LE, of which the second one advertises. */
async function setUp(
  bench: Bench,
  { capability, bondable = true, secure = false, resolves = false }: SetUp = {},
): Promise<void> {
  for (const index of [0, 1]) {
    await bench.command('SetLowEnergy', index, true);
    await bench.command('SetBondable', index, bondable);
    if (secure) {
      await bench.command('SetSecureSimplePairing', index, true);
      await bench.command('SetSecureConnections', index, 'On');
    }
    if (resolves) await bench.command('LoadIdentityResolvingKeys', index, []);
    if (capability !== undefined) await bench.command('SetIOCapability', index, capability);
    await bench.command('SetPowered', index, true);
  }
  await bench.command('SetAdvertising', 1, 'OnConnectable');
}

/** Ends the connection from the first one, and waits until both know. */
async function part(bench: Bench): Promise<void> {
  await bench.command('Disconnect', 0, SECOND, 'LEPublic');
  await bench.until('DeviceDisconnected', { index: 0 });
  await bench.until('DeviceDisconnected', { index: 1 });
}

export const lowEnergyPairing = [
  scenario('pairs over LE with what just works', { on: 'pair' }, async (bench) => {
    await setUp(bench);
    const pairing = bench.command('PairDevice', 0, SECOND, 'LEPublic', 'NoInputNoOutput');
    await bench.until('UserConfirmationRequest', { index: 0 });
    await bench.command('UserConfirmationReply', 0, SECOND, 'LEPublic');
    await bench.until('UserConfirmationRequest', { index: 1 });
    await bench.command('UserConfirmationReply', 1, FIRST, 'LEPublic');
    await pairing;
    await bench.until('NewLongTermKey', { index: 1, central: 0 });
    await bench.command('GetConnections', 0);
    await bench.command('GetConnections', 1);
    await bench.command('PairDevice', 0, SECOND, 'LEPublic', 'NoInputNoOutput');
    await part(bench);
  }),

  scenario('pairs over LE with Secure Connections that just work', { on: 'pair' }, async (bench) => {
    await setUp(bench, { secure: true });
    const pairing = bench.command('PairDevice', 0, SECOND, 'LEPublic', 'NoInputNoOutput');
    await bench.until('UserConfirmationRequest', { index: 0 });
    await bench.until('UserConfirmationRequest', { index: 1 });
    await bench.command('UserConfirmationReply', 0, SECOND, 'LEPublic');
    await bench.command('UserConfirmationReply', 1, FIRST, 'LEPublic');
    await pairing;
    await bench.until('NewLinkKey', { index: 1 });
    await part(bench);
  }),

  scenario('pairs over LE by comparing numbers', { on: 'pair' }, async (bench) => {
    await setUp(bench, { secure: true, capability: 'DisplayYesNo' });
    const pairing = bench.command('PairDevice', 0, SECOND, 'LEPublic', 'DisplayYesNo');
    await bench.until('UserConfirmationRequest', { index: 0 });
    await bench.until('UserConfirmationRequest', { index: 1 });
    await bench.command('UserConfirmationReply', 1, FIRST, 'LEPublic');
    await bench.command('UserConfirmationReply', 0, SECOND, 'LEPublic');
    await pairing;
    await bench.until('NewLinkKey', { index: 1 });
    await part(bench);
  }),

  scenario('pairs over LE with a passkey that one shows', { on: 'pair' }, async (bench) => {
    await setUp(bench, { secure: true, capability: 'DisplayOnly' });
    const pairing = bench.command('PairDevice', 0, SECOND, 'LEPublic', 'KeyboardOnly');
    const { passkey } = await bench.until('PasskeyNotify', { index: 1 });
    await bench.until('UserPasskeyRequest', { index: 0 });
    await bench.command('UserPasskeyReply', 0, SECOND, 'LEPublic', passkey);
    await pairing;
    await bench.until('NewLinkKey', { index: 1 });
    await part(bench);
  }),

  scenario('pairs over LE with a passkey without Secure Connections', { on: 'pair' }, async (bench) => {
    await setUp(bench, { capability: 'KeyboardDisplay' });
    const pairing = bench.command('PairDevice', 0, SECOND, 'LEPublic', 'KeyboardDisplay');
    const { passkey } = await bench.until('PasskeyNotify', { index: 0 });
    await bench.until('UserPasskeyRequest', { index: 1 });
    await bench.command('UserPasskeyReply', 1, FIRST, 'LEPublic', passkey);
    await pairing;
    await bench.until('NewLongTermKey', { index: 1, central: 0 });
    await part(bench);
  }),

  scenario('does not pair over LE with a wrong passkey', { on: 'pair' }, async (bench) => {
    await setUp(bench, { secure: true, capability: 'DisplayOnly' });
    const pairing = bench.command('PairDevice', 0, SECOND, 'LEPublic', 'KeyboardOnly');
    const { passkey } = await bench.until('PasskeyNotify', { index: 1 });
    await bench.until('UserPasskeyRequest', { index: 0 });
    await bench.command('UserPasskeyReply', 0, SECOND, 'LEPublic', passkey ^ 1);
    await pairing;
    await bench.until('AuthenticationFailed', { index: 1 });
    await bench.until('DeviceDisconnected', { index: 0 });
    await bench.until('DeviceDisconnected', { index: 1 });
  }),

  scenario('does not pair over LE if the one who is asked refuses', { on: 'pair' }, async (bench) => {
    await setUp(bench, { secure: true, capability: 'DisplayYesNo' });
    const pairing = bench.command('PairDevice', 0, SECOND, 'LEPublic', 'DisplayYesNo');
    await bench.until('UserConfirmationRequest', { index: 0 });
    await bench.until('UserConfirmationRequest', { index: 1 });
    await bench.command('UserConfirmationNegativeReply', 1, FIRST, 'LEPublic');
    await pairing;
    await bench.until('AuthenticationFailed', { index: 0 });
    await bench.until('DeviceDisconnected', { index: 0 });
    await bench.until('DeviceDisconnected', { index: 1 });
  }),

  scenario('does not pair over LE if the one who began refuses', { on: 'pair' }, async (bench) => {
    await setUp(bench);
    const pairing = bench.command('PairDevice', 0, SECOND, 'LEPublic', 'NoInputNoOutput');
    await bench.until('UserConfirmationRequest', { index: 0 });
    await bench.command('UserConfirmationNegativeReply', 0, SECOND, 'LEPublic');
    await pairing;
    await bench.until('DeviceDisconnected', { index: 0 });
    await bench.until('DeviceDisconnected', { index: 1 });
  }),

  scenario('does not pair over LE with somebody who wants to remember nothing', { on: 'pair' }, async (bench) => {
    await setUp(bench);
    await bench.command('SetBondable', 1, false);
    await bench.command('PairDevice', 0, SECOND, 'LEPublic', 'NoInputNoOutput');
    await bench.until('DeviceDisconnected', { index: 0 });
    await bench.until('DeviceDisconnected', { index: 1 });
  }),

  scenario('pairs over LE for this time only', { on: 'pair' }, async (bench) => {
    await setUp(bench, { bondable: false, secure: true });
    const pairing = bench.command('PairDevice', 0, SECOND, 'LEPublic', 'NoInputNoOutput');
    await bench.until('UserConfirmationRequest', { index: 0 });
    await bench.until('UserConfirmationRequest', { index: 1 });
    await bench.command('UserConfirmationReply', 0, SECOND, 'LEPublic');
    await bench.command('UserConfirmationReply', 1, FIRST, 'LEPublic');
    await pairing;
    await part(bench);
  }),

  scenario('parts from whom nobody needs after pairing', { on: 'pair' }, async (bench) => {
    await setUp(bench, { secure: true });
    const pairing = bench.command('PairDevice', 0, SECOND, 'LEPublic', 'NoInputNoOutput');
    await bench.until('UserConfirmationRequest', { index: 0 });
    await bench.until('UserConfirmationRequest', { index: 1 });
    await bench.command('UserConfirmationReply', 0, SECOND, 'LEPublic');
    await bench.command('UserConfirmationReply', 1, FIRST, 'LEPublic');
    await pairing;
    await bench.until('DeviceDisconnected', { index: 0 });
    await bench.until('DeviceDisconnected', { index: 1 });
  }),

  scenario('forgets whom it has paired with while they are connected', { on: 'pair' }, async (bench) => {
    await setUp(bench, { secure: true });
    const pairing = bench.command('PairDevice', 0, SECOND, 'LEPublic', 'NoInputNoOutput');
    await bench.until('UserConfirmationRequest', { index: 0 });
    await bench.until('UserConfirmationRequest', { index: 1 });
    await bench.command('UserConfirmationReply', 0, SECOND, 'LEPublic');
    await bench.command('UserConfirmationReply', 1, FIRST, 'LEPublic');
    await pairing;
    await bench.command('UnpairDevice', 0, SECOND, 'LEPublic', true);
    await bench.until('DeviceUnpaired', { index: 0 });
    await bench.until('DeviceDisconnected', { index: 1 });
    await bench.command('UnpairDevice', 0, SECOND, 'LEPublic', true);
    await bench.command('UnpairDevice', 1, FIRST, 'LEPublic', false);
  }),

  scenario('cancels a pairing over LE while it asks', { on: 'pair' }, async (bench) => {
    await setUp(bench, { secure: true });
    const pairing = bench.command('PairDevice', 0, SECOND, 'LEPublic', 'NoInputNoOutput');
    await bench.until('UserConfirmationRequest', { index: 0 });
    await bench.until('UserConfirmationRequest', { index: 1 });
    await bench.watcher.command('PairDevice', 0, SECOND, 'LEPublic', 'NoInputNoOutput');
    await bench.command('CancelPairDevice', 0, SECOND, 'LEPublic');
    await pairing;
    await bench.until('DeviceDisconnected', { index: 0 });
    await bench.until('DeviceDisconnected', { index: 1 });
    await bench.command('UserConfirmationReply', 1, FIRST, 'LEPublic');
  }),

  scenario('is disconnected while it pairs over LE', { on: 'pair' }, async (bench) => {
    await setUp(bench, { secure: true });
    const pairing = bench.command('PairDevice', 0, SECOND, 'LEPublic', 'NoInputNoOutput');
    await bench.until('UserConfirmationRequest', { index: 1 });
    await bench.command('Disconnect', 1, FIRST, 'LEPublic');
    await pairing;
    await bench.until('DeviceDisconnected', { index: 0 });
    await bench.until('DeviceDisconnected', { index: 1 });
  }),

  scenario(
    'is switched off while it pairs over LE',
    { on: 'pair', racing: ['DeviceDisconnected'], skip: RACE },
    async (bench) => {
      await setUp(bench, { secure: true });
      const pairing = bench.command('PairDevice', 0, SECOND, 'LEPublic', 'NoInputNoOutput');
      await bench.until('UserConfirmationRequest', { index: 0 });
      await bench.until('UserConfirmationRequest', { index: 1 });
      await bench.command('SetPowered', 0, false);
      await pairing;
      await bench.until('DeviceDisconnected', { index: 1 });
    },
  ),

  scenario('pairs with the one who has connected to it over LE', { on: 'pair' }, async (bench) => {
    await setUp(bench, { secure: true, resolves: true });
    const first = bench.command('PairDevice', 0, SECOND, 'LEPublic', 'NoInputNoOutput');
    await bench.until('UserConfirmationRequest', { index: 0 });
    await bench.until('UserConfirmationRequest', { index: 1 });
    await bench.command('UserConfirmationReply', 0, SECOND, 'LEPublic');
    await bench.command('UserConfirmationReply', 1, FIRST, 'LEPublic');
    await first;
    await bench.until('NewLinkKey', { index: 1 });
    await bench.command('UnpairDevice', 0, SECOND, 'LEPublic', false);
    await bench.command('UnpairDevice', 1, FIRST, 'LEPublic', false);
    await bench.command('PairDevice', 1, FIRST, 'LEPublic', 'NoInputNoOutput');
    await part(bench);
  }),

  scenario('measures connections over LE', { on: 'pair' }, async (bench) => {
    await setUp(bench);
    const pairing = bench.command('PairDevice', 0, SECOND, 'LEPublic', 'NoInputNoOutput');
    await bench.until('UserConfirmationRequest', { index: 0 });
    await bench.command('GetConnectionInformation', 0, SECOND, 'LEPublic');
    await bench.command('GetConnectionInformation', 0, SECOND, 'LERandom');
    await bench.command('GetConnectionInformation', 1, FIRST, 'LEPublic');
    await bench.command('GetClockInformation', 0, SECOND, 'BREDR');
    await part(bench);
    await pairing;
  }),
];
