import type { CommandName, Params } from '../../src/index.js';
import { Mgmt, decodeCommand, encodeCommand, isCodecError } from '../../src/index.js';
import { unsendable } from '../../src/protocol/rules/unsendable.js';
import { record } from '../support/recorder.js';
import { ScriptedKernel } from '../support/scripted-kernel.js';

const KEY = '0f0e0d0c0b0a09080706050403020100';
const peer = { address: '00:AA:01:99:00:99', addressType: 'LEPublic' } as const;
const classic = { ...peer, addressType: 'BREDR' } as const;
const linkKey = { ...classic, keyType: 'AuthenticatedP192', value: KEY, pinLength: 0 } as const;
const longTermKey = {
  ...peer,
  keyType: 'AuthenticatedP256',
  central: 0,
  encryptionSize: 16,
  encryptionDiversifier: 0,
  randomNumber: 0n,
  value: KEY,
} as const;
const blockedKey = { keyType: 'LongTermKey', value: KEY } as const;
const parameters = {
  ...peer,
  minConnectionInterval: 24,
  maxConnectionInterval: 40,
  connectionLatency: 0,
  supervisionTimeout: 42,
} as const;
const subrate = {
  ...peer,
  minConnectionInterval: 24,
  maxConnectionInterval: 40,
  subrateMin: 1,
  subrateMax: 4,
  maxLatency: 0,
  continuationNumber: 0,
  supervisionTimeout: 42,
} as const;
const mesh = { enable: true, window: 48, period: 96, adTypes: [0x2a, 0x2b] } as const;

/** The list of a command with a good entry in front of this one. */
type Given = {
  readonly [N in CommandName]: readonly [name: N, params: Params<N>, message: RegExp];
}[CommandName];

const linkKeys = (change: object, message: RegExp): Given => [
  'LoadLinkKeys',
  { debugKeys: false, keys: [linkKey, { ...linkKey, ...change }] },
  message,
];
const longTermKeys = (change: object, message: RegExp): Given => [
  'LoadLongTermKeys',
  { keys: [longTermKey, { ...longTermKey, ...change }] },
  message,
];
const connection = (change: object, message: RegExp): Given => [
  'LoadConnectionParameters',
  { params: [parameters, { ...parameters, ...change }] },
  message,
];
const subrates = (change: object, message: RegExp): Given => [
  'LoadConnectionSubrate',
  { params: [subrate, { ...subrate, ...change }] },
  message,
];

const given: readonly Given[] = [
  linkKeys(
    { addressType: 'LEPublic' },
    /keys\[1\]\.addressType: 'LEPublic' is not 'BREDR': only BR\/EDR has link keys/,
  ),
  linkKeys({ addressType: 7 }, /addressType: 7 is not 'BREDR'/),
  linkKeys(
    { keyType: 9 },
    /keyType: 9 is not a type of link key, 0 to 8\. Linux would answer Success and leave it out/,
  ),
  linkKeys({ keyType: 'DebugCombination' }, /keyType: 'DebugCombination' is not a key to be loaded: debug keys/),
  longTermKeys({ addressType: 'BREDR' }, /keys\[1\]\.addressType: 'BREDR' is not 'LEPublic' or 'LERandom'/),
  longTermKeys({ addressType: 3 }, /addressType: 3 is not/),
  // Resolvable, not resolvable, and what is kept for the future.
  longTermKeys(
    { address: '40:AA:01:99:00:99', addressType: 'LERandom' },
    /address: '40:AA:01:99:00:99' is not an identity/,
  ),
  longTermKeys({ address: '3F:AA:01:99:00:99', addressType: 'LERandom' }, /must be static, C0 to FF in front/),
  longTermKeys({ address: 'bf:aa:01:99:00:99', addressType: 'LERandom' }, /'BF:AA:01:99:00:99' is not an identity/),
  longTermKeys({ keyType: 5 }, /keyType: 5 is not a type of long term key, 0 to 3/),
  longTermKeys({ keyType: 'DebugP256' }, /keyType: 'DebugP256' is not a key to be loaded/),
  longTermKeys({ keyType: 4 }, /keyType: 'DebugP256' is not a key to be loaded/),
  longTermKeys(
    { central: 2 },
    /keys\[1\]\.central: 2 is not 0 or 1: whether it is for connections that this side makes/,
  ),
  longTermKeys({ encryptionSize: 17 }, /encryptionSize: 17 is not at most 16, the bytes of a key\. .*leave it out$/),
  longTermKeys({ encryptionSize: 6 }, /encryptionSize: 6 is not at least 7\. .*Core Specification/),
  longTermKeys({ encryptionSize: 0 }, /encryptionSize: 0 is not at least 7/),
  [
    'LoadBlockedKeys',
    { keys: [blockedKey, { ...blockedKey, keyType: 3 }] },
    /keys\[1\]\.keyType: 3 is not a kind of key, 0 to 2\. .*never find/,
  ],
  connection({ addressType: 'BREDR' }, /params\[1\]\.addressType: 'BREDR' is not 'LEPublic' or 'LERandom'/),
  connection({ minConnectionInterval: 41 }, /minConnectionInterval: 41 is not at most maxConnectionInterval/),
  connection({ minConnectionInterval: 5 }, /minConnectionInterval: 5 is not at least 6 \(7\.5 ms\)/),
  connection(
    { maxConnectionInterval: 3201, supervisionTimeout: 3200 },
    /maxConnectionInterval: 3201 is not at most 3200/,
  ),
  connection({ supervisionTimeout: 9 }, /supervisionTimeout: 9 is not from 10/),
  connection({ supervisionTimeout: 3201 }, /supervisionTimeout: 3201 is not from 10/),
  connection({ maxConnectionInterval: 336 }, /supervisionTimeout: 42 is not longer than maxConnectionInterval/),
  connection(
    { maxConnectionInterval: 169 },
    /supervisionTimeout: 42 is not long enough for two intervals.*no controller/,
  ),
  connection(
    { connectionLatency: 500, supervisionTimeout: 3200, maxConnectionInterval: 24 },
    /connectionLatency: 500 is not at most 499/,
  ),
  connection({ connectionLatency: 4 }, /connectionLatency: 4 is not so small that/),
  subrates({ addressType: 'BREDR' }, /params\[1\]\.addressType: 'BREDR' is not/),
  subrates({ minConnectionInterval: 41 }, /minConnectionInterval: 41 is not at most maxConnectionInterval/),
  subrates({ subrateMin: 0 }, /subrateMin: 0 is not at least 1/),
  subrates({ subrateMin: 5 }, /subrateMin: 5 is not at most subrateMax/),
  subrates({ supervisionTimeout: 0 }, /supervisionTimeout: 0 is not at least 1/),
  [
    'SetMeshReceiver',
    { ...mesh, adTypes: Array<number>(17).fill(0x2a) },
    /adTypes: an array of 17 is not a list of at most 16 types\. .*every advertisement/,
  ],
];

const good: readonly Given[] = [
  linkKeys({}, /./),
  longTermKeys({}, /./),
  longTermKeys({ address: 'C0:AA:01:99:00:99', addressType: 'LERandom', central: 1, encryptionSize: 7 }, /./),
  ['LoadBlockedKeys', { keys: [blockedKey, { ...blockedKey, keyType: 'IdentityResolvingKey' }] }, /./],
  connection({ minConnectionInterval: 6, maxConnectionInterval: 3200, supervisionTimeout: 800 }, /./),
  connection({ connectionLatency: 3 }, /./),
  connection({ connectionLatency: 499, supervisionTimeout: 3200, maxConnectionInterval: 24 }, /./),
  subrates({ subrateMin: 4 }, /./),
  ['SetMeshReceiver', { ...mesh, adTypes: Array<number>(16).fill(0x2a) }, /./],
  ['LoadLongTermKeys', { keys: [] }, /./],
];

/** What a subscriber gets of a command that is sent to a kernel that never answers. */
function send(name: CommandName, params: unknown): { readonly kernel: ScriptedKernel; readonly errors: unknown[] } {
  const kernel = new ScriptedKernel();
  const { errors, subscription } = record(new Mgmt(kernel).commandWith$(name, 0, params as never));
  subscription.unsubscribe();
  return { kernel, errors };
}

describe('what Linux would take without effect', () => {
  it.each(given)('is refused before anything is sent: %s %j', (name, params, message) => {
    const { kernel, errors } = send(name, params);
    expect(errors).toHaveLength(1);
    expect(isCodecError(errors[0]) && errors[0].code).toBe('InvalidValue');
    expect((errors[0] as Error).message).toMatch(message);
    expect((errors[0] as Error).message).toMatch(new RegExp(`^${name} `));
    expect([kernel.opened, kernel.sent]).toEqual([0, []]);
  });

  it.each(given)('is written by the codec, and sent as bytes: %s %j', (name, params) => {
    const frame = encodeCommand(name, 0, params as never);
    expect(decodeCommand(frame)).toMatchObject({ command: name });
    const kernel = new ScriptedKernel();
    record(new Mgmt(kernel).raw$(frame[0]!, 0, frame.subarray(6))).subscription.unsubscribe();
    expect(kernel.sent).toEqual([frame]);
  });

  it.each(good)('is not what has an effect: %s %j', (name, params) => {
    const { kernel, errors } = send(name, params);
    expect(errors).toEqual([]);
    expect(kernel.sent).toHaveLength(1);
  });

  it('is all among these', () => {
    const rules = Object.entries(unsendable()).flatMap(([name, checks]) =>
      checks.map(({ path, expected }) => `${name} ${path}: ${expected}`),
    );
    const met = given.map(([name, params]) => {
      const frame = encodeCommand(name, 0, params as never);
      const decoded = decodeCommand(frame) as unknown as { readonly params: never };
      const rule = unsendable()[name]!.find(
        ({ find }) => (find as (given: never) => unknown)(decoded.params) !== undefined,
      );
      return `${name} ${rule?.path}: ${rule?.expected}`;
    });
    expect(new Set(met)).toEqual(new Set(rules));
  });

  it('never shows a key', () => {
    const messages = given.flatMap(([name, params]) => send(name, params).errors.map(String));
    expect(messages.join('\n').toLowerCase()).not.toContain(KEY.slice(0, 8));
  });
});
