import type { Observable } from 'rxjs';
import { ignoreElements, merge, tap } from 'rxjs';
import type { Controller, KeepReport, ListedDevice, RecoverOptions, WatchdogReport } from 'rx-btmgmt';
import { collectDevices, keep, scan, watchdog } from 'rx-btmgmt';

export interface GatewayOptions extends RecoverOptions {
  /** After how long without a device something is done about it, in milliseconds. Default: 60 000. */
  readonly silence?: number;
  /** Is told what is set right. */
  readonly onReport?: (report: KeepReport | WatchdogReport) => void;
}

/**
 * The devices around an adapter, whatever becomes of it: it is switched on, and on again; it is recovered when it falls silent; and scanning goes on when it
 * is back, at whatever index.
 */
export function gateway(adapter: Controller, options: GatewayOptions = {}): Observable<readonly ListedDevice[]> {
  const { silence = 60_000, onReport = () => undefined, ...recovery } = options;
  const care$ = merge(
    keep(adapter, { Powered: true, LowEnergy: true }, { attempts: Infinity }),
    watchdog(adapter, { silence, ...recovery }),
  ).pipe(tap(onReport), ignoreElements());
  const { scheduler } = adapter.mgmt;
  return merge(care$, scan(adapter).pipe(collectDevices({ scheduler })));
}
