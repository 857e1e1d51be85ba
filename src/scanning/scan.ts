import type { Observable } from 'rxjs';
import { defer, map, merge } from 'rxjs';
import { checkController } from '../controllers/check-controller.js';
import type { Controller } from '../controllers/controller.js';
import { isReady, refusals, technologiesOf } from '../controllers/refusals.js';
import { whileTrue } from '../controllers/while-present.js';
import { reports } from '../operators/discovery/reports.js';
import type { Sighting } from '../operators/sightings/sighting.js';
import type { ScanOptions } from './options.js';
import { checkScanOptions } from './options.js';
import { passiveReports } from './passive.js';
import { Sightings } from './sightings.js';
import { retryUnanswered } from './unanswered.js';

/**
 * Listens for devices for as long as it is subscribed to, and emits each time that one is heard.
 *
 * ```ts
 * scan(controller(mgmt, 0)).pipe(trackDevices()).subscribe(({ change, device }) => console.log(change, device.address, device.name));
 * ```
 *
 * It is started again when the kernel ends it, and goes on when the controller is switched on, plugged in again or free again, and
 * when the system wakes up: all that is a pause. So is a controller that does not answer, which {@link watchdog} tells of and {@link recover} cures. All scans with one client on one controller share what the kernel does, and each gets what it asked
 * for; other programs' discoveries are made use of, and not stopped, see {@link discover}.
 *
 * Most controllers tell of each device once in ten seconds in an active scan, and of each advertisement in a passive one.
 *
 * Errors: at once what can never work: `StatusError` `NotSupported` (the controller lacks LE or BR/EDR, or the kernel advertisement monitors),
 * `PermissionDenied`; what {@link ScanOptions} ask for; `TransportError`.
 *
 * @throws OptionError if an option makes no sense
 */
export function scan(controller: Controller, options: ScanOptions = {}): Observable<Sighting> {
  const { mgmt } = checkController(controller);
  const plan = checkScanOptions(options);
  const { whenOff, whenAbsent, mode } = plan;
  const technologies = technologiesOf(plan.wish.kinds);
  const command = mode === 'active' ? 'StartDiscovery' : 'AddAdvertisementPatternsMonitor';
  return defer(() => {
    const sightings = new Sightings(plan.maxDevices, plan.forgetAfter);
    const heard$ = whileTrue(
      controller,
      ({ settings }) => isReady(technologies, settings),
      ({ index, address }) => {
        const heardBy = Object.freeze({ index, address });
        const reports$ = mode === 'active' ? reports(mgmt, index, plan.wish) : passiveReports(mgmt, index, plan);
        return reports$.pipe(
          retryUnanswered(mgmt.scheduler),
          map((report) => sightings.of(report, heardBy)),
        );
      },
    );
    return merge(refusals(controller, { activity: 'scan', command, technologies, whenOff, whenAbsent }), heard$);
  });
}
