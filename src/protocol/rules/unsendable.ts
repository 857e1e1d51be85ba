import { CodecError, show } from '../errors.js';
import { decodeCommand } from '../decode.js';
import type { CommandName, DecodedParams } from '../tables.js';
import { whenAsked } from '../when-asked.js';
import { isIdentityAddress } from './addresses.js';

/** Something that Linux takes without a word, and that can't have the effect that was meant. */
export interface Unsendable<P> {
  /** Where, such as `keys[].central`. */
  readonly path: string;
  /** What would be right. */
  readonly expected: string;
  /** What Linux makes of everything else. */
  readonly otherwise: string;
  /** Where it is, with the value, if it is there. */
  readonly find: (params: P) => { readonly path: string; readonly value: unknown } | undefined;
}

type Lists<P> = { readonly [K in keyof P]: P[K] extends readonly object[] ? K : never }[keyof P] & string;
type EntryOf<P, L extends keyof P> = P[L] extends readonly (infer E)[] ? E : never;

/** A field of the entries of a list. */
function inEach<P, L extends Lists<P>>(
  list: L,
  field: keyof EntryOf<P, L> & string,
  expected: string,
  isRight: (entry: EntryOf<P, L>) => boolean,
  otherwise = LEFT_OUT,
): Unsendable<P> {
  return {
    path: `${list}[].${field}`,
    expected,
    otherwise,
    find: (params) => {
      // The compiler does not see that what has entries is a list of them.
      const entries = params[list] as readonly EntryOf<P, L>[];
      const at = entries.findIndex((entry) => !isRight(entry));
      return at < 0 ? undefined : { path: `${list}[${at}].${field}`, value: entries[at]![field] };
    },
  };
}

const LEFT_OUT = 'Linux would answer Success and leave it out';
const ONLY_LE = "'LEPublic' or 'LERandom'";
const isLowEnergy = ({ addressType }: { readonly addressType: unknown }): boolean =>
  addressType === 'LEPublic' || addressType === 'LERandom';
const isWithin = (value: number, min: number, max: number): boolean => value >= min && value <= max;

type Table = { readonly [N in CommandName]?: readonly Unsendable<DecodedParams<N>>[] };

/**
 * What Linux takes without effect, by command: the entries that the handlers in net/bluetooth/mgmt.c skip (load_link_keys,
 * load_long_term_keys with ltk_is_valid, load_conn_param with hci_check_conn_params, load_conn_subrate), lists that it
 * ignores (set_mesh_sync), and keys that never match anything.
 */
export const unsendable = whenAsked((): Table => ({
  LoadLinkKeys: [
    inEach('keys', 'addressType', "'BREDR': only BR/EDR has link keys", ({ addressType }) => addressType === 'BREDR'),
    inEach('keys', 'keyType', 'a type of link key, 0 to 8', ({ keyType }) => typeof keyType === 'string'),
    inEach(
      'keys',
      'keyType',
      'a key to be loaded: debug keys are public, and must be made by pairing each time',
      ({ keyType }) => keyType !== 'DebugCombination',
    ),
  ],
  LoadLongTermKeys: [
    inEach('keys', 'addressType', `${ONLY_LE}: only LE has long term keys`, isLowEnergy),
    inEach(
      'keys',
      'address',
      'an identity address: a random one must be static, C0 to FF in front. Private addresses change; the key belongs to the address that the identity resolving key stands for',
      isIdentityAddress,
    ),
    inEach('keys', 'keyType', 'a type of long term key, 0 to 3', ({ keyType }) => typeof keyType === 'string'),
    inEach(
      'keys',
      'keyType',
      'a key to be loaded: debug keys are public, and must be made by pairing each time',
      ({ keyType }) => keyType !== 'DebugP256',
    ),
    inEach(
      'keys',
      'central',
      '0 or 1: whether it is for connections that this side makes',
      ({ central }) => central <= 1,
    ),
    inEach('keys', 'encryptionSize', 'at most 16, the bytes of a key', ({ encryptionSize }) => encryptionSize <= 16),
    inEach(
      'keys',
      'encryptionSize',
      'at least 7',
      ({ encryptionSize }) => encryptionSize >= 7,
      'Linux would answer Success, but no device may encrypt with so short a key (Core Specification, Vol 3, Part H, 2.3.4)',
    ),
  ],
  LoadBlockedKeys: [
    inEach(
      'keys',
      'keyType',
      'a kind of key, 0 to 2',
      ({ keyType }) => typeof keyType === 'string',
      'Linux would answer Success and never find a key of that kind to block',
    ),
  ],
  LoadConnectionParameters: [
    inEach('params', 'addressType', ONLY_LE, isLowEnergy),
    inEach(
      'params',
      'minConnectionInterval',
      'at most maxConnectionInterval',
      ({ minConnectionInterval, maxConnectionInterval }) => minConnectionInterval <= maxConnectionInterval,
    ),
    inEach('params', 'minConnectionInterval', 'at least 6 (7.5 ms)', (entry) => entry.minConnectionInterval >= 6),
    inEach('params', 'maxConnectionInterval', 'at most 3200 (4 s)', (entry) => entry.maxConnectionInterval <= 3200),
    inEach('params', 'supervisionTimeout', 'from 10 (100 ms) to 3200 (32 s)', (entry) =>
      isWithin(entry.supervisionTimeout, 10, 3200),
    ),
    inEach(
      'params',
      'supervisionTimeout',
      'longer than maxConnectionInterval: one is in 10 ms, the other in 1.25 ms',
      (entry) => entry.maxConnectionInterval < entry.supervisionTimeout * 8,
    ),
    inEach(
      'params',
      'supervisionTimeout',
      'long enough for two intervals: at least maxConnectionInterval / 4',
      (entry) => entry.supervisionTimeout * 4 >= entry.maxConnectionInterval,
      'Linux would answer Success, but no controller may take it (Core Specification, Vol 4, Part E, 7.8.12)',
    ),
    inEach('params', 'connectionLatency', 'at most 499', ({ connectionLatency }) => connectionLatency <= 499),
    inEach(
      'params',
      'connectionLatency',
      'so small that two events fit into supervisionTimeout: at most supervisionTimeout · 4 / maxConnectionInterval − 1',
      ({ connectionLatency, supervisionTimeout, maxConnectionInterval }) =>
        connectionLatency <= Math.floor((supervisionTimeout * 4) / maxConnectionInterval) - 1,
    ),
  ],
  LoadConnectionSubrate: [
    inEach('params', 'addressType', ONLY_LE, isLowEnergy),
    inEach(
      'params',
      'minConnectionInterval',
      'at most maxConnectionInterval',
      ({ minConnectionInterval, maxConnectionInterval }) => minConnectionInterval <= maxConnectionInterval,
    ),
    inEach('params', 'subrateMin', 'at least 1', ({ subrateMin }) => subrateMin >= 1),
    inEach('params', 'subrateMin', 'at most subrateMax', ({ subrateMin, subrateMax }) => subrateMin <= subrateMax),
    inEach('params', 'supervisionTimeout', 'at least 1', ({ supervisionTimeout }) => supervisionTimeout >= 1),
  ],
  SetMeshReceiver: [
    {
      path: 'adTypes',
      expected: 'a list of at most 16 types',
      otherwise: 'Linux would answer Success, ignore the list and report every advertisement',
      find: ({ adTypes }) => (adTypes.length > 16 ? { path: 'adTypes', value: adTypes } : undefined),
    },
  ],
}));

/** Throws a `CodecError` for a command that Linux would take without a word, and without the effect that was meant. */
export function checkSendable(name: CommandName, frame: Uint8Array): void {
  // The table has the right checks for each name, which the compiler can't see.
  const checks = unsendable()[name] as readonly Unsendable<unknown>[] | undefined;
  if (checks === undefined) return;
  const decoded = decodeCommand(frame);
  if (!('params' in decoded)) return;
  for (const { find, expected, otherwise } of checks) {
    const found = find(decoded.params);
    if (found === undefined) continue;
    const { path, value } = found;
    throw new CodecError('InvalidValue', `${show(value)} is not ${expected}. ${otherwise}`, {
      path,
      value,
      message: name,
    });
  }
}
