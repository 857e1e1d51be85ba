import type { OptionChecks } from '../../protocol/options.js';
import { checkBoolean, checkCount, checkOptions, checkPositiveDuration } from '../../protocol/options.js';
import type { PowerMarker } from '../recovery/marker.js';
import { checkMarker } from '../recovery/marker.js';
import { OptionError } from '../../protocol/option-error.js';

/** How `keep` goes about it. */
export interface KeepOptions {
  /**
   * How long to wait before the second attempt, in milliseconds; twice as long before each further one. The first one is made at
   * once. Default: 1000.
   */
  readonly delay?: number;
  /** The longest delay, in milliseconds. Default: 60 000. */
  readonly maxDelay?: number;
  /** How long something must stay as it is desired until its attempts are counted anew, in milliseconds. Default: 60 000. */
  readonly period?: number;
  /** After how many attempts to give up: an integer from 1 on, or Infinity. Default: 10, which take about five minutes. */
  readonly attempts?: number;
  /** Says which controllers were switched off to recover them by a program that was killed: those are switched on first. Default: none. */
  readonly marker?: PowerMarker;
  /**
   * Whether to set what was changed back to what it was, when it is unsubscribed from or fails. It takes a few commands, which `close()` of the client
   * cuts short. Default: false.
   */
  readonly restore?: boolean;
}

const CHECKS: OptionChecks<KeepOptions> = {
  delay: checkPositiveDuration,
  maxDelay: checkPositiveDuration,
  period: checkPositiveDuration,
  attempts: (option, value) => checkCount(option, value, 1),
  restore: checkBoolean,
  marker: checkMarker,
};

/** Options that have been checked. */
export type KeepSettings = Required<Omit<KeepOptions, 'marker'>> & Pick<KeepOptions, 'marker'>;

/** Throws an `OptionError`. */
export function keepSettings(options: KeepOptions): KeepSettings {
  checkOptions(options, CHECKS);
  const settings = { delay: 1000, maxDelay: 60_000, period: 60_000, attempts: 10, restore: false, ...defined(options) };
  if (options.maxDelay !== undefined && settings.maxDelay < settings.delay) {
    throw new OptionError('maxDelay', settings.maxDelay, `at least delay, which is ${settings.delay}`);
  }
  return { ...settings, maxDelay: Math.max(settings.maxDelay, settings.delay) };
}

/** The options that are not `undefined`. */
const defined = (options: KeepOptions): KeepOptions =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
