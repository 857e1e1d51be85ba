import type { Transport } from './transport.js';
import { isObject } from '../protocol/errors.js';
import { OptionError } from '../protocol/option-error.js';
import { hasFunctions } from '../protocol/options.js';

/** Throws an `OptionError` for what is no transport, such as a function that makes one. */
export function checkTransport(transport: Transport): Transport {
  if (hasFunctions(transport, 'send') && isObject(transport.frames$)) return transport;
  throw new OptionError('transport', transport, 'a transport, such as hciSocket() of rx-btmgmt/linux');
}
