import { adviceFor } from './advice.js';
import { adviceOnSilence } from './silence.js';
import type { Status } from '../protocol/enums/status.js';
import { Status as statuses } from '../protocol/enums/status.js';
import type { CodecError } from '../protocol/errors.js';
import { MgmtError } from '../protocol/errors.js';
import { plainIndex } from '../protocol/header.js';
import { OptionError } from '../protocol/option-error.js';
import { didYouMean } from '../protocol/suggestion.js';
import type { CommandName } from '../protocol/tables.js';
import type { TransportErrorCode } from '../transport/error-codes.js';
import type { TransportError } from '../transport/errors.js';

/** The name of a command; of one without a declaration its opcode, such as `'0x00ff'`. */
export type CommandLabel = CommandName | `0x${string}`;

/** What both ways of failing have in common: the command, and the controller that it was for. */
export interface FailedCommand {
  readonly command: CommandLabel;
  /** The controller, 0 to 65534; `null` for none. */
  readonly index: number | null;
}

const target = (index: number | null): string => (index === null ? '' : ` on controller ${index}`);

/** The name of a status, or the number of one that has none, as text. */
export type StatusCode = Status | `${number}`;

/** What is known about a failure besides its status. */
export interface StatusErrorDetails {
  /** Who says so. Default: `'kernel'`. */
  readonly source?: 'kernel' | 'library';
  /** What the failure carried, decoded. */
  readonly returnParameters?: Readonly<Record<string, unknown>> | undefined;
  /** What happened and what to do, where more is known than the status says. */
  readonly advice?: string;
}

/** A command was refused, or carrying it out failed. */
export class StatusError extends MgmtError implements FailedCommand {
  override readonly name = 'StatusError';
  readonly code: StatusCode;
  readonly command: CommandLabel;
  readonly index: number | null;
  /**
   * `'kernel'`: the status is the kernel's answer. `'library'`: it never answered, and the library knows why, such as
   * `InvalidIndex` when the controller has gone meanwhile.
   */
  readonly source: 'kernel' | 'library';
  /** What the failure carried, decoded: most often the address that was given. */
  readonly returnParameters: Readonly<Record<string, unknown>> | undefined;

  constructor(
    { command, index }: FailedCommand,
    readonly status: Status | number,
    { source = 'kernel', returnParameters, advice }: StatusErrorDetails = {},
  ) {
    const number = typeof status === 'number' ? status : statuses[status];
    const hex = `0x${number.toString(16).padStart(2, '0')}`;
    const what = typeof status === 'number' ? `status ${hex}` : `${status} (${hex})`;
    const controller = plainIndex(index);
    const more = advice ?? adviceFor(command, controller, status, source);
    super(`${command}${target(controller)}: ${what}.${more === '' ? '' : ` ${more}`}`);
    this.command = command;
    this.index = controller;
    this.code = typeof status === 'number' ? `${status}` : status;
    this.source = source;
    this.returnParameters = returnParameters;
  }
}

/** The kernel did not answer in time. Its message says what became of the command. */
export class TimeoutError extends MgmtError implements FailedCommand {
  override readonly name = 'TimeoutError';
  readonly code = 'Timeout';
  readonly command: CommandLabel;
  readonly index: number | null;

  constructor(
    { command, index }: FailedCommand,
    /** How long was waited, in milliseconds. */
    readonly timeout: number,
    /** What it means, and what became of the command. Default: that this is unknown, and what may be wrong. */
    advice: string = adviceOnSilence(command),
  ) {
    super(`${command}${target(plainIndex(index))}: no answer within ${timeout} ms. ${advice}`);
    this.command = command;
    this.index = plainIndex(index);
  }
}

/** A command was not sent, because it would break what bluetoothd relies on, which runs. */
export class NeighbourError extends MgmtError implements FailedCommand {
  override readonly name = 'NeighbourError';
  readonly code = 'Bluetoothd';
  readonly command: CommandLabel;
  readonly index: number | null;

  constructor(
    { command, index }: FailedCommand,
    /** The process of bluetoothd; undefined if it can't be seen, because it is in another container. */
    readonly pid: number | undefined,
    /** What the command would do to it. */
    harm: string,
  ) {
    const process = pid === undefined ? 'in another container' : `process ${pid}`;
    super(
      `${command}${target(plainIndex(index))}: not sent, because bluetoothd runs (${process}). ${harm} ` +
        `Stop it ("systemctl stop bluetooth"), do it through bluetoothd, or allow it with "owning: 'allow'", an option of Mgmt and of commandWith$.`,
    );
    this.command = command;
    this.index = plainIndex(index);
  }
}

/**
 * The guards go by name and shape, not by `instanceof`: an application may have loaded this library twice, as a module
 * and by `require`.
 */
function isNamed(error: unknown, name: string): error is { readonly code: unknown; readonly message: string } {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === name && 'code' in error;
}

/** A misspelt one would never match, and would not be noticed until it matters. */
function checkStatus(status: Status | number): void {
  if (typeof status === 'number' || Object.hasOwn(statuses, status)) return;
  throw new OptionError('status', status, `the name of a status${didYouMean(status, Object.keys(statuses))}`);
}

/**
 * Whether the kernel refused a command; with statuses, whether with one of them.
 *
 * @throws OptionError for a name that no status has
 */
export function isStatusError(error: unknown, ...only: readonly (Status | number)[]): error is StatusError {
  only.forEach(checkStatus);
  return isNamed(error, 'StatusError') && (only.length === 0 || only.some((status) => String(status) === error.code));
}

/** Not by the table, whose advice would be in each bundle: only what can be no code, since that is never found. */
function checkTransportCode(code: TransportErrorCode): void {
  if (typeof code === 'string' && /^[A-Z][A-Z\d_]*$/.test(code)) return;
  throw new OptionError('code', code, "a code, such as 'EAFNOSUPPORT'");
}

/**
 * Whether a system call failed; with codes such as `'EAFNOSUPPORT'`, whether with one of them.
 *
 * @throws OptionError for what can be no code
 */
export function isTransportError(error: unknown, ...only: readonly TransportErrorCode[]): error is TransportError {
  only.forEach(checkTransportCode);
  return isNamed(error, 'TransportError') && (only.length === 0 || only.some((code) => code === error.code));
}

/** Whether a value did not fit its field, or a frame its declaration. */
export function isCodecError(error: unknown): error is CodecError {
  return isNamed(error, 'CodecError');
}

/** Whether a command was not answered in time. Not to be mixed up with the error of RxJS's `timeout`. */
export function isTimeoutError(error: unknown): error is TimeoutError {
  return isNamed(error, 'TimeoutError') && 'command' in error;
}

/** Whether a command was not sent because bluetoothd runs, which it would break. */
export function isNeighbourError(error: unknown): error is NeighbourError {
  return isNamed(error, 'NeighbourError');
}

/** Whether a function was given an option that makes no sense. */
export function isOptionError(error: unknown): error is OptionError {
  return isNamed(error, 'OptionError');
}

/** A `KeepError`, which is made on a floor above this one. */
interface AnyKeepError extends MgmtError {
  readonly name: 'KeepError';
  readonly code: 'Refused' | 'Contested';
}

/** A `RecoveryError`, likewise. */
interface AnyRecoveryError extends MgmtError {
  readonly name: 'RecoveryError';
  readonly code: 'Absent' | 'Silent' | 'Exhausted' | 'InProgress';
}

/** A `PairingAnswerError`, likewise. */
interface AnyPairingAnswerError extends MgmtError {
  readonly name: 'PairingAnswerError';
  readonly code: 'Answered';
}

/** An `AdvertisingSizeError`, likewise. */
interface AnyAdvertisingSizeError extends MgmtError {
  readonly name: 'AdvertisingSizeError';
  readonly code: 'TooLong';
}

/** A `KeyStoreError`, likewise. */
interface AnyKeyStoreError extends MgmtError {
  readonly name: 'KeyStoreError';
  readonly code: 'Damaged' | 'LaterVersion' | 'ReadOnly' | 'Unsupported' | 'TooMany' | 'InUse';
}

/** Whether an error comes from this library. */
export function isMgmtError(
  error: unknown,
): error is
  | StatusError
  | TransportError
  | CodecError
  | TimeoutError
  | OptionError
  | NeighbourError
  | AnyKeepError
  | AnyRecoveryError
  | AnyPairingAnswerError
  | AnyAdvertisingSizeError
  | AnyKeyStoreError {
  return (
    isStatusError(error) ||
    isTransportError(error) ||
    isCodecError(error) ||
    isTimeoutError(error) ||
    isNeighbourError(error) ||
    isOptionError(error) ||
    isNamed(error, 'KeepError') ||
    isNamed(error, 'RecoveryError') ||
    isNamed(error, 'PairingAnswerError') ||
    isNamed(error, 'AdvertisingSizeError') ||
    isNamed(error, 'KeyStoreError')
  );
}
