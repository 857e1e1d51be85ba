import type { SchedulerLike } from 'rxjs';

export interface CaptureOptions {
  /** For the time of the records. Default: `asyncScheduler`, which has the computer's clock. */
  readonly scheduler?: SchedulerLike;
  /**
   * What happens to key material: `'redact'` writes zeros instead of keys, out-of-band data, PINs and passkeys, of the same
   * length; `'keep'` writes them. Default: `'redact'`. Commands that this library does not know stay as they are.
   */
  readonly keys?: 'redact' | 'keep';
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
  readonly keys: 'redact' | 'keep';
  readonly name: string;
  readonly version: number;
  readonly revision: number;
  readonly trusted: boolean;
  readonly snapLength: number;
}

/** The longest record that btmon reads (BTSNOOP_MAX_PACKET_SIZE in BlueZ's src/shared/btsnoop.h). */
export const BTMON_SNAP_LENGTH = 1490;

function checked(name: string, value: number, min: number, max: number): number {
  if (value === Infinity && max === Infinity) return value;
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new RangeError(`${name} is ${value}, it must be an integer from ${min} to ${max}`);
  }
  return value;
}

/** @throws RangeError */
export function captureSettings(options: CaptureOptions): CaptureSettings {
  const { keys = 'redact', name = 'rx-btmgmt', version: [version, revision] = [0, 0], trusted = false } = options;
  // A misspelt 'keep' must not leave keys in a capture, nor a misspelt 'redact'.
  if (!['redact', 'keep'].includes(keys)) throw new RangeError(`keys is '${keys}', it must be 'redact' or 'keep'`);
  return {
    keys,
    name,
    version: checked('version', version, 0, 0xff),
    revision: checked('revision', revision, 0, 0xffff),
    trusted,
    snapLength: checked('snapLength', options.snapLength ?? Infinity, 6, Infinity),
  };
}
