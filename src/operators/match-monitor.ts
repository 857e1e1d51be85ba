import type { MonoTypeOperatorFunction, SchedulerLike } from 'rxjs';
import { asyncScheduler, defer, filter } from 'rxjs';
import { InRange } from './in-range.js';
import { matchesPatterns } from '../protocol/advertising/patterns.js';
import { decodeCommand } from '../protocol/decode.js';
import { encodeCommand } from '../protocol/encode.js';
import { isObject } from '../protocol/errors.js';
import { OptionError } from '../protocol/option-error.js';
import { whyInvalid } from '../protocol/rules/invalid-parameters.js';
import type { DecodedParams, MgmtEvent, Params } from '../protocol/tables.js';
import { checkScheduler } from '../transport/check-scheduler.js';

const WITH_THRESHOLDS = 'AddAdvertisementPatternsMonitorWithRSSIThreshold';

/** A monitor as one of the two commands that add one takes it. */
export type AdvertisementMonitor =
  Params<'AddAdvertisementPatternsMonitor'> | Params<'AddAdvertisementPatternsMonitorWithRSSIThreshold'>;

/** As the kernel would read it: whatever is wrong with it is found, and one form is left. */
function asRead(monitor: AdvertisementMonitor): {
  readonly patterns: DecodedParams<'AddAdvertisementPatternsMonitor'>['patterns'];
  readonly thresholds?: DecodedParams<typeof WITH_THRESHOLDS>;
} {
  const frame =
    isObject(monitor) && 'highThreshold' in monitor
      ? encodeCommand(WITH_THRESHOLDS, 0, monitor)
      : encodeCommand('AddAdvertisementPatternsMonitor', 0, monitor);
  const { certain, reasons } = whyInvalid(frame);
  if (certain)
    throw new OptionError('monitor', monitor, `an advertisement monitor that Linux takes: ${reasons.join(' ')}`);
  const decoded = decodeCommand(frame);
  if (decoded.command === WITH_THRESHOLDS) return { patterns: decoded.params.patterns, thresholds: decoded.params };
  return (decoded as Extract<typeof decoded, { readonly command: 'AddAdvertisementPatternsMonitor' }>).params;
}

/** A copy that shares nothing. Throws a `CodecError` or an `OptionError` for what Linux does not take. */
export function ownMonitor(monitor: AdvertisementMonitor): AdvertisementMonitor {
  const { patterns, thresholds } = asRead(monitor);
  return thresholds ?? { patterns };
}

/**
 * Lets through what a monitor asks for: advertisements that match one of its patterns and, with thresholds, of devices that are
 * in range. Without help of the controller the kernel does not compare, and reports whatever advertises to all programs
 * as Advertisement Monitor Device Found with the handle 0.
 *
 * ```ts
 * const monitor = { patterns: [{ adType: 'ServiceData16', offset: 0, value: 'd2fc' }] } as const;
 * mgmt.event$('AdvertisementMonitorDeviceFound', 0).pipe(matchMonitor(monitor)).subscribe(console.log);
 * ```
 *
 * A device comes into range when it was at least as strong as the high threshold for the time of its timer, and leaves it when it was
 * weaker than the low one, or silent, for the time of the other. What it sends in between comes as often as the sampling period says.
 *
 * @param scheduler the clock of timers and period. Default: `asyncScheduler`
 * @throws CodecError for a monitor that no command would take
 * @throws OptionError for what is no scheduler, and for a monitor that the kernel refuses, such as one without patterns
 */
export function matchMonitor(
  monitor: AdvertisementMonitor,
  scheduler: SchedulerLike = asyncScheduler,
): MonoTypeOperatorFunction<MgmtEvent<'AdvertisementMonitorDeviceFound'>> {
  const { patterns, thresholds } = asRead(monitor);
  checkScheduler('scheduler', scheduler);
  return (source$) =>
    defer(() => {
      const inRange = thresholds && new InRange(thresholds, scheduler);
      return source$.pipe(
        filter((found) => matchesPatterns(patterns, found.adData)),
        filter((found) => inRange?.takes(found) ?? true),
      );
    });
}
