/** What all errors of this library have in common. `code` is stable and meant for programs, `message` for people. */
export abstract class MgmtError extends Error {
  abstract readonly code: string;
}

/**
 * A value that does not fit its field, or bytes that do not make up the fields that were expected. Nothing was sent.
 *
 * `code` is `'InvalidValue'` when encoding and `'Truncated'` or `'InvalidFrame'` when decoding.
 */
export class CodecError extends MgmtError {
  override readonly name = 'CodecError';

  constructor(
    readonly code: 'InvalidValue' | 'Truncated' | 'InvalidFrame',
    /** Where: the path of the field, such as `keys[2].address`. Empty for the frame as a whole. */
    readonly path: string,
    /** What was wrong and what would be right, without the path. */
    readonly reason: string,
    /** The offending value when encoding. */
    readonly value?: unknown,
    /** Where in the frame when decoding, counted from its first byte. */
    readonly offset?: number,
  ) {
    super(path === '' ? reason : `${path}: ${reason}`);
  }

  /** The same error as seen from the structure around it. */
  within(name: string): CodecError {
    const path = this.path === '' ? name : this.path.startsWith('[') ? name + this.path : `${name}.${this.path}`;
    return new CodecError(this.code, path, this.reason, this.value, this.offset);
  }
}
