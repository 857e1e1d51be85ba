import type { Observable } from 'rxjs';
import { concat, concatMap, filter } from 'rxjs';
import type { Mgmt } from 'rx-btmgmt';
import { FIRST, SECOND } from './controllers.js';
import { isKernelAtLeast } from './kernel.js';

/**
 * Lets the second controller, which is on, begin to advertise anew.
 *
 * btvirt's controllers are heard once, when scanning or advertising begins, and not again and again as real ones. What
 * comes before the kernel calls it a discovery it throws away (mgmt_device_found in net/bluetooth/mgmt.c), so
 * advertising has to begin again after that. Changing its mode does it, but not on 6.1 and 6.8; switching it off and on
 * does it there, but not on 7.3, which then disables once more what is off, and btvirt refuses that.
 */
export function advertiseAgain(mgmt: Mgmt): Observable<unknown> {
  const otherMode = isKernelAtLeast(6, 12) ? 'On' : 'Off';
  return concat(
    mgmt.command$('SetAdvertising', SECOND.index, otherMode),
    mgmt.command$('SetAdvertising', SECOND.index, 'OnConnectable'),
  );
}

/** Does so each time the first controller begins to discover. */
export function advertiseWhenScanned(mgmt: Mgmt): Observable<unknown> {
  const begins$ = mgmt.event$('Discovering', FIRST.index).pipe(filter(({ discovering }) => discovering === true));
  return begins$.pipe(concatMap(() => advertiseAgain(mgmt)));
}
