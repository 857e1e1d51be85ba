import assert from 'node:assert/strict';
import { release } from 'node:os';
import { before, describe, it } from 'node:test';
import { EMPTY, catchError, first, lastValueFrom, merge, type Observable } from 'rxjs';
import { isStatusError } from 'rx-btmgmt';
import { refused, type Refused, type Step } from '../support/refused-parameters.js';
import { FIRST, openDuringSuite, ready, reset } from './support/controllers.js';
import { errorOf } from './support/error-of.js';

const INDEX = FIRST.index;

/** Those that a virtual controller for both can show, on this kernel. */
const canBeAsked = ({ forced, on }: Refused): boolean =>
  forced !== true &&
  on?.controllers === undefined &&
  (on?.kernel === undefined || release().startsWith(`${on.kernel}.`));

describe('InvalidParameters', { timeout: 300_000 }, () => {
  const mgmt = openDuringSuite();
  const send = ([name, params]: Step): Observable<unknown> => mgmt.commandWith$(name, INDEX, params);
  /** A discovery is answered before it is active (start_discovery_complete in net/bluetooth/mgmt.c). */
  const active$ = ([name]: Step): Observable<unknown> =>
    /^Start\w*Discovery$/.test(name)
      ? mgmt.event$('Discovering', INDEX).pipe(first(({ discovering }) => discovering === true))
      : EMPTY;
  /** Done if it can be done. */
  const attempt = (...step: Step): Promise<unknown> =>
    lastValueFrom(merge(active$(step), send(step)).pipe(catchError(() => EMPTY)), { defaultValue: undefined });

  before(() => ready(mgmt, INDEX));

  for (const one of refused.filter(canBeAsked)) {
    it(`says why: ${one.name} ${one.says}`, async () => {
      await attempt('RemoveAdvertising', { instance: 0 });
      await reset(mgmt, INDEX);
      for (const step of one.after ?? []) await attempt(...step);
      const error = await errorOf(send([one.name, one.params]));
      assert.ok(isStatusError(error, 'InvalidParameters'), String(error));
      assert.match(error.message, one.says);
    });
  }
});
