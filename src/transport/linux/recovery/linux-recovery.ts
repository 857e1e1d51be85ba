import type { FileMarker } from './power-marker.js';
import { powerMarker } from './power-marker.js';
import type { LinuxStep } from './step.js';
import { driverRebind, interfaceBounce, rfkillUnblock, usbReset } from './steps.js';
import type { OptionChecks } from '../../../protocol/options.js';
import { checkOneOf, checkOptions, checkText } from '../../../protocol/options.js';

/** What the steps may do to the system. */
export interface LinuxRecoveryOptions {
  /** Whether to unblock radios that are blocked by software. Default: `'leave'`. */
  readonly rfkill?: 'leave' | 'unblock';
  /** The folder of `powerMarker`. Default: as there. */
  readonly marker?: string;
}

const CHECKS: OptionChecks<LinuxRecoveryOptions> = {
  rfkill: (option, value) => checkOneOf(option, value, ['leave', 'unblock']),
  marker: (option, value) => checkText(option, value, 4096, 1),
};

/**
 * What Linux offers to recover controllers, as options of `recover` and `watchdog`: the steps that take more than commands, and a marker.
 *
 * ```ts
 * watchdog(adapter, { silence: 90_000, ...linuxRecovery() }).subscribe(console.log);
 * ```
 *
 * What is not there, as in containers, is left out by itself, and the reports say so. To leave out more, name those that are wanted:
 * `{ furtherSteps: [interfaceBounce(), usbReset()], marker: powerMarker() }`.
 *
 * @throws OptionError
 */
export function linuxRecovery(options: LinuxRecoveryOptions = {}): {
  readonly furtherSteps: readonly LinuxStep[];
  readonly marker: FileMarker;
} {
  const { rfkill, marker } = checkOptions(options, CHECKS);
  const unblocking = rfkill === 'unblock' ? [rfkillUnblock()] : [];
  return { furtherSteps: [...unblocking, interfaceBounce(), usbReset(), driverRebind()], marker: powerMarker(marker) };
}
