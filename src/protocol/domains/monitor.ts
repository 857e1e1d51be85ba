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
const patterns = () =>
  [['patterns', list(u8, struct([['adType', adType], ['offset', u8], ['value', padded(31)]]))]] as const;

/**
 * Passive scanning for advertisements. Only controllers that match by themselves look at patterns and thresholds; for others Linux
 * reports whatever advertises, and programs match: `matchMonitor`.
 */
export const monitorCommands = () =>
  ({
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
  AddAdvertisementPatternsMonitor: command(0x0052, patterns(), handle),
  RemoveAdvertisementMonitor: command(0x0053, handle, handle),
  AddAdvertisementPatternsMonitorWithRSSIThreshold: command(
    0x0056,
    [
      ['highThreshold', s8],
      ['highThresholdTimer', u16],
      ['lowThreshold', s8],
      ['lowThresholdTimer', u16],
      ['samplingPeriod', u8],
      ...patterns(),
    ],
    handle,
  ),
}) as const;

export const monitorEvents = () =>
  ({
  AdvertisementMonitorAdded: event(0x002b, handle),
  AdvertisementMonitorRemoved: event(0x002c, handle),
  AdvertisementMonitorDeviceFound: event(0x002f, [
    ...handle,
    ...peer,
    ['rssi', strength],
    ['flags', deviceFoundFlags],
    ['adData', sized(u16)],
  ]),
  AdvertisementMonitorDeviceLost: event(0x0030, [...handle, ...peer]),
}) as const;
