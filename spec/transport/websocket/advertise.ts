import type { Observable } from 'rxjs';
import type { Mgmt } from 'rx-btmgmt';

/** Adds an instance that says nothing. */
export const advertise = (mgmt: Mgmt, instance: number): Observable<unknown> =>
  mgmt.commandWith$('AddAdvertising', 0, {
    instance,
    flags: {},
    duration: 0,
    timeout: 0,
    advData: new Uint8Array(0),
    scanRsp: new Uint8Array(0),
  });
