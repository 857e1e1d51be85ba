import type { CommandName, KeyChange, KeyStore, MgmtEventInput, PersistKeysOptions, StoredKey } from 'rx-btmgmt';
import { controller, memoryKeyStore, persistKeys, toJson } from 'rx-btmgmt';
import type { SimulatorOptions } from 'rx-btmgmt/simulator';
import { Said, World } from '../controllers/world.js';

export const OWNER = '00:AA:01:00:00:00';
export const PHONE = { address: '00:11:22:33:44:55', addressType: 'LEPublic' } as const;
export const HEADSET = { address: '00:11:22:33:44:66', addressType: 'BREDR' } as const;

/** Made by a kernel in spec/vectors/keys.ts; any bytes will do. */
export const VALUE = '000102030405060708090a0b0c0d0e0f';
export const OTHER_VALUE = 'f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff';

const LEGACY = {
  keyType: 'UnauthenticatedLegacy',
  encryptionSize: 16,
  encryptionDiversifier: 0x1234,
  randomNumber: 2n ** 63n,
} as const;
const P256 = {
  keyType: 'UnauthenticatedP256',
  encryptionSize: 16,
  encryptionDiversifier: 0,
  randomNumber: 0n,
} as const;

const common = { index: 0, storeHint: true, ...PHONE, value: VALUE } as const;

/** What a kernel reports of keys. */
export const EVENTS = {
  link: { event: 'NewLinkKey', ...common, ...HEADSET, keyType: 'AuthenticatedP192', pinLength: 0 },
  central: { event: 'NewLongTermKey', ...common, ...LEGACY, central: 1 },
  peripheral: { event: 'NewLongTermKey', ...common, ...LEGACY, central: 0 },
  p256: { event: 'NewLongTermKey', ...common, ...P256, central: 0 },
  identity: { event: 'NewIdentityResolvingKey', ...common, randomAddress: '00:00:00:00:00:00' },
  signature: { event: 'NewSignatureResolvingKey', ...common, keyType: 'RemoteUnauthenticated' },
  parameters: {
    event: 'NewConnectionParameter',
    index: 0,
    storeHint: true,
    ...PHONE,
    minConnectionInterval: 6,
    maxConnectionInterval: 12,
    connectionLatency: 0,
    supervisionTimeout: 200,
  },
} as const satisfies Record<string, MgmtEventInput>;

const LOADS: readonly CommandName[] = [
  'LoadBlockedKeys',
  'LoadLinkKeys',
  'LoadLongTermKeys',
  'LoadIdentityResolvingKeys',
  'LoadConnectionParameters',
];

/** A world whose kernel says what is loaded into it. */
export class KeyWorld extends World {
  readonly mgmt = this.program();
  readonly other = this.program();
  /** What was loaded, oldest first: the command and its list, as JSON. */
  readonly loads: { readonly command: string; readonly keys: readonly Readonly<Record<string, unknown>>[] }[] = [];

  constructor(
    readonly store: KeyStore = memoryKeyStore(),
    options: SimulatorOptions = {},
  ) {
    super(options);
    this.simulator.intercept.command(LOADS, ({ command, params }) => {
      const json = toJson(params) as unknown as Record<string, readonly Readonly<Record<string, unknown>>[]>;
      this.loads.push({ command, keys: json['keys'] ?? json['params'] ?? [] });
      return undefined;
    });
  }

  persist(options?: PersistKeysOptions): Said<KeyChange> {
    return new Said(persistKeys(controller(this.mgmt, 0), this.store, options));
  }

  report(...events: readonly MgmtEventInput[]): void {
    for (const event of events) this.simulator.faults.inject(event);
    this.pass(1);
  }

  get stored(): readonly StoredKey[] {
    return this.do(this.store.read$(OWNER), 1);
  }

  /** How many keys were loaded last, by command. */
  get loaded(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.loads.map(({ command, keys }) => [command, keys.length]));
  }
}

export const kinds = (changes: readonly KeyChange[]): string[] =>
  changes.map((it) => ('key' in it ? `${it.change} ${it.key.kind}` : it.change));

/** All of them that one pairing with each of both could bring. */
export const ALL = [
  EVENTS.link,
  EVENTS.central,
  EVENTS.peripheral,
  EVENTS.identity,
  EVENTS.signature,
  EVENTS.parameters,
] as const;

/** The store of a world in which a phone and a headset were paired. */
export function pairedStore(): KeyStore {
  const world = new KeyWorld();
  world.persist();
  world.pass();
  world.report(...ALL);
  expect(world.stored).toHaveLength(ALL.length);
  return world.store;
}
