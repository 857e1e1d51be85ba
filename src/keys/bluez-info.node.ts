import type { IniFile } from './ini-file.node.js';
import { placeOf } from './stored-key.js';
import type { StoredKey } from './stored-key.js';
import { toHex } from '../protocol/bytes.js';
import type { AddressType } from '../protocol/enums/address-type.js';
import { LinkKeyType, LongTermKeyType } from '../protocol/enums/keys.js';

/** From load_devices and the functions around it in src/adapter.c of BlueZ, and doc/settings-storage.txt. */

type Group = Readonly<Record<string, string | undefined>>;

/** Byte i of the text is byte i of the protocol's value. What is none gives another number of bytes, which is found when it is used. */
function bytesOf(text = ''): Uint8Array {
  const digits = text.replace(/^0x/i, '');
  if (!/^([0-9a-f]{2})*$/i.test(digits)) return new Uint8Array();
  return Uint8Array.from(digits.match(/../g) ?? [], (byte) => parseInt(byte, 16));
}

const numberOf = (text = ''): number => (/^\d+$/.test(text) ? Number(text) : NaN);

/** Eight bytes: a decimal number, or of BlueZ 4 the bytes in the order of the wire, which is little endian. */
function randomOf(text = ''): bigint | undefined {
  if (/^\d+$/.test(text)) return BigInt(text);
  const bytes = bytesOf(text);
  return bytes.length === 8 ? BigInt(`0x${toHex(bytes.reverse())}`) : undefined;
}

const nameOf = (names: Readonly<Record<string, number>>, number: number): string | number =>
  Object.keys(names).find((name) => names[name] === number) ?? number;

/** A key as it stands there: whether it can be one is found when it is used, as of all stores. */
const asKey = (fields: Readonly<Record<string, unknown>>): StoredKey => fields as unknown as StoredKey;

interface Device {
  readonly address: string;
  /** Of LE. */
  readonly addressType: AddressType;
}

/** How one kind of key stands in such a file. */
interface Place {
  readonly groups: readonly string[];
  readonly read: (group: Group, device: Device) => StoredKey;
}

const longTermKey =
  (central: 0 | 1): Place['read'] =>
  (group, { address, addressType }) =>
    asKey({
      kind: 'LongTermKey',
      address,
      addressType,
      keyType: nameOf(LongTermKeyType, numberOf(group['Authenticated'])),
      central,
      encryptionSize: numberOf(group['EncSize']),
      encryptionDiversifier: numberOf(group['EDiv']),
      randomNumber: randomOf(group['Rand']),
      value: bytesOf(group['Key']),
    });

const signatureKey =
  (whose: 'Local' | 'Remote'): Place['read'] =>
  (group, { address, addressType }) =>
    asKey({
      kind: 'SignatureResolvingKey',
      address,
      addressType,
      keyType: `${whose}${group['Authenticated'] === 'true' ? 'Authenticated' : 'Unauthenticated'}`,
      value: bytesOf(group['Key']),
    });

/** Of several groups, the first that is there is read, and all are written. */
const PLACES: readonly Place[] = [
  {
    groups: ['LinkKey'],
    read: (group, { address }) =>
      asKey({
        kind: 'LinkKey',
        address,
        addressType: 'BREDR',
        keyType: nameOf(LinkKeyType, numberOf(group['Type'])),
        value: bytesOf(group['Key']),
        pinLength: numberOf(group['PINLength']),
      }),
  },
  { groups: ['LongTermKey'], read: longTermKey(1) },
  // The older name is written, too, for older versions.
  { groups: ['PeripheralLongTermKey', 'SlaveLongTermKey'], read: longTermKey(0) },
  {
    groups: ['IdentityResolvingKey'],
    read: (group, { address, addressType }) =>
      asKey({ kind: 'IdentityResolvingKey', address, addressType, value: bytesOf(group['Key']) }),
  },
  { groups: ['LocalSignatureKey'], read: signatureKey('Local') },
  { groups: ['RemoteSignatureKey'], read: signatureKey('Remote') },
  {
    groups: ['ConnectionParameters'],
    read: (group, { address, addressType }) =>
      asKey({
        kind: 'ConnectionParameters',
        address,
        addressType,
        minConnectionInterval: numberOf(group['MinInterval']),
        maxConnectionInterval: numberOf(group['MaxInterval']),
        connectionLatency: numberOf(group['Latency']),
        supervisionTimeout: numberOf(group['Timeout']),
      }),
  },
];

function deviceOf(info: IniFile, address: string): Device {
  const addressType = info.group('General')?.['AddressType'];
  return { address, addressType: addressType === 'static' ? 'LERandom' : 'LEPublic' };
}

function foundIn(info: IniFile, { groups, read }: Place, device: Device): StoredKey | undefined {
  const group = groups.map((name) => info.group(name)).find((found) => found !== undefined);
  return group === undefined ? undefined : read(group, device);
}

/** All keys of the device that such a file is of. */
export function keysIn(info: IniFile, address: string): readonly StoredKey[] {
  const device = deviceOf(info, address);
  const keys = PLACES.flatMap((place) => foundIn(info, place, device) ?? []);
  // A key of P-256 may stand in both groups of long-term keys.
  return [...new Map(keys.map((key) => [placeOf(key), key])).values()];
}

const hexOf = (value: Uint8Array): string => toHex(value).toUpperCase();

/** Where a key is written, and how. */
function writtenAs(key: Exclude<StoredKey, StoredKey<'BlockedKey'>>): {
  readonly groups: readonly string[];
  readonly values: Readonly<Record<string, string>>;
} {
  switch (key.kind) {
    case 'LinkKey': {
      const type = typeof key.keyType === 'number' ? key.keyType : LinkKeyType[key.keyType];
      return {
        groups: ['LinkKey'],
        values: { Key: hexOf(key.value), Type: String(type), PINLength: String(key.pinLength) },
      };
    }
    case 'LongTermKey': {
      const type = typeof key.keyType === 'number' ? key.keyType : LongTermKeyType[key.keyType];
      // Keys of P-256 come with central 0 (mgmt_new_ltk in net/bluetooth/mgmt.c).
      const isCentral = key.central === 1 && type < LongTermKeyType.UnauthenticatedP256;
      return {
        groups: isCentral ? ['LongTermKey'] : ['PeripheralLongTermKey', 'SlaveLongTermKey'],
        values: {
          Key: hexOf(key.value),
          Authenticated: String(type),
          EncSize: String(key.encryptionSize),
          EDiv: String(key.encryptionDiversifier),
          Rand: String(key.randomNumber),
        },
      };
    }
    case 'IdentityResolvingKey':
      return { groups: ['IdentityResolvingKey'], values: { Key: hexOf(key.value) } };
    case 'SignatureResolvingKey': {
      const [, whose = '', authenticated] = /^(Local|Remote)(Authenticated)?/.exec(String(key.keyType)) ?? [];
      const values = { Key: hexOf(key.value), Counter: '0', Authenticated: String(authenticated !== undefined) };
      return { groups: [`${whose}SignatureKey`], values };
    }
    case 'ConnectionParameters':
      return {
        groups: ['ConnectionParameters'],
        values: {
          MinInterval: String(key.minConnectionInterval),
          MaxInterval: String(key.maxConnectionInterval),
          Latency: String(key.connectionLatency),
          Timeout: String(key.supervisionTimeout),
        },
      };
  }
}

/** What bluetoothd needs to know of a device before it looks at its keys (load_info in src/device.c of BlueZ). */
function describe(info: IniFile, addressType: AddressType | number): void {
  const technology = addressType === 'BREDR' ? 'BR/EDR' : 'LE';
  const before = info.group('General')?.['SupportedTechnologies'] ?? '';
  const known = before.split(';').filter((name) => name !== '');
  if (!known.includes(technology)) {
    info.set('General', { SupportedTechnologies: [...known, technology].map((name) => `${name};`).join('') });
  }
  if (technology === 'LE') info.set('General', { AddressType: addressType === 'LERandom' ? 'static' : 'public' });
}

/** Puts a key in its place, and says of the device what goes with it. All else stays. */
export function writeKey(info: IniFile, key: Exclude<StoredKey, StoredKey<'BlockedKey'>>): void {
  describe(info, key.addressType);
  const { groups, values } = writtenAs(key);
  for (const name of groups) info.set(name, values);
}

/** Takes out what is in the place of this key. A long-term key of P-256 has no group of its own, so it depends on what is there. */
export function removeKey(info: IniFile, key: Exclude<StoredKey, StoredKey<'BlockedKey'>>): void {
  const device = deviceOf(info, key.address);
  for (const place of PLACES) {
    const found = foundIn(info, place, device);
    if (found === undefined || placeOf(found) !== placeOf(key)) continue;
    for (const name of place.groups) info.remove(name);
  }
}
