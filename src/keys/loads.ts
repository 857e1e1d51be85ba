import { KeyStoreError } from './key-store-error.js';
import { copyOf, fieldsOf, isKeyKind, labelOf } from './stored-key.js';
import type { KeyKind, KeyLabel, StoredKey } from './stored-key.js';
import type { ControllerSettings, ControllerState } from '../controllers/controller-state.js';
import type { ControllerCommandName } from '../controllers/controller.js';
import { sendableFrame } from '../mgmt/sendable-frame.js';
import { encodeCommand } from '../protocol/encode.js';
import { CodecError } from '../protocol/errors.js';
import { whyInvalid } from '../protocol/rules/invalid-parameters.js';
import type { Params } from '../protocol/tables.js';
import { sameBytes } from '../protocol/bytes.js';

/** A command that loads keys of one kind. The kernel forgets all others of the kind. */
interface Loader<K extends KeyKind, N extends ControllerCommandName> {
  readonly kind: K;
  readonly command: N;
  /** What the controller must be able to do. */
  readonly needs?: 'BREDR' | 'LowEnergy';
  /** Whether it is sent without any, too. */
  readonly evenNone: boolean;
  readonly params: (keys: readonly StoredKey<K>[], settings: ControllerSettings) => Params<N>;
}

const loader = <K extends KeyKind, N extends ControllerCommandName>(it: Loader<K, N>) => it;

/**
 * In this order: the kernel leaves out blocked keys when others are loaded. Lists without keys are loaded, too, since what the kernel has is to be what the
 * store has; and devices are asked for their identity only after identity keys were loaded (HCI_RPA_RESOLVING in net/bluetooth/smp.c). Blocked keys and
 * connection parameters are not, of which others may have loaded some, and which do no harm.
 */
const LOADERS = [
  loader({
    kind: 'BlockedKey',
    command: 'LoadBlockedKeys',
    evenNone: false,
    params: (keys) => ({ keys: keys.map(fieldsOf) }),
  }),
  loader({
    kind: 'LinkKey',
    command: 'LoadLinkKeys',
    needs: 'BREDR',
    evenNone: true,
    // The setting goes with the keys, and is to stay what it is.
    params: (keys, { DebugKeys }) => ({ debugKeys: DebugKeys, keys: keys.map(fieldsOf) }),
  }),
  loader({
    kind: 'LongTermKey',
    command: 'LoadLongTermKeys',
    needs: 'LowEnergy',
    evenNone: true,
    params: (keys) => ({ keys: keys.map(fieldsOf) }),
  }),
  loader({
    kind: 'IdentityResolvingKey',
    command: 'LoadIdentityResolvingKeys',
    needs: 'LowEnergy',
    evenNone: true,
    params: (keys) => ({ keys: keys.map(fieldsOf) }),
  }),
  loader({
    kind: 'ConnectionParameters',
    command: 'LoadConnectionParameters',
    needs: 'LowEnergy',
    evenNone: false,
    params: (keys) => ({ params: keys.map(fieldsOf) }),
  }),
] as const;

type AnyLoader = Loader<KeyKind, ControllerCommandName>;

/** One command, ready to be sent. */
export interface Load {
  readonly kind: KeyKind;
  readonly command: ControllerCommandName;
  /** Those of the command, which the compiler can't follow through the table. */
  readonly params: object;
  readonly count: number;
}

/** A key that is not loaded, and why. */
export interface Unusable {
  readonly key: KeyLabel;
  readonly reason: string;
}

/** The longest frame that a socket of the kernel takes (BT_SNDMTU has 16 bits; hci_sock_sendmsg in net/bluetooth/hci_sock.c). */
const MAX_FRAME = 0xffff;

const FEATURE = { BREDR: 'BR/EDR', LowEnergy: 'LE' } as const;

/** Why the kernel would refuse a list with this key in it, or leave it out. */
function fault({ command, params }: AnyLoader, key: StoredKey, state: ControllerState): string | undefined {
  try {
    const { certain, reasons } = whyInvalid(sendableFrame(command, state.index, params([key], state.settings)));
    return certain ? reasons.join(' ') : undefined;
  } catch (error) {
    if (error instanceof CodecError) return error.reason;
    throw error;
  }
}

function isBlocked(key: StoredKey, blocked: readonly StoredKey<'BlockedKey'>[]): boolean {
  if (key.kind === 'BlockedKey' || !('value' in key)) return false;
  return blocked.some(({ keyType, value }) => keyType === key.kind && sameBytes(value, key.value));
}

/** How many fit into one frame. */
function capacity({ command, params }: AnyLoader, key: StoredKey, { index, settings }: ControllerState): number {
  const lengthOf = (...keys: StoredKey[]): number => encodeCommand(command, index, params(keys, settings)).length;
  const none = lengthOf();
  return Math.floor((MAX_FRAME - none) / (lengthOf(key) - none));
}

/** What a store has, in one form each, without what are no keys. */
export function checkedKeys(stored: readonly StoredKey[]): {
  readonly keys: readonly StoredKey[];
  readonly unusable: readonly Unusable[];
} {
  const keys: StoredKey[] = [];
  const unusable: Unusable[] = [];
  for (const key of stored) {
    try {
      if (isKeyKind(key.kind)) keys.push(copyOf(key));
      else unusable.push({ key: labelOf(key), reason: 'there is no such kind of key' });
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      unusable.push({ key: labelOf(key), reason: error.reason });
    }
  }
  return { keys, unusable };
}

/** What to send to a controller so that it has these keys, and those that it can't have: one of them would spoil a whole list, or be left out unseen. */
export function loadsOf(
  keys: readonly StoredKey[],
  state: ControllerState,
): { readonly loads: readonly Load[]; readonly unusable: readonly Unusable[] } {
  const loads: Load[] = [];
  const unusable: Unusable[] = [];
  const blocked = keys.filter((key) => key.kind === 'BlockedKey');
  const refuse = (key: StoredKey, reason: string): void => void unusable.push({ key: labelOf(key), reason });
  // A loader is given keys of its kind only, and a command its parameters: more than the compiler can follow.
  for (const it of LOADERS as readonly unknown[] as readonly AnyLoader[]) {
    const { kind, command, needs, evenNone, params } = it;
    const lacks = needs !== undefined && !state.supportedSettings[needs];
    const good = keys.filter((key) => {
      if (key.kind !== kind) return false;
      const why = lacks
        ? `the controller has no ${FEATURE[needs]}`
        : isBlocked(key, blocked)
          ? 'it is one of the blocked keys'
          : fault(it, key, state);
      if (why !== undefined) refuse(key, why);
      return why === undefined;
    });
    const [first] = good;
    if (first !== undefined) checkCount(it, first, good.length, state);
    if (!lacks && (evenNone || first !== undefined)) {
      loads.push({ kind, command, params: params(good, state.settings), count: good.length });
    }
  }
  return { loads, unusable };
}

/** A list replaces the one before: what does not fit can't come with a second one. */
function checkCount(it: AnyLoader, key: StoredKey, count: number, state: ControllerState): void {
  const most = capacity(it, key, state);
  if (count <= most) return;
  throw new KeyStoreError(
    'TooMany',
    `${it.command} on controller ${state.index}: the store has ${count} keys of the kind ${it.kind} for ${state.address}, and Linux takes at most ` +
      `${most} of them. None was loaded. Remove those of devices that are not used any more.`,
  );
}
