import type { Observable } from 'rxjs';
import { map } from 'rxjs';
import type { DiscoverOptions } from './discovery/options.js';
import { checkOptions } from './discovery/options.js';
import type { FoundDevice } from './discovery/report.js';
import { reports } from './discovery/reports.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import { checkInteger } from '../protocol/options.js';
import { checkMgmt } from '../mgmt/check-mgmt.js';

/** The largest index of a controller: 65535 means none. */
const LAST_INDEX = 65_534;

/**
 * Discovers devices while it is subscribed to, for about ten seconds (`continuous`: until it is unsubscribed), and emits each report.
 *
 * ```ts
 * discover(mgmt, 0).pipe(filter((device) => device.rssi > -60), take(3)).subscribe(console.log);
 * ```
 *
 * The kernel has one discovery a controller. All who discover with one client share it: the kernel looks for what all of them want,
 * and each gets what it asked for, for its own time, whoever comes or goes meanwhile. Who comes later gets what has been found already.
 * The last one to leave stops it, also when an operator behind it throws or has enough. A discovery that is stopped from outside is
 * started again for the rest of the time.
 *
 * If another program discovers, it listens along as long as there is evidence that this finds what was asked for, stops nothing, and
 * starts its own discovery as soon as it can. {@link discoveryState} tells what is going on.
 *
 * Errors: as `command$`; above all these `StatusError`s:
 *
 * - `NotPowered`: the controller is off, or was switched off meanwhile, by another program, by rfkill or by the system;
 * - `InvalidIndex`: there is no such controller, or it has gone: unplugged, or a program uses it alone;
 * - `Cancelled`: the system went to sleep. A continuous discovery waits, and goes on when it wakes up;
 * - `Busy`: none could be started, and no other program's found what was asked for; the message says what was seen and what helps.
 *   A continuous discovery goes on trying;
 * - `Rejected`: the kind is switched off, such as LE; `NotSupported`: the controller lacks it; `PermissionDenied`.
 *
 * @param index the controller, 0 to 65534
 * @throws OptionError if the client, an option or the index makes no sense
 */
export function discover(mgmt: Mgmt, index: number, options: DiscoverOptions = {}): Observable<FoundDevice> {
  checkMgmt(mgmt);
  const wish = checkOptions(options);
  checkInteger('index', index, 0, LAST_INDEX);
  return reports(mgmt, index, wish).pipe(map(({ device }) => device));
}
