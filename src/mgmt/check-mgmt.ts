import type { Mgmt } from './mgmt.js';
import { isObject } from '../protocol/errors.js';
import { OptionError } from '../protocol/option-error.js';
import { hasFunctions } from '../protocol/options.js';

/** Told by what it has, as errors are: an application may have two copies of the library. */
export const isMgmt = (value: unknown): boolean => hasFunctions(value, 'command$', 'commandWith$', 'event$', 'raw$');

/** Throws an `OptionError` for what is no client, such as a transport. */
export function checkMgmt(mgmt: Mgmt): Mgmt {
  if (isMgmt(mgmt) && isObject(mgmt.events$)) return mgmt;
  throw new OptionError('mgmt', mgmt, 'a Mgmt, such as new Mgmt(transport)');
}
