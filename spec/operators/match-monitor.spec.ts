import { CodecError, matchMonitor } from '../../src/index.js';
import type { AdvertisementMonitor, MgmtEvent } from '../../src/index.js';
import { eventWith } from '../../src/testing/index.js';
import { marbles } from '../support/marbles.js';

const patterns = [{ adType: 'NameComplete', offset: 0, value: '41' }] as const;
const MATCHING = '020941';
const OTHER = '020942';

const found = (rssi: number, adData = MATCHING, address = '00:00:00:00:00:0A') =>
  eventWith({ event: 'AdvertisementMonitorDeviceFound', monitorHandle: 0, address, rssi, adData });

const seen: Record<string, MgmtEvent<'AdvertisementMonitorDeviceFound'>> = {
  // Strong, between the thresholds, weak, of unknown strength, another advertisement, another device.
  s: found(-50),
  m: found(-65),
  w: found(-80),
  u: found(NaN),
  x: found(-50, OTHER),
  t: found(-50, MATCHING, '00:00:00:00:00:0B'),
};

/** One frame of a diagram is a second here. */
const inSeconds = (diagram: string): string =>
  diagram.replaceAll(/./g, (marble) => (marble === '-' ? '1s ' : `${marble} 999ms `)) + '-';

const thresholds = {
  highThreshold: -60,
  highThresholdTimer: 0,
  lowThreshold: -70,
  lowThresholdTimer: 3,
  samplingPeriod: 0,
  patterns,
};

describe('matchMonitor', () => {
  it.each<[what: string, monitor: AdvertisementMonitor, says: string, expected: string]>([
    ['only what matches', { patterns }, 'sxwxut', 's-w-ut'],
    ['a device once it was strong', thresholds, 'mwsm', '--sm'],
    ['nothing of unknown strength', { ...thresholds, lowThreshold: 127 }, 'uusu', '--su'],
    ['a device until it was weak for long', thresholds, 'swwwwms', 'swww--s'],
    ['a device that was weak for a moment', thresholds, 'swwmww', 'swwmww'],
    ['no device that was silent for long', thresholds, 's---ms', 's----s'],
    ['a device that was silent for a moment', thresholds, 's-m', 's-m'],
    ['a device that was strong for long', { ...thresholds, highThresholdTimer: 2 }, 'ssmsss', '-----s'],
    ['each device for itself', thresholds, 'stw-www', 'stw-w--'],
    ['the first report only', { ...thresholds, samplingPeriod: 255 }, 'sss---s', 's-----s'],
    ['a report in two seconds', { ...thresholds, samplingPeriod: 20 }, 'sssss', 's-s-s'],
    ['all, if nothing is set', { ...thresholds, highThreshold: 127, lowThreshold: 127 }, 'wus', 'wus'],
  ])('lets through %s', (_, monitor, says, expected) => {
    marbles((helpers) => {
      const source$ = helpers.cold(inSeconds(says), seen);
      const scheduler = helpers.scheduler;
      helpers.expectObservable(source$.pipe(matchMonitor(monitor, scheduler))).toBe(inSeconds(expected), seen);
      helpers.expectSubscriptions(source$.subscriptions).toBe('^');
    });
  });

  it('ends and fails with its source, and remembers nothing for the next subscriber', () => {
    marbles(({ cold, expectObservable, scheduler }) => {
      const match = matchMonitor({ ...thresholds, samplingPeriod: 255 }, scheduler);
      expectObservable(cold('|').pipe(match as never)).toBe('|');
      expectObservable(cold('#').pipe(match as never)).toBe('#');
      const source$ = cold('s|', seen).pipe(match);
      expectObservable(source$).toBe('s|', seen);
      expectObservable(source$).toBe('s|', seen);
    });
  });

  it.each([
    [{}, /patterns: is missing/],
    [{ patterns: [{ adType: 'Nmae', offset: 0, value: '' }] }, /patterns\[0\]\.adType: 'Nmae'/],
    [{ patterns: [{ adType: 1, offset: 0, value: 'x' }] }, /patterns\[0\]\.value/],
    [{ patterns, highThreshold: -60 }, /highThresholdTimer: is missing/],
  ])('refuses %j at once', (monitor, message) => {
    expect(() => matchMonitor(monitor as never)).toThrow(CodecError);
    expect(() => matchMonitor(monitor as never)).toThrow(message);
  });

  it.each([{ patterns: [] }, { ...thresholds, patterns: [] }])('refuses %j, which the kernel does', (monitor) => {
    const refusal = expect.objectContaining({ name: 'OptionError', option: 'monitor' });
    expect(() => matchMonitor(monitor)).toThrow(refusal);
    expect(() => matchMonitor(monitor)).toThrow(/at least one pattern/);
  });
});
