import { KeyStoreError } from './key-store-error.js';
import { fieldsOf, isKeyKind, keyFromJson } from './stored-key.js';
import type { KeyKind, StoredKey } from './stored-key.js';
import { CodecError, isObject } from '../protocol/errors.js';
import { toJson } from '../protocol/json/index.js';

/** The keys of all controllers, by address. */
export type KeyDocument = ReadonlyMap<string, readonly StoredKey[]>;

const FORMAT = 'rx-btmgmt keys';
const VERSION = 1;
const ADDRESS = /^[0-9A-F]{2}(:[0-9A-F]{2}){5}$/;

/** As text: JSON in which each controller has its keys by kind, each with the fields of the protocol. */
export function textOf(document: KeyDocument): string {
  const controllers = Object.fromEntries(
    [...document].map(([address, keys]) => {
      const byKind: Partial<Record<KeyKind, unknown[]>> = {};
      for (const key of keys) (byKind[key.kind] ??= []).push(toJson(fieldsOf(key)));
      return [address, byKind];
    }),
  );
  return `${JSON.stringify({ format: FORMAT, version: VERSION, controllers }, undefined, 2)}\n`;
}

const damaged = (where: string, why: string): KeyStoreError =>
  new KeyStoreError(
    'Damaged',
    `${where} holds no keys that can be read: ${why}. It was left as it is. Put a copy of it in its place that is whole, or move it away: ` +
      'then devices have to be paired again.',
  );

function objectOf(where: string, value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (isObject(value) && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  throw damaged(where, `${what} is no object`);
}

function parsed(where: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Its message shows part of the text, which may be a key.
    throw damaged(where, text.trim() === '' ? 'it is empty' : 'it is no JSON, or not all of it');
  }
}

function keysOf(where: string, address: string, byKind: unknown): readonly StoredKey[] {
  return Object.entries(objectOf(where, byKind, address)).flatMap(([kind, list]) => {
    if (!isKeyKind(kind)) throw damaged(where, `${address} has an unknown kind of keys`);
    if (!Array.isArray(list)) throw damaged(where, `${kind} of ${address} is no list`);
    return list.map((fields: unknown, n) => {
      try {
        return keyFromJson(kind, objectOf(where, fields, `${kind}[${n}] of ${address}`));
      } catch (error) {
        // Its reason says which field, and not what stands there.
        if (error instanceof CodecError) throw damaged(where, `${kind}[${n}] of ${address}: ${error.message}`);
        throw error;
      }
    });
  });
}

/**
 * What such a text says. Throws a `KeyStoreError` for what is damaged, as a whole: to use what is left would be to forget the rest when it is written again.
 *
 * @param where its path, for people
 */
export function documentOf(where: string, text: string): KeyDocument {
  const { format, version, controllers, ...others } = objectOf(where, parsed(where, text), 'it');
  if (format !== FORMAT) throw damaged(where, 'it is another kind of file');
  if (typeof version === 'number' && version > VERSION) {
    const message =
      `${where} was written by a later version of this library: its form is ${version}, and ${VERSION} is known here. It was left as it is. ` +
      'Use that version, or another file.';
    throw new KeyStoreError('LaterVersion', message);
  }
  if (version !== VERSION) throw damaged(where, 'it has no version');
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw damaged(where, 'it has parts that are not known');
  const entries = Object.entries(objectOf(where, controllers, 'controllers'));
  return new Map(
    entries.map(([address, byKind]) => {
      if (!ADDRESS.test(address)) throw damaged(where, 'a controller has no address');
      return [address, keysOf(where, address, byKind)];
    }),
  );
}
