import type { SchedulerLike } from 'rxjs';
import { OptionError } from '../../protocol/option-error.js';
import type { OptionChecks } from '../../protocol/options.js';
import { checkBoolean, checkInteger, checkList, checkOneOf, checkOptions, checkText } from '../../protocol/options.js';
import { checkScheduler } from '../check-scheduler.js';

/** What a capture says of its program, and what it leaves out. */
export interface CaptureOptions {
  /** For the time of the records. Default: `asyncScheduler`, which has the computer's clock. */
  readonly scheduler?: SchedulerLike;
  /**
   * What happens to key material: `'redact'` writes zeros instead of keys, out-of-band data, PINs and passkeys, of the same
   * length; `'keep'` writes them. Default: `'redact'`. Commands that this library does not know stay as they are.
   */
  readonly secrets?: 'redact' | 'keep';
  /** Whose connection it is, up to 15 bytes: what btmon shows for the socket. Default: `'rx-btmgmt'`. */
  readonly name?: string;
  /** The kernel's version of the protocol, if it is known, such as `[1, 23]`; btmon shows it. Default: `[0, 0]`. */
  readonly version?: readonly [version: number, revision: number];
  /** Whether the socket may change things, if it is known; btmon shows it. Default: false. */
  readonly trusted?: boolean;
  /**
   * The longest data of a record, in bytes; the rest is cut off and counted. Default: no limit, nothing is lost.
   *
   * btmon stops reading, without a word, at a record of more than 1490 bytes ({@link BTMON_SNAP_LENGTH}): lists of
   * more than 41 long-term keys are as long.
   */
  readonly snapLength?: number;
}

/** The options with nothing left open. */
export interface CaptureSettings {
  readonly secrets: 'redact' | 'keep';
  readonly name: string;
  readonly version: number;
  readonly revision: number;
  readonly trusted: boolean;
  readonly snapLength: number;
}

/** The longest record that btmon reads (BTSNOOP_MAX_PACKET_SIZE in BlueZ's src/shared/btsnoop.h). */
export const BTMON_SNAP_LENGTH = 1490;

/** The name of a process in Linux, without the NUL behind it (TASK_COMM_LEN). */
const MAX_NAME = 15;

const CAPTURE: OptionChecks<CaptureOptions> = {
  scheduler: checkScheduler,
  // A misspelt 'keep' must not leave keys in a capture, nor a misspelt 'redact'.
  secrets: (option, secrets) => checkOneOf(option, secrets, ['redact', 'keep']),
  name: (option, name) => checkText(option, name, MAX_NAME),
  version: (option, version: readonly number[]) => {
    checkList(option, version, (path, part) => checkInteger(path, part, 0, path.endsWith('[0]') ? 0xff : 0xffff));
    if (version.length !== 2) throw new OptionError(option, version, 'a version and a revision, such as [1, 23]');
  },
  trusted: checkBoolean,
  snapLength: (option, length) => (length === Infinity ? length : checkInteger(option, length, 6, 2 ** 31 - 1)),
};

/** @throws OptionError */
export function captureSettings(options: CaptureOptions): CaptureSettings {
  const {
    secrets = 'redact',
    name = 'rx-btmgmt',
    version: [version, revision] = [0, 0],
    trusted = false,
    snapLength = Infinity,
  } = checkOptions(options, CAPTURE);
  return { secrets, name, version, revision, trusted, snapLength };
}
