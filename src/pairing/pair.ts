import type { Observable } from 'rxjs';
import { defer, merge, takeWhile } from 'rxjs';
import type { Controller } from '../controllers/controller.js';
import type { Peer } from '../controllers/controller-state.js';
import { isReady, refusals, technologiesOf } from '../controllers/refusals.js';
import { whileTrue } from '../controllers/while-present.js';
import { attempt } from './attempt.js';
import type { PairOptions } from './options.js';
import { checkPairOptions } from './options.js';
import type { PairingStep } from './steps.js';
import { checkController } from '../controllers/check-controller.js';

/**
 * Pairs with a device: sets what good keys need, emits what happens, and completes when it has paired. Unsubscribing cancels it, in the kernel, too.
 *
 * ```ts
 * pair(controller(mgmt, 0), { address: '00:11:22:33:44:55', addressType: 'LEPublic' }).subscribe({
 *   next: (step) => { if (step.step === 'paired') console.log(step.peer.address, step.strength); },
 *   error: (error: Error) => console.error(error.message),
 * });
 * ```
 *
 * Errors: `StatusError`, such as `AlreadyPaired`, `AuthenticationFailed`, `ConnectFailed`, `NotPowered`, whose message says why and what to do;
 * `TimeoutError`; what the policy throws; `TransportError`.
 *
 * @param peer what carries `address` and `addressType`: a sighting, a device, an event
 * @throws OptionError if the peer or an option makes no sense
 */
export function pair(controller: Controller, peer: Peer, options: PairOptions = {}): Observable<PairingStep> {
  checkController(controller);
  const plan = checkPairOptions(peer, options);
  const { whenOff, whenAbsent } = plan;
  const technologies = technologiesOf([plan.peer.addressType]);
  const needs = { activity: 'pairing', command: 'PairDevice', technologies, whenOff, whenAbsent } as const;
  return defer(() => {
    const steps$ = whileTrue(
      controller,
      ({ settings }) => isReady(technologies, settings),
      (state) => attempt(controller.mgmt, state, plan),
    );
    return merge(refusals(controller, needs), steps$).pipe(takeWhile(({ step }) => step !== 'paired', true));
  });
}
