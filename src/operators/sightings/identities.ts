import { Recent } from './recent.js';
import { Aes128 } from '../../protocol/aes.js';
import type { BytesInput } from '../../protocol/bytes.js';
import { toBytes } from '../../protocol/bytes.js';
import { isObject } from '../../protocol/errors.js';
import { OptionError } from '../../protocol/option-error.js';
import { checkAddress, checkList } from '../../protocol/options.js';
import type { Sighting } from './sighting.js';

/**
 * Whose key it is, and the key: an event New Identity Resolving Key, or an entry of Load Identity Resolving Keys. 16 bytes, the least
 * significant one first. One of zeros only resolves nothing: devices without privacy send it.
 */
export interface IdentityKey {
  readonly address: string;
  readonly addressType: Sighting['addressType'];
  readonly value: BytesInput;
}

type Identity = Pick<Sighting, 'address' | 'addressType'>;

const LENGTH = 16;

function bytesOf(option: string, value: BytesInput): Uint8Array {
  let bytes: Uint8Array | undefined;
  try {
    bytes = toBytes(value);
  } catch {
    bytes = undefined;
  }
  // The value is not shown: it is a key.
  const shown = bytes === undefined ? 'what was given' : `a key of ${bytes.length} bytes`;
  if (bytes?.length !== LENGTH) throw new OptionError(option, shown, `${LENGTH} bytes`);
  return bytes.slice().reverse();
}

function checkKey(path: string, key: IdentityKey): void {
  if (!isObject(key)) throw new OptionError(path, typeof key, 'a key with address, addressType and value');
  checkAddress(`${path}.address`, key.address);
  bytesOf(`${path}.value`, key.value);
}

/** Whether an address may have been made with a key: its two highest bits are 01 (Core Specification, volume 6, part B, 1.3.2.2). */
const isResolvable = ({ address, addressType }: Identity): boolean =>
  addressType === 'LERandom' && parseInt(address.charAt(0), 16) >> 2 === 1;

/** Whose addresses are whose, by the keys of those who are known. */
export class Identities {
  readonly #keys: readonly { readonly identity: Identity; readonly aes: Aes128 }[];
  readonly #resolved: Recent<Identity | 'unknown'>;
  readonly #room = new Int32Array(4);

  /** Throws an `OptionError`. */
  constructor(keys: readonly IdentityKey[], maxDevices: number, forgetAfter: number) {
    checkList('keys', keys, checkKey);
    this.#keys = keys
      .map(({ address, addressType, value }) => ({ address, addressType, bytes: bytesOf('value', value) }))
      .filter(({ bytes }) => bytes.some((byte) => byte !== 0))
      .map(({ address, addressType, bytes }) => ({
        identity: { address: address.toUpperCase(), addressType },
        aes: new Aes128(bytes),
      }));
    this.#resolved = new Recent(maxDevices, forgetAfter);
  }

  /** Who it is, if that is known. */
  of(heard: Identity & { readonly time: number }): Identity | undefined {
    if (!isResolvable(heard)) return undefined;
    const { address, time } = heard;
    const known = this.#resolved.touch(address, time) ?? this.#resolved.add(address, this.#resolve(address), time);
    return known === 'unknown' ? undefined : known;
  }

  /** The hash of a resolvable address (volume 3, part H, 2.2.2): its lower half is what the key makes of the upper one. */
  #resolve(address: string): Identity | 'unknown' {
    const digits = address.replaceAll(':', '');
    const random = parseInt(digits.slice(0, 6), 16);
    const hash = parseInt(digits.slice(6), 16);
    const found = this.#keys.find(({ aes }) => (aes.lastWord(random, this.#room) & 0xffffff) === hash);
    return found?.identity ?? 'unknown';
  }
}
