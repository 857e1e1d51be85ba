import { escaped } from './escaped.js';

/** What all errors of this library have in common. `code` is stable and meant for programs, `message` for people. */
export abstract class MgmtError extends Error {
  abstract readonly code: string;
}

/** `'InvalidValue'`: encoding refused. `'Truncated'`: the frame ends inside a field. `'InvalidFrame'`: any other nonsense in a frame. */
export type CodecErrorCode = 'InvalidValue' | 'Truncated' | 'InvalidFrame';

/** What a `CodecError` is about. */
export interface CodecErrorDetails {
  /** Where: the path of the field, such as `keys[2].address`. Empty for the frame as a whole. */
  readonly path?: string;
  /** The offending value, when encoding. Never given for key material. */
  readonly value?: unknown;
  /** Where in the frame, when decoding, counted from its first byte. */
  readonly offset?: number;
  /** The command or event that was encoded or decoded. */
  readonly message?: string;
}

/** A value that does not fit its field, or bytes that do not make up the expected fields. Nothing was sent. */
export class CodecError extends MgmtError {
  override readonly name = 'CodecError';
  readonly #details: CodecErrorDetails;
  readonly path: string;
  readonly value: unknown;
  readonly offset: number | undefined;

  constructor(
    readonly code: CodecErrorCode,
    /** What is wrong and what would be right, without the path. */
    readonly reason: string,
    details: CodecErrorDetails = {},
  ) {
    const { path = '', value, offset, message = '' } = details;
    const where = [message, path].filter((part) => part !== '').join(' ');
    super(where === '' ? reason : `${where}: ${reason}`);
    this.#details = details;
    this.path = path;
    this.value = value;
    this.offset = offset;
  }

  /** The same error as seen from the structure or the list around it. */
  within(name: string): CodecError {
    const path = this.path === '' || this.path.startsWith('[') ? name + this.path : `${name}.${this.path}`;
    return again(this, { ...this.#details, path });
  }

  /** The same error without the value, in the text as well: only of what kind it is. For messages that may hold a secret. */
  withoutValue(): CodecError {
    const { value, ...details } = this.#details;
    const shown = show(value);
    const reason = this.reason.startsWith(shown) ? kindOf(value) + this.reason.slice(shown.length) : this.reason;
    return again({ code: this.code, reason }, details);
  }

  /** The same error, naming the command or event that it happened in. */
  inMessage(message: string): CodecError {
    return again(this, { ...this.#details, message });
  }
}

/** Not in the class: one that names itself is renamed by bundlers, and its name appears in dumps. */
function again({ code, reason }: Pick<CodecError, 'code' | 'reason'>, details: CodecErrorDetails): CodecError {
  return new CodecError(code, reason, details);
}

/** A value as it appears in an error text: short, and on one line. */
export function show(value: unknown): string {
  if (typeof value === 'string') return `'${escaped(value.slice(0, 40))}${value.length > 40 ? '…' : ''}'`;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return 'a function';
  if (value instanceof Uint8Array) return `a Uint8Array of ${value.length} bytes`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}

/** A value as it appears in an error text if it may be a secret. */
export function kindOf(value: unknown): string {
  if (typeof value === 'string') return `text of ${value.length} characters`;
  if (typeof value === 'number' || typeof value === 'bigint') return 'the number';
  return typeof value === 'symbol' ? 'a symbol' : show(value);
}

/** Callers without types may pass anything. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** The error of a codec that refuses to write a value. */
export function invalid(value: unknown, expected: string): CodecError {
  return new CodecError('InvalidValue', `${show(value)} is not ${expected}`, { value });
}

/** What to throw in place of an error that came up inside of `path`: the same, with the path if it is a `CodecError`. */
export function within(path: string, error: unknown): unknown {
  return error instanceof CodecError ? error.within(path) : error;
}

/** The same with the name of the command, the event or the beacon. */
export function inMessage(message: string, error: unknown): unknown {
  return error instanceof CodecError ? error.inMessage(message) : error;
}

/** As {@link inMessage}, for a message that may hold a secret, wherever a program puts it: no value is shown. */
export function inSecretMessage(message: string, error: unknown): unknown {
  return error instanceof CodecError ? error.inMessage(message).withoutValue() : error;
}
