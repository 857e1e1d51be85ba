import type { Observable } from 'rxjs';
import { EMPTY, defer, finalize, ignoreElements, merge, switchMap, take } from 'rxjs';
import type { Controller } from '../controllers/controller.js';
import { permission } from '../controllers/refusals.js';
import { whileTrue } from '../controllers/while-present.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import type { Sender } from '../mgmt/sender.js';
import { IOCapability } from '../protocol/enums/device.js';
import type { OptionChecks } from '../protocol/options.js';
import { checkOneOf, checkOptions } from '../protocol/options.js';
import { agentOf } from './agent.js';
import { held } from './held.js';
import type { PairingRequest } from './requests.js';
import { checkController } from '../controllers/check-controller.js';

/** What a side of a pairing can show and enter. */
export type IOCapabilityName = keyof typeof IOCapability;

/** What the agent can show and ask. */
export interface PairingRequestsOptions {
  /**
   * What can be shown and entered here, for pairings that others begin; set while it is subscribed to, then `'NoInputNoOutput'` again, which
   * is the kernel's default. Owning: refused beside bluetoothd. Default: it is left as it is.
   */
  readonly ioCapability?: IOCapabilityName;
}

export const checkIoCapability = (option: string, value: IOCapabilityName): IOCapabilityName =>
  checkOneOf(option, value, Object.keys(IOCapability) as IOCapabilityName[]);

const CHECKS: OptionChecks<PairingRequestsOptions> = { ioCapability: checkIoCapability };

function withCapability(mgmt: Mgmt, index: number, ioCapability: IOCapabilityName | undefined): Observable<never> {
  if (ioCapability === undefined) return EMPTY;
  const set$ = mgmt.command$('SetIOCapability', index, ioCapability);
  const undo = (sender: Sender): Observable<unknown> => sender.command$('SetIOCapability', index, 'NoInputNoOutput');
  return held(mgmt, { index, name: 'IOCapability', isSet: false, set$, undo }).pipe(ignoreElements());
}

/**
 * The agent: emits each question that a pairing asks, whoever began it, those that are open first. Any number of
 * subscribers get the same objects, and whoever answers first has answered; so may another program.
 *
 * ```ts
 * pairingRequests(controller(mgmt, 0), { ioCapability: 'KeyboardDisplay' }).subscribe((request) => {
 *   if (request.kind === 'display') console.log(`Type ${request.passkey} on ${request.address}`);
 *   else acceptJustWorks(request) || rejectAll(request);
 * });
 * ```
 *
 * Off and absent are pauses. Errors: `StatusError` `PermissionDenied`; `NeighbourError`; `TransportError`.
 *
 * @throws OptionError if an option makes no sense
 */
export function pairingRequests(
  controller: Controller,
  options: PairingRequestsOptions = {},
): Observable<PairingRequest> {
  const { ioCapability } = checkOptions(options, CHECKS);
  const { mgmt, state$ } = checkController(controller);
  // Who may not is told nothing, and would wait for ever.
  const permitted$ = state$.pipe(
    take(1),
    switchMap((state) => permission(mgmt, state?.index ?? 0)),
  );
  const asked$ = whileTrue(
    controller,
    ({ configured }) => configured,
    ({ index }) =>
      defer(() => {
        const agent = agentOf(mgmt, index);
        agent.listeners += 1;
        return merge(agent.requests$, withCapability(mgmt, index, ioCapability)).pipe(
          finalize(() => (agent.listeners -= 1)),
        );
      }),
  );
  return merge(permitted$, asked$);
}
