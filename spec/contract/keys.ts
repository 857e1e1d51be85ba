import { scenario } from './harness/scenario.js';

const PUBLIC = '00:AA:01:99:00:99';
const STATIC = 'C0:AA:01:99:00:99';
const PRIVATE = '40:AA:01:99:00:99';
const KEY = '000102030405060708090a0b0c0d0e0f';

const linkKey = {
  address: PUBLIC,
  addressType: 'BREDR',
  keyType: 'UnauthenticatedP192',
  value: KEY,
  pinLength: 0,
} as const;
const longTermKey = {
  address: PUBLIC,
  addressType: 'LEPublic',
  keyType: 'UnauthenticatedP256',
  central: 0,
  encryptionSize: 16,
  encryptionDiversifier: 0,
  randomNumber: 0n,
  value: KEY,
} as const;

export const keys = [
  scenario('knows whom it has loaded link keys for', { on: 'dual' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('LoadLinkKeys', 0, false, [linkKey]);
    await bench.command('PairDevice', 0, PUBLIC, 'BREDR', 'NoInputNoOutput');
    await bench.command('UnpairDevice', 0, PUBLIC, 'BREDR', false);
    await bench.until('DeviceUnpaired');
    await bench.command('UnpairDevice', 0, PUBLIC, 'BREDR', false);
    await bench.command('LoadLinkKeys', 0, false, [linkKey]);
    await bench.command('UnpairDevice', 0, PUBLIC, 'BREDR', true);
    await bench.command('LoadLinkKeys', 0, false, []);
    await bench.command('UnpairDevice', 0, PUBLIC, 'BREDR', true);
  }),

  scenario('skips odd link keys', { on: 'dual' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    for (const odd of [
      { addressType: 'LEPublic' },
      { keyType: 9 },
      { keyType: 'DebugCombination' },
      { keyType: 'ChangedCombination' },
      { pinLength: 17 },
    ] as const) {
      await bench.actor.unchecked('LoadLinkKeys', 0, { debugKeys: false, keys: [{ ...linkKey, ...odd }] });
      await bench.command('UnpairDevice', 0, PUBLIC, 'BREDR', false);
    }
  }),

  scenario('keeps debug keys if it is told so with the keys', { on: 'dual' }, async (bench) => {
    await bench.command('LoadLinkKeys', 0, true, []);
    await bench.command('LoadLinkKeys', 0, true, [linkKey]);
    await bench.command('LoadLinkKeys', 0, 2, []);
    await bench.command('LoadLinkKeys', 0, false, []);
  }),

  scenario('knows whom it has loaded long term keys for', { on: 'dual' }, async (bench) => {
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetPowered', 0, true);
    await bench.command('LoadLongTermKeys', 0, [
      longTermKey,
      { ...longTermKey, address: STATIC, addressType: 'LERandom' },
    ]);
    await bench.command('PairDevice', 0, PUBLIC, 'LEPublic', 'NoInputNoOutput');
    await bench.command('PairDevice', 0, STATIC, 'LERandom', 'NoInputNoOutput');
    await bench.command('UnpairDevice', 0, PUBLIC, 'LERandom', false);
    await bench.command('UnpairDevice', 0, PUBLIC, 'LEPublic', true);
    await bench.until('DeviceUnpaired');
    await bench.command('UnpairDevice', 0, PUBLIC, 'LEPublic', true);
    await bench.command('UnpairDevice', 0, STATIC, 'LERandom', false);
  }),

  scenario('skips odd long term keys', { on: 'dual' }, async (bench) => {
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetPowered', 0, true);
    for (const odd of [
      { central: 2 },
      { encryptionSize: 17 },
      { encryptionSize: 0 },
      { encryptionSize: 6 },
      { keyType: 'DebugP256' },
      { keyType: 9 },
      { keyType: 'AuthenticatedLegacy', central: 1 },
    ] as const) {
      await bench.actor.unchecked('LoadLongTermKeys', 0, { keys: [{ ...longTermKey, ...odd }] });
      await bench.command('UnpairDevice', 0, PUBLIC, 'LEPublic', false);
    }
    const hidden = { ...longTermKey, address: PRIVATE, addressType: 'LERandom' } as const;
    await bench.actor.unchecked('LoadLongTermKeys', 0, { keys: [hidden] });
    await bench.command('UnpairDevice', 0, PRIVATE, 'LERandom', false);
    await bench.actor.unchecked('LoadLongTermKeys', 0, { keys: [{ ...longTermKey, addressType: 'BREDR' }] });
    await bench.command('UnpairDevice', 0, PUBLIC, 'LEPublic', false);
  }),

  scenario('refuses all identity resolving keys for one that is odd', { on: 'dual' }, async (bench) => {
    const good = { address: PUBLIC, addressType: 'LEPublic', value: KEY } as const;
    await bench.command('LoadIdentityResolvingKeys', 0, [good]);
    await bench.command('LoadIdentityResolvingKeys', 0, [good, { ...good, address: STATIC, addressType: 'LERandom' }]);
    await bench.command('LoadIdentityResolvingKeys', 0, [good, { ...good, address: PRIVATE, addressType: 'LERandom' }]);
    await bench.command('LoadIdentityResolvingKeys', 0, [{ ...good, addressType: 'BREDR' }]);
    await bench.command('LoadIdentityResolvingKeys', 0, []);
  }),

  scenario('uses no key that is blocked', { on: 'dual' }, async (bench) => {
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetPowered', 0, true);
    await bench.actor.unchecked('LoadBlockedKeys', 0, {
      keys: [
        { keyType: 'LinkKey', value: KEY },
        { keyType: 'LongTermKey', value: KEY },
        { keyType: 9, value: KEY },
      ],
    });
    await bench.command('LoadLinkKeys', 0, false, [linkKey]);
    await bench.command('LoadLongTermKeys', 0, [longTermKey]);
    await bench.command('UnpairDevice', 0, PUBLIC, 'BREDR', false);
    await bench.command('UnpairDevice', 0, PUBLIC, 'LEPublic', false);
    await bench.command('LoadBlockedKeys', 0, []);
    await bench.command('LoadLinkKeys', 0, false, [linkKey]);
    await bench.command('LoadLongTermKeys', 0, [longTermKey]);
    await bench.command('LoadBlockedKeys', 0, [{ keyType: 'LinkKey', value: KEY }]);
    await bench.command('UnpairDevice', 0, PUBLIC, 'LEPublic', false);
    await bench.command('UnpairDevice', 0, PUBLIC, 'BREDR', false);
  }),

  scenario('refuses lists of keys that do not fit', { on: 'dual' }, async (bench) => {
    await bench.actor.raw(0x0012, 0, Uint8Array.of(0, 1, 0));
    await bench.actor.raw(0x0012, 0, Uint8Array.of(0, 0, 0, 1));
    await bench.actor.raw(0x0013, 0, Uint8Array.of(1, 0));
    await bench.actor.raw(0x0030, 0, Uint8Array.of(0xff, 0xff));
    await bench.actor.raw(0x0046, 0, Uint8Array.of(1, 0, 0));
  }),

  scenario('refuses lists of keys on controllers that have no use for them', { on: 'le' }, async (bench) => {
    await bench.actor.raw(0x0012, 0, Uint8Array.of(0, 1, 0));
    await bench.command('LoadLinkKeys', 0, false, [linkKey]);
    await bench.command('LoadBlockedKeys', 0, [{ keyType: 'LinkKey', value: KEY }]);
  }),

  scenario('refuses LE lists of keys on controllers without LE', { on: 'bredr' }, async (bench) => {
    await bench.actor.raw(0x0013, 0, Uint8Array.of(1, 0));
    await bench.actor.raw(0x0030, 0, Uint8Array.of(1, 0));
    await bench.command('LoadIdentityResolvingKeys', 0, [{ address: PRIVATE, addressType: 'LERandom', value: KEY }]);
  }),
];
