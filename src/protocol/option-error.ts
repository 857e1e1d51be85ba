import { MgmtError, show } from './errors.js';

/**
 * An option that makes no sense. It is thrown by the call that was given the option, before anything else happens.
 *
 * What the parameters of a command may be is another matter: those are `CodecError`s, and arrive as error notifications.
 */
export class OptionError extends MgmtError {
  override readonly name = 'OptionError';
  readonly code = 'InvalidOption';

  constructor(
    /** The option, such as `'timeout'`; inside of another one with its path, such as `'controllers[1].address'`. */
    readonly option: string,
    readonly value: unknown,
    /** What would be right, such as `'an integer from 1 to 65535'`. */
    readonly expected: string,
  ) {
    super(`${option}: ${show(value)} is not ${expected}`);
  }
}
