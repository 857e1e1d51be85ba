import type { Observable } from 'rxjs';
import { EMPTY, catchError, defer, switchMap } from 'rxjs';
import { whenNotBusy } from '../controllers/when-not-busy.js';
import { isStatusError, isTransportError } from '../mgmt/errors.js';
import type { Sender } from '../mgmt/sender.js';

/** How often it is tried again while LE is being switched on or off. */
const BUSY_TIMES = 50;

const NONE = new Uint8Array();
/** Flags in a scan response, which the kernel never takes. */
const REFUSED = Uint8Array.of(2, 1, 6);

/**
 * Removes an advertisement, in whatever state the controller is. Emits nothing, and never fails: it may have gone.
 *
 * The kernel has Remove Advertising for controllers that are on only, and advertises again what was left when they are switched on. Data
 * that it refuses ends an advertisement, too (add_ext_adv_data in net/bluetooth/mgmt.c), and it refuses all while the controller is off. One that was added
 * beside the setting Advertising can't be removed at all (`Failed`): such data does it.
 */
export function removeAdvertisement(mgmt: Sender, index: number, instance: number): Observable<never> {
  const refused = (scanRsp: Uint8Array): Observable<unknown> =>
    mgmt.command$('AddExtendedAdvertisingData', index, instance, NONE, scanRsp);
  const remove$: Observable<unknown> = defer(() => mgmt.command$('RemoveAdvertising', index, instance)).pipe(
    catchError((error: unknown) => {
      if (isStatusError(error, 'Busy')) throw error;
      if (isStatusError(error, 'Failed')) return refused(REFUSED);
      if (!isTransportError(error, 'ENETDOWN') && !isStatusError(error, 'NotPowered')) return EMPTY;
      // If it is taken, the controller is on again.
      return refused(NONE).pipe(switchMap(() => mgmt.command$('RemoveAdvertising', index, instance)));
    }),
  );
  return whenNotBusy(mgmt, remove$, BUSY_TIMES).pipe(
    switchMap(() => EMPTY),
    catchError(() => EMPTY),
  );
}
