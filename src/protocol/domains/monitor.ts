import { sized } from '../bytes.js';
import { command, event } from '../define.js';
import { adType } from '../enums/ad-type.js';
import { advMonitorFeatures } from '../enums/advertising.js';
import { deviceFoundFlags } from '../enums/device-found-flags.js';
import { list } from '../lists.js';
import { s8, u16, u8 } from '../numbers.js';
import { padded } from '../padded.js';
import { peer } from '../shared-fields.js';
import { strength } from '../strength.js';
import { struct } from '../struct.js';

const handle = [['monitorHandle', u16]] as const;

/** At most 16 patterns of up to 31 bytes, each of one kind of data from an offset on; any of them is enough. */
const patterns = [
  ['patterns', list(u8, struct([['adType', adType], ['offset', u8], ['value', padded(31)]]))],
] as const;

/**
 * Passive scanning for advertisements. Only controllers that match by themselves look at patterns and thresholds; for others Linux
 * reports whatever advertises, and programs match: `matchMonitor`.
 */
export const monitorCommands = {
  /** Read Advertisement Monitor Features, 0x0051, since 1.18. */
  ReadAdvertisementMonitorFeatures: command(
    0x0051,
    [],
    [
      ['supportedFeatures', advMonitorFeatures],
      ['enabledFeatures', advMonitorFeatures],
      ['maxNumHandles', u16],
      ['maxNumPatterns', u8],
      ['handles', list(u16, u16)],
    ],
  ),

  /** Add Advertisement Patterns Monitor, 0x0052, since 1.18. Linux refuses a monitor without patterns. */
  AddAdvertisementPatternsMonitor: command(0x0052, patterns, handle),

  /** Remove Advertisement Monitor, 0x0053, since 1.18. 0 removes all. */
  RemoveAdvertisementMonitor: command(0x0053, handle, handle),

  /**
   * Add Advertisement Patterns Monitor With RSSI Threshold, 0x0056, since 1.20. Thresholds in dBm, their timers in seconds;
   * `samplingPeriod` in 100 ms, 0 for all reports, 255 for the first only.
   */
  AddAdvertisementPatternsMonitorWithRSSIThreshold: command(
    0x0056,
    [
      ['highThreshold', s8],
      ['highThresholdTimer', u16],
      ['lowThreshold', s8],
      ['lowThresholdTimer', u16],
      ['samplingPeriod', u8],
      ...patterns,
    ],
    handle,
  ),
} as const;

export const monitorEvents = {
  /** Advertisement Monitor Added, 0x002B, since 1.18. Not for the socket that did it. */
  AdvertisementMonitorAdded: event(0x002b, handle),

  /** Advertisement Monitor Removed, 0x002C, since 1.18. Not for the socket that did it. */
  AdvertisementMonitorRemoved: event(0x002c, handle),

  /**
   * Advertisement Monitor Device Found, 0x002F, since 1.18. To everybody. Handle 0: nobody has matched it against any pattern, or the
   * controller has, and told of this device before. What a discovery finds comes as Device Found instead.
   */
  AdvertisementMonitorDeviceFound: event(0x002f, [
    ...handle,
    ...peer,
    ['rssi', strength],
    ['flags', deviceFoundFlags],
    ['adData', sized(u16)],
  ]),

  /** Advertisement Monitor Device Lost, 0x0030, since 1.18. Only if the controller does the matching. */
  AdvertisementMonitorDeviceLost: event(0x0030, [...handle, ...peer]),
} as const;
