import { checkReaction } from '../controllers/refusals.js';
import type { DiscoverOptions, Wish } from '../operators/discovery/options.js';
import { checkOptions as checkDiscovery } from '../operators/discovery/options.js';
import type { AdvertisementMonitor } from '../operators/match-monitor.js';
import { ownMonitor } from '../operators/match-monitor.js';
import type { MemoryOptions } from '../operators/sightings/memory-options.js';
import { FORGET_AFTER, MAX_DEVICES, checkMaxDevices } from '../operators/sightings/memory-options.js';
import { CodecError } from '../protocol/errors.js';
import { OptionError } from '../protocol/option-error.js';
import type { OptionChecks } from '../protocol/options.js';
import { checkDuration, checkNames, checkOneOf, checkOptions, checkPositiveDuration } from '../protocol/options.js';

/** When a passive scan asks devices for what they tell only those who ask. */
export interface ActiveWindowsOptions {
  /** Until the first one, in milliseconds, from 0 on. Default: 0. */
  readonly delay?: number;
  /** From the beginning of one to that of the next, in milliseconds. `Infinity`: there is one only. */
  readonly interval: number;
  /** How long each takes, in milliseconds, at most the interval. */
  readonly duration: number;
}

/** What a scan looks for, and how. Each subscriber gets what it asked for, whatever else is looked for on the same controller. */
export interface ScanOptions extends Omit<DiscoverOptions, 'continuous'>, MemoryOptions {
  /**
   * `'active'`: devices are asked for more than they advertise, and BR/EDR ones found. `'passive'`: it only listens, by an advertisement
   * monitor, which costs devices no power, and tells of each advertisement. Default: `'active'`.
   */
  readonly mode?: 'active' | 'passive';
  /**
   * What a passive scan looks for: patterns, one of which has to match, and perhaps the thresholds of strength, with the units of the protocol.
   * Default: all that is heard; where the controller compares by itself, all that have flags in their advertisement.
   */
  readonly monitor?: AdvertisementMonitor;
  /** Times at which a passive scan is an active one. Default: none. */
  readonly activeWindows?: ActiveWindowsOptions;
  /** While the controller is off, or LE (BR/EDR) is switched off on it: wait, or fail. Default: `'pause'`. */
  readonly whenOff?: 'pause' | 'error';
  /** While there is no such controller: wait, or fail. Default: `'pause'`. */
  readonly whenAbsent?: 'pause' | 'error';
}

/** Options that have been checked, with their defaults. */
export interface Plan {
  readonly wish: Wish;
  readonly mode: 'active' | 'passive';
  readonly monitor: AdvertisementMonitor | undefined;
  readonly activeWindows: Required<ActiveWindowsOptions> | undefined;
  readonly whenOff: 'pause' | 'error';
  readonly whenAbsent: 'pause' | 'error';
  readonly maxDevices: number;
  readonly forgetAfter: number;
}

const MODES = ['active', 'passive'] as const;

const DISCOVERY = ['addressTypes', 'uuids', 'uuidFields', 'rssiThreshold', 'limited', 'resolveNames'] as const;
const SCAN = ['mode', 'monitor', 'activeWindows', 'whenOff', 'whenAbsent', 'maxDevices', 'forgetAfter'] as const;

const windowChecks: OptionChecks<ActiveWindowsOptions> = {
  delay: checkDuration,
  interval: checkPositiveDuration,
  duration: checkPositiveDuration,
};

function windowsOf(options: ActiveWindowsOptions): Required<ActiveWindowsOptions> {
  const {
    delay = 0,
    interval,
    duration,
  } = checkOptions(options, windowChecks, 'activeWindows', ['interval', 'duration']);
  if (duration <= interval) return { delay, interval, duration };
  throw new OptionError('activeWindows.duration', duration, `at most the interval, ${interval} ms`);
}

function checkMonitor(monitor: AdvertisementMonitor): AdvertisementMonitor {
  try {
    return ownMonitor(monitor);
  } catch (error) {
    if (!(error instanceof CodecError || error instanceof TypeError)) throw error;
    throw new OptionError('monitor', monitor, `an advertisement monitor: ${error.message}`);
  }
}

/** Of a passive scan only. */
function checkPassive({ mode, monitor, activeWindows, addressTypes }: ScanOptions): void {
  if (mode !== 'passive') {
    if (monitor !== undefined) throw new OptionError('monitor', monitor, "an option of { mode: 'passive' }");
    if (activeWindows !== undefined) {
      throw new OptionError('activeWindows', activeWindows, "an option of { mode: 'passive' }");
    }
  } else if (addressTypes?.includes('BREDR') === true) {
    throw new OptionError('addressTypes', addressTypes, 'without BREDR in a passive scan: such devices answer only');
  }
}

/** Throws an `OptionError` for what makes no sense. */
export function checkScanOptions(options: ScanOptions): Plan {
  checkNames(options, [...DISCOVERY, ...SCAN]);
  const { mode = 'active', monitor, activeWindows, whenOff = 'pause', whenAbsent = 'pause', ...others } = options;
  const { maxDevices = MAX_DEVICES, forgetAfter = FORGET_AFTER, ...discovery } = others;
  const plan = {
    wish: checkDiscovery({ ...discovery, continuous: true }),
    mode: checkOneOf('mode', mode, MODES),
    monitor: monitor === undefined || mode !== 'passive' ? undefined : checkMonitor(monitor),
    activeWindows: activeWindows === undefined ? undefined : windowsOf(activeWindows),
    whenOff: checkReaction('whenOff', whenOff),
    whenAbsent: checkReaction('whenAbsent', whenAbsent),
    maxDevices: checkMaxDevices('maxDevices', maxDevices),
    forgetAfter: checkPositiveDuration('forgetAfter', forgetAfter),
  };
  checkPassive(options);
  return plan;
}
