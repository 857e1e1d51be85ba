import type { Observable } from 'rxjs';
import { isObservable } from 'rxjs';
import type { PowerMarker } from './marker.js';
import { checkMarker } from './marker.js';
import type { RecoveryMethod } from './method.js';
import { powerCycle, restartDiscovery } from './methods.js';
import { OptionError } from '../../protocol/option-error.js';
import type { OptionChecks } from '../../protocol/options.js';
import {
  checkBoolean,
  checkCount,
  checkList,
  checkOneOf,
  checkOptions,
  checkPositiveDuration,
  hasFunctions,
} from '../../protocol/options.js';

/** How `recover` goes about it. */
export interface RecoverOptions {
  /**
   * What is tried, in this order. Default: `restartDiscovery()`, `powerCycle()`.
   */
  readonly steps?: readonly RecoveryMethod[];
  /** What is tried then. Default: nothing. `linuxRecovery()` of rx-btmgmt/linux has what takes more than commands. */
  readonly furtherSteps?: readonly RecoveryMethod[];
  /** Remembers that the controller was switched off, should this program end in between: `powerMarker()` of rx-btmgmt/linux. Default: none. */
  readonly marker?: PowerMarker;
  /** Whether also to do what ends connections while there are some. Default: false. */
  readonly whileConnected?: boolean;
  /**
   * How often in an hour steps are taken that are not gentle, on one controller by one client: an integer from 0 on, or Infinity. Default: 6,
   * the whole ladder once.
   */
  readonly perHour?: number;
  /** How long to wait for each answer, in milliseconds. Default: 10 000, since the kernel itself waits for controllers. */
  readonly timeout?: number;
}

/** How `watchdog` goes about it. */
export interface WatchdogOptions extends RecoverOptions {
  /** After how long without a sign of life something is done, in milliseconds. */
  readonly silence: number;
  /**
   * What counts as a sign of life; each value is one. Its silence always counts, its errors are errors of the watchdog. Default: devices that
   * are found, connected or disconnected, and matches of monitors and mesh; their silence counts if a discovery ran.
   */
  readonly life?: Observable<unknown>;
  /** What to do while another program has switched it off, rfkill included: wait, or switch it on again. Default: `'wait'`. */
  readonly off?: 'wait' | 'recover';
}

export type RecoverSettings = Required<Omit<RecoverOptions, 'marker' | 'furtherSteps'>> & {
  readonly marker: PowerMarker | undefined;
};
export type WatchdogSettings = RecoverSettings &
  Required<Pick<WatchdogOptions, 'silence' | 'off'>> & { readonly life: Observable<unknown> | undefined };

function checkMethods(option: string, steps: readonly RecoveryMethod[]): void {
  checkList(option, steps, (path, step) => {
    if (hasFunctions(step, 'apply') && typeof step.name === 'string') return;
    throw new OptionError(path, step, 'a step, such as powerCycle(): an object with "name" and "apply"');
  });
}

const RECOVER: OptionChecks<RecoverOptions> = {
  steps: checkMethods,
  furtherSteps: checkMethods,
  marker: checkMarker,
  whileConnected: checkBoolean,
  perHour: (option, value) => checkCount(option, value, 0),
  timeout: checkPositiveDuration,
};

const WATCHDOG: OptionChecks<WatchdogOptions> = {
  ...RECOVER,
  silence: checkPositiveDuration,
  life: (option, value) => {
    if (!isObservable(value)) throw new OptionError(option, value, 'an Observable');
  },
  off: (option, value) => checkOneOf(option, value, ['wait', 'recover']),
};

const withDefaults = (options: RecoverOptions): RecoverSettings => {
  const {
    steps = [restartDiscovery(), powerCycle()],
    furtherSteps = [],
    marker,
    whileConnected,
    perHour,
    timeout,
  } = options;
  return {
    steps: [...steps, ...furtherSteps],
    marker,
    whileConnected: whileConnected ?? false,
    perHour: perHour ?? 6,
    timeout: timeout ?? 10_000,
  };
};

/** Throws an `OptionError`. */
export function recoverSettings(options: RecoverOptions): RecoverSettings {
  return withDefaults(checkOptions(options, RECOVER));
}

/** Throws an `OptionError`. */
export function watchdogSettings(options: WatchdogOptions): WatchdogSettings {
  const { silence, life, off = 'wait' } = checkOptions(options, WATCHDOG, undefined, ['silence']);
  return { ...withDefaults(options), silence, life, off };
}
