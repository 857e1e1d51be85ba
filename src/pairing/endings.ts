import type { Observable } from 'rxjs';
import { filter, map, merge, mergeMap } from 'rxjs';
import type { Peer } from '../controllers/controller-state.js';
import { controller } from '../controllers/controller.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import { ownAnswers } from '../mgmt/own-answers.js';
import { forController } from '../operators/for-controller.js';
import { ofEvent } from '../operators/of-event.js';
import { decodeReply } from '../protocol/decode.js';
import { after } from '../transport/schedule-after.js';
import type { PairingRequestEnd } from './requests.js';

type End = PairingRequestEnd['end'];

/**
 * Who does not answer within 30 s is given up, by the kernel (SMP_TIMEOUT in net/bluetooth/smp.c) or the controller (LMP response timeout);
 * it counts from a moment before the question.
 */
const PATIENCE = 29_000;
/** After so long a question is over, even if the kernel does not say so, in milliseconds. */
const LONGEST = 60_000;

const ENDS: Readonly<Record<string, End>> = {
  Success: 'paired',
  Disconnected: 'disconnected',
  NotPowered: 'off',
  InvalidIndex: 'absent',
};

/** How a Pair Device of this program ends: the kernel does not tell its socket that pairing failed. */
function ownPairing(mgmt: Mgmt, index: number, { address }: Peer): Observable<End> {
  return ownAnswers(mgmt, 'PairDevice').pipe(
    mergeMap((reply): End[] => {
      if (reply.index !== index || reply.returnParameters.length === 0) return [];
      if (decodeReply('PairDevice', reply.returnParameters).address !== address) return [];
      return [ENDS[reply.status] ?? 'failed'];
    }),
  );
}

const NEWS = [
  'AuthenticationFailed',
  'DeviceDisconnected',
  'NewLinkKey',
  'NewLongTermKey',
  'NewIdentityResolvingKey',
] as const;

/** Emits when a question that a device asks now is over without our answer. */
export function endings(mgmt: Mgmt, index: number, peer: Peer): Observable<PairingRequestEnd> {
  const { scheduler } = mgmt;
  const begin = scheduler.now();
  const told$ = mgmt.events$.pipe(
    forController(index),
    ofEvent(...NEWS),
    filter(
      (event) => event.address === peer.address || ('randomAddress' in event && event.randomAddress === peer.address),
    ),
    map(({ event }): End => {
      if (event === 'DeviceDisconnected') return 'disconnected';
      return event === 'AuthenticationFailed' ? 'failed' : 'paired';
    }),
  );
  const gone$ = controller(mgmt, index).state$.pipe(
    mergeMap((state): End[] => {
      if (state === undefined) return ['absent'];
      return state.settings.Powered ? [] : ['off'];
    }),
  );
  const late$ = after(LONGEST, scheduler).pipe(map((): End => 'timeout'));
  return merge(told$, ownPairing(mgmt, index, peer), gone$, late$).pipe(
    map((end) => {
      const isLate = (end === 'failed' || end === 'disconnected') && scheduler.now() - begin >= PATIENCE;
      return { end: isLate ? 'timeout' : end };
    }),
  );
}
