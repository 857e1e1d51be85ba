import type { Observable } from 'rxjs';
import { concat, ignoreElements, of } from 'rxjs';
import type { Controller, Mgmt } from 'rx-btmgmt';
import { controller } from 'rx-btmgmt';

/** Switches LE and a controller on, and emits it then. */
export function switchedOn(mgmt: Mgmt, index: number): Observable<Controller> {
  return concat(
    mgmt.command$('SetLowEnergy', index, true).pipe(ignoreElements()),
    mgmt.command$('SetPowered', index, true).pipe(ignoreElements()),
    of(controller(mgmt, index)),
  );
}
