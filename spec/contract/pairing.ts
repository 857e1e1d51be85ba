import type { IOCapability } from 'rx-btmgmt';
import type { Bench } from './harness/bench.js';
import { scenario } from './harness/scenario.js';

const FIRST = '00:AA:01:00:00:00';
const SECOND = '00:AA:01:01:00:01';

const RACE_AT_POWER_OFF =
  'the kernel does not wait for the end of a connection at power off: whether it is told of is a race';
const RACE = { '6.12': RACE_AT_POWER_OFF, newest: RACE_AT_POWER_OFF };
/** It does not wait for the end of the connection either. */
const RACE_AT_UNPAIRING = { '6.1': 'the end of the connection and that of the pairing are told of in any order' };

interface SetUp {
  readonly capability?: keyof typeof IOCapability;
  readonly bondable?: boolean;
  readonly simple?: boolean;
  readonly secure?: boolean;
  readonly lowEnergy?: boolean;
}

/** Two that can be connected over BR/EDR. */
async function setUp(bench: Bench, options: SetUp = {}): Promise<void> {
  const { capability = 'NoInputNoOutput', bondable = true, simple = true, secure = false, lowEnergy = false } = options;
  for (const index of [0, 1]) {
    if (lowEnergy) await bench.command('SetLowEnergy', index, true);
    if (simple) await bench.command('SetSecureSimplePairing', index, true);
    if (secure) await bench.command('SetSecureConnections', index, 'On');
    await bench.command('SetBondable', index, bondable);
    await bench.command('SetConnectable', index, true);
    await bench.command('SetIOCapability', index, capability);
    await bench.command('SetPowered', index, true);
  }
}

/** Ends the connection from the first one, and waits until both know. */
async function part(bench: Bench): Promise<void> {
  await bench.command('Disconnect', 0, SECOND, 'BREDR');
  await bench.until('DeviceDisconnected', { index: 0 });
  await bench.until('DeviceDisconnected', { index: 1 });
}

const racing = ['NewLinkKey'] as const;

export const pairing = [
  scenario('pairs over BR/EDR without questions', { on: 'pair', racing }, async (bench) => {
    await setUp(bench);
    await bench.command('PairDevice', 0, SECOND, 'BREDR', 'NoInputNoOutput');
    await bench.until('NewLinkKey', { index: 1 });
    await part(bench);
  }),

  scenario('pairs over BR/EDR and asks the one who was called', { on: 'pair', racing }, async (bench) => {
    await setUp(bench, { capability: 'DisplayYesNo' });
    const waiting = bench.command('PairDevice', 0, SECOND, 'BREDR', 'NoInputNoOutput');
    await bench.until('UserConfirmationRequest', { index: 1 });
    await bench.command('UserConfirmationReply', 1, FIRST, 'BREDR');
    await waiting;
    await bench.until('NewLinkKey', { index: 1 });
    await bench.command('PairDevice', 0, SECOND, 'BREDR', 'NoInputNoOutput');
    await bench.command('GetConnections', 1);
    await part(bench);
  }),

  scenario('pairs over BR/EDR and asks both', { on: 'pair', racing }, async (bench) => {
    await setUp(bench, { capability: 'DisplayYesNo' });
    const waiting = bench.command('PairDevice', 0, SECOND, 'BREDR', 'KeyboardDisplay');
    await bench.until('UserConfirmationRequest', { index: 0 });
    await bench.until('UserConfirmationRequest', { index: 1 });
    await bench.command('UserConfirmationReply', 0, SECOND, 'BREDR');
    await bench.command('UserConfirmationReply', 1, FIRST, 'BREDR');
    await waiting;
    await bench.until('NewLinkKey', { index: 1 });
    await part(bench);
  }),

  scenario('pairs over BR/EDR with Secure Connections', { on: 'pair', racing }, async (bench) => {
    await setUp(bench, { capability: 'DisplayYesNo', secure: true });
    const waiting = bench.command('PairDevice', 0, SECOND, 'BREDR', 'DisplayYesNo');
    await bench.until('UserConfirmationRequest', { index: 0 });
    await bench.until('UserConfirmationRequest', { index: 1 });
    await bench.command('UserConfirmationReply', 0, SECOND, 'BREDR');
    await bench.command('UserConfirmationReply', 1, FIRST, 'BREDR');
    await waiting;
    await bench.until('NewLinkKey', { index: 1 });
    await part(bench);
  }),

  scenario('pairs over BR/EDR and makes keys for LE', { on: 'pair', racing }, async (bench) => {
    await setUp(bench, { secure: true, lowEnergy: true });
    await bench.command('PairDevice', 0, SECOND, 'BREDR', 'NoInputNoOutput');
    await bench.until('NewLinkKey', { index: 1 });
    await bench.until('NewLongTermKey', { index: 0 });
    await bench.until('NewLongTermKey', { index: 1 });
    await bench.command('PairDevice', 0, SECOND, 'LEPublic', 'NoInputNoOutput');
    await part(bench);
  }),

  scenario('does not pair over BR/EDR if the one who was called refuses', { on: 'pair' }, async (bench) => {
    await setUp(bench, { capability: 'DisplayYesNo' });
    const waiting = bench.command('PairDevice', 0, SECOND, 'BREDR', 'DisplayYesNo');
    await bench.until('UserConfirmationRequest', { index: 0 });
    await bench.until('UserConfirmationRequest', { index: 1 });
    await bench.command('UserConfirmationNegativeReply', 1, FIRST, 'BREDR');
    await bench.command('UserConfirmationReply', 0, SECOND, 'BREDR');
    await waiting;
    await bench.until('AuthenticationFailed', { index: 1 });
    await bench.until('DeviceDisconnected', { index: 0 });
    await bench.until('DeviceDisconnected', { index: 1 });
  }),

  scenario('does not pair over BR/EDR with somebody who wants to remember nothing', { on: 'pair' }, async (bench) => {
    await setUp(bench);
    await bench.command('SetBondable', 1, false);
    await bench.command('PairDevice', 0, SECOND, 'BREDR', 'NoInputNoOutput');
    await bench.until('AuthenticationFailed', { index: 1 });
    await bench.until('DeviceDisconnected', { index: 0 });
    await bench.until('DeviceDisconnected', { index: 1 });
  }),

  scenario('pairs over BR/EDR for this time only', { on: 'pair', racing }, async (bench) => {
    await setUp(bench, { bondable: false });
    await bench.command('PairDevice', 0, SECOND, 'BREDR', 'NoInputNoOutput');
    await bench.until('NewLinkKey', { index: 1 });
    await part(bench);
    await bench.command('UnpairDevice', 0, SECOND, 'BREDR', false);
  }),

  scenario(
    'parts from whom it has paired with over BR/EDR, and unpairs',
    { on: 'pair', racing, skip: RACE_AT_UNPAIRING },
    async (bench) => {
      await setUp(bench);
      await bench.command('PairDevice', 0, SECOND, 'BREDR', 'NoInputNoOutput');
      await bench.until('NewLinkKey', { index: 1 });
      await bench.command('UnpairDevice', 0, SECOND, 'BREDR', true);
      await bench.until('DeviceUnpaired', { index: 0 });
      await bench.until('DeviceDisconnected', { index: 1 });
    },
  ),

  scenario('parts from whom nobody needs after pairing over BR/EDR', { on: 'pair', racing }, async (bench) => {
    await setUp(bench);
    await bench.command('PairDevice', 0, SECOND, 'BREDR', 'NoInputNoOutput');
    await bench.until('NewLinkKey', { index: 1 });
    await bench.until('DeviceDisconnected', { index: 0 });
    await bench.until('DeviceDisconnected', { index: 1 });
  }),

  scenario('cancels a pairing over BR/EDR while it asks', { on: 'pair' }, async (bench) => {
    await setUp(bench, { capability: 'DisplayYesNo' });
    const waiting = bench.command('PairDevice', 0, SECOND, 'BREDR', 'DisplayYesNo');
    await bench.until('UserConfirmationRequest', { index: 0 });
    await bench.until('UserConfirmationRequest', { index: 1 });
    await bench.command('CancelPairDevice', 0, SECOND, 'BREDR');
    await waiting;
    await bench.until('DeviceDisconnected', { index: 0 });
    await bench.until('DeviceDisconnected', { index: 1 });
  }),

  scenario('is disconnected while it pairs over BR/EDR', { on: 'pair' }, async (bench) => {
    await setUp(bench, { capability: 'DisplayYesNo' });
    const waiting = bench.command('PairDevice', 0, SECOND, 'BREDR', 'DisplayYesNo');
    await bench.until('UserConfirmationRequest', { index: 0 });
    await bench.until('UserConfirmationRequest', { index: 1 });
    await bench.command('Disconnect', 1, FIRST, 'BREDR');
    await waiting;
    await bench.until('DeviceDisconnected', { index: 0 });
    await bench.until('DeviceDisconnected', { index: 1 });
  }),

  scenario(
    'is switched off while it pairs over BR/EDR',
    { on: 'pair', racing: ['DeviceDisconnected'], skip: RACE },
    async (bench) => {
      await setUp(bench, { capability: 'DisplayYesNo' });
      const waiting = bench.command('PairDevice', 0, SECOND, 'BREDR', 'DisplayYesNo');
      await bench.until('UserConfirmationRequest', { index: 0 });
      await bench.until('UserConfirmationRequest', { index: 1 });
      await bench.command('SetPowered', 0, false);
      await waiting;
      await bench.until('DeviceDisconnected', { index: 1 });
    },
  ),

  scenario('pairs over BR/EDR with a PIN', { on: 'pair', racing }, async (bench) => {
    await setUp(bench, { simple: false });
    const waiting = bench.command('PairDevice', 0, SECOND, 'BREDR', 'KeyboardDisplay');
    await bench.until('PINCodeRequest', { index: 0 });
    await bench.command('PINCodeReply', 0, SECOND, 'BREDR', '0000');
    await bench.until('PINCodeRequest', { index: 1 });
    await bench.command('PINCodeReply', 1, FIRST, 'BREDR', '0000');
    await waiting;
    await bench.until('NewLinkKey', { index: 1 });
    await part(bench);
  }),

  scenario('does not pair over BR/EDR with a wrong PIN', { on: 'pair' }, async (bench) => {
    await setUp(bench, { simple: false });
    const waiting = bench.command('PairDevice', 0, SECOND, 'BREDR', 'KeyboardDisplay');
    await bench.until('PINCodeRequest', { index: 0 });
    await bench.command('PINCodeReply', 0, SECOND, 'BREDR', '0000');
    await bench.until('PINCodeRequest', { index: 1 });
    await bench.command('PINCodeReply', 1, FIRST, 'BREDR', '1234');
    await waiting;
    await bench.until('DeviceDisconnected', { index: 0 });
    await bench.until('DeviceDisconnected', { index: 1 });
  }),

  scenario('does not pair over BR/EDR without a PIN', { on: 'pair' }, async (bench) => {
    await setUp(bench, { simple: false });
    const waiting = bench.command('PairDevice', 0, SECOND, 'BREDR', 'KeyboardDisplay');
    await bench.until('PINCodeRequest', { index: 0 });
    await bench.command('PINCodeNegativeReply', 0, SECOND, 'BREDR');
    await waiting;
    await bench.until('DeviceDisconnected', { index: 0 });
    await bench.until('DeviceDisconnected', { index: 1 });
  }),

  scenario('measures connections over BR/EDR', { on: 'pair', racing }, async (bench) => {
    await setUp(bench);
    await bench.command('PairDevice', 0, SECOND, 'BREDR', 'NoInputNoOutput');
    await bench.until('NewLinkKey', { index: 1 });
    await bench.command('GetConnectionInformation', 0, SECOND, 'BREDR');
    await bench.command('GetConnectionInformation', 0, SECOND, 'BREDR');
    await bench.command('GetConnectionInformation', 0, SECOND, 'LEPublic');
    await bench.command('GetClockInformation', 0, SECOND, 'BREDR');
    await bench.command('GetClockInformation', 0, '00:00:00:00:00:00', 'BREDR');
    await part(bench);
  }),
];
