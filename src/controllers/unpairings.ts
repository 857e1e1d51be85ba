import type { Observable } from 'rxjs';
import { filter, map, merge } from 'rxjs';
import type { Peer } from './controller-state.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import { ownAnswers } from '../mgmt/own-answers.js';
import { decodeReply } from '../protocol/decode.js';
import type { MgmtEvent } from '../protocol/tables.js';

/** A controller has forgotten a device. */
export interface Unpairing {
  readonly index: number;
  readonly peer: Peer;
}

/** The program that unpairs is not told so by the event (unpair_device in net/bluetooth/mgmt.c), only by the reply. */
function unpairedBySelf({ index, status, returnParameters }: MgmtEvent<'CommandComplete'>): Unpairing | undefined {
  if (status !== 'Success' || index === null) return undefined;
  const { address, addressType } = decodeReply('UnpairDevice', returnParameters);
  return { index, peer: { address, addressType } };
}

/** Which devices are unpaired, whoever does that, on all controllers. */
export function unpairings(mgmt: Mgmt): Observable<Unpairing> {
  const byOthers$ = mgmt
    .event$('DeviceUnpaired')
    .pipe(map(({ index, address, addressType }): Unpairing => ({ index, peer: { address, addressType } })));
  const bySelf$ = ownAnswers(mgmt, 'UnpairDevice').pipe(
    map(unpairedBySelf),
    filter((unpairing) => unpairing !== undefined),
  );
  return merge(byOthers$, bySelf$);
}
