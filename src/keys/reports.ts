import type { Observable } from 'rxjs';
import { map, merge } from 'rxjs';
import type { Unpairing } from '../controllers/unpairings.js';
import { unpairings } from '../controllers/unpairings.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import type { MgmtNotification } from '../protocol/tables.js';
import { copyOf } from './stored-key.js';
import type { StoredKey } from './stored-key.js';

/** What the kernel reports of a controller's keys. */
export type Report =
  /** A new one; `refusal`: why it is not to be kept. */
  | { readonly report: 'key'; readonly index: number; readonly key: StoredKey; readonly refusal: string | undefined }
  | ({ readonly report: 'unpaired' } & Unpairing);

const NOT_BONDED = 'it is for this connection only: the kernel gave no store hint';
const DEBUG = 'it is a debug key, which is public';

type KeyEvent = MgmtNotification<
  'NewLinkKey' | 'NewLongTermKey' | 'NewIdentityResolvingKey' | 'NewSignatureResolvingKey' | 'NewConnectionParameter'
>;

function keyOf(event: KeyEvent): StoredKey {
  switch (event.event) {
    case 'NewLinkKey':
      return copyOf({ kind: 'LinkKey', ...event });
    case 'NewLongTermKey':
      return copyOf({ kind: 'LongTermKey', ...event });
    case 'NewIdentityResolvingKey':
      return copyOf({ kind: 'IdentityResolvingKey', ...event });
    case 'NewSignatureResolvingKey':
      return copyOf({ kind: 'SignatureResolvingKey', ...event });
    case 'NewConnectionParameter':
      return copyOf({ kind: 'ConnectionParameters', ...event });
  }
}

function refusalOf({ storeHint }: KeyEvent, key: StoredKey): string | undefined {
  if ('keyType' in key && String(key.keyType).startsWith('Debug')) return DEBUG;
  return storeHint === false ? NOT_BONDED : undefined;
}

function reportOf(event: KeyEvent): Report {
  const key = keyOf(event);
  return { report: 'key', index: event.index, key, refusal: refusalOf(event, key) };
}

/** What the kernel reports of the keys of all controllers, in its order. */
export function keyReports(mgmt: Mgmt): Observable<Report> {
  const keys$ = merge(
    mgmt.event$('NewLinkKey'),
    mgmt.event$('NewLongTermKey'),
    mgmt.event$('NewIdentityResolvingKey'),
    mgmt.event$('NewSignatureResolvingKey'),
    mgmt.event$('NewConnectionParameter'),
  ).pipe(map(reportOf));
  const unpaired$ = unpairings(mgmt).pipe(map((unpairing): Report => ({ report: 'unpaired', ...unpairing })));
  return merge(keys$, unpaired$);
}
