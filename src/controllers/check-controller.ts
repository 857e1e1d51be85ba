import type { Controller } from './controller.js';
import { isMgmt } from '../mgmt/check-mgmt.js';
import { isObject } from '../protocol/errors.js';
import { OptionError } from '../protocol/option-error.js';
import { hasFunctions } from '../protocol/options.js';

const EXPECTED = 'a controller, such as controller(mgmt, 0)';

/** Throws an `OptionError` for what is no handle on a controller, such as a `Mgmt`, an index, or the state of one. */
export function checkController(controller: Controller): Controller {
  const isHandle = hasFunctions(controller, 'command$', 'commandWith$', 'event$') && isObject(controller.state$);
  if (isHandle && isMgmt(controller.mgmt)) return controller;
  throw new OptionError('controller', controller, EXPECTED);
}
