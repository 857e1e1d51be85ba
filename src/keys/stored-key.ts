import { toHex } from '../protocol/bytes.js';
import type { AddressType } from '../protocol/enums/address-type.js';
import { fromJson, toJson } from '../protocol/json/index.js';
import type { DecodedParams, MgmtEvent } from '../protocol/tables.js';

/** What there is to remember of each kind. Fields, units and ranges are those of the protocol. */
export interface KeyFields {
  readonly LinkKey: DecodedParams<'LoadLinkKeys'>['keys'][number];
  readonly LongTermKey: DecodedParams<'LoadLongTermKeys'>['keys'][number];
  readonly IdentityResolvingKey: DecodedParams<'LoadIdentityResolvingKeys'>['keys'][number];
  /** Stored only: there is no command that loads them. */
  readonly SignatureResolvingKey: Pick<
    MgmtEvent<'NewSignatureResolvingKey'>,
    'address' | 'addressType' | 'keyType' | 'value'
  >;
  readonly ConnectionParameters: DecodedParams<'LoadConnectionParameters'>['params'][number];
  /** A key that is known to the world, of no device. The kernel never reports one: programs write them. */
  readonly BlockedKey: DecodedParams<'LoadBlockedKeys'>['keys'][number];
}

/** The kinds of keys, and connection parameters. */
export type KeyKind = keyof KeyFields;

/** A key, or connection parameters, as a store has it: the fields of the protocol and what kind it is. */
export type StoredKey<K extends KeyKind = KeyKind> = { readonly [N in K]: { readonly kind: N } & KeyFields[N] }[K];

/** What kind of key it is, and whose; never the key itself. */
export interface KeyLabel {
  readonly kind: KeyKind;
  /** `undefined` for blocked keys, which belong to no device. */
  readonly address: string | undefined;
  readonly addressType: AddressType | number | undefined;
  /** As the protocol names it, where the kind has such types. */
  readonly keyType: string | number | undefined;
}

/** How each kind is written as JSON, and read: as a list among the parameters, or an event, of the protocol. */
const MESSAGES = {
  LinkKey: (fields) => fromJson({ debugKeys: false, keys: [fields] }, { paramsOf: 'LoadLinkKeys' }).keys[0]!,
  LongTermKey: (fields) => fromJson({ keys: [fields] }, { paramsOf: 'LoadLongTermKeys' }).keys[0]!,
  IdentityResolvingKey: (fields) => fromJson({ keys: [fields] }, { paramsOf: 'LoadIdentityResolvingKeys' }).keys[0]!,
  SignatureResolvingKey: (fields) => {
    const event = { ...fields, event: 'NewSignatureResolvingKey', index: 0, storeHint: true } as const;
    const { address, addressType, keyType, value } = fromJson(event);
    return { address, addressType, keyType, value };
  },
  ConnectionParameters: (fields) => fromJson({ params: [fields] }, { paramsOf: 'LoadConnectionParameters' }).params[0]!,
  BlockedKey: (fields) => fromJson({ keys: [fields] }, { paramsOf: 'LoadBlockedKeys' }).keys[0]!,
} satisfies { readonly [K in KeyKind]: (fields: object) => KeyFields[K] };

export const KEY_KINDS = Object.keys(MESSAGES) as readonly KeyKind[];

export const isKeyKind = (kind: unknown): kind is KeyKind => KEY_KINDS.some((known) => known === kind);

/** A key of this kind from JSON, in a form of its own. Throws a `CodecError`, which never shows a key. */
export function keyFromJson(kind: KeyKind, fields: object): StoredKey {
  // The fields are those of the kind, which the compiler can't follow through the table.
  return { kind, ...MESSAGES[kind](fields) } as StoredKey;
}

export function fieldsOf<K extends KeyKind>(key: StoredKey<K>): KeyFields[K] {
  const fields = Object.fromEntries(Object.entries(key).filter(([name]) => name !== 'kind'));
  // What remains, which the compiler can't know.
  return fields as unknown as KeyFields[K];
}

/** A copy that shares nothing, in the form in which decoding has it. Throws a `CodecError` for what is no such key. */
export const copyOf = (key: StoredKey): StoredKey => keyFromJson(key.kind, toJson(fieldsOf(key)));

export function labelOf(key: StoredKey): KeyLabel {
  const { kind, address, addressType, keyType } = key as Partial<KeyLabel> & { readonly kind: KeyKind };
  return { kind, address, addressType, keyType };
}

const isP256 = ({ keyType }: KeyFields['LongTermKey']): boolean => String(keyType).endsWith('P256');

/** What is of one kind and peer and still another key. */
function variantOf(key: StoredKey): string {
  switch (key.kind) {
    case 'LongTermKey':
      return isP256(key) ? 'both' : String(key.central);
    case 'SignatureResolvingKey':
      return String(key.keyType).startsWith('Local') ? 'local' : 'remote';
    case 'BlockedKey':
      return `${key.keyType} ${toHex(key.value)}`;
    default:
      return '';
  }
}

const place = (key: StoredKey, variant: string): string =>
  'address' in key ? `${key.kind} ${key.address} ${key.addressType} ${variant}` : `${key.kind} ${variant}`;

/** Where a key belongs: another one in the same place takes it. Not for logs, because of blocked keys. */
export const placeOf = (key: StoredKey): string => place(key, variantOf(key));

/**
 * The places whose keys the kernel forgets when it learns this one: its own; and a long-term key of P-256 serves both roles, so it takes those of both
 * legacy ones, and they its (hci_add_ltk and hci_find_ltk in net/bluetooth/hci_core.c).
 */
export function placesTakenBy(key: StoredKey): readonly string[] {
  const own = variantOf(key);
  const others = key.kind !== 'LongTermKey' ? [] : own === 'both' ? ['0', '1'] : ['both'];
  return [own, ...others].map((variant) => place(key, variant));
}

/** Whether two are the same in all they have. */
export const isSameKey = (a: StoredKey, b: StoredKey): boolean =>
  JSON.stringify(toJson(a)) === JSON.stringify(toJson(b));
