import { rest } from '../bytes.js';
import { command, event } from '../define.js';
import { advertisingFlags } from '../enums/advertising.js';
import { lengthOf, list } from '../lists.js';
import { s8, u16, u32, u8 } from '../numbers.js';
import { strength } from '../strength.js';

const instance = [['instance', u8]] as const;
const maxLengths = [['maxAdvDataLen', u8], ['maxScanRspLen', u8]] as const;

/** Advertising data and scan response: both lengths first, then both data. */
const data = [
  ['advDataLen', lengthOf('advData', u8)],
  ['scanRspLen', lengthOf('scanRsp', u8)],
  ['advData', rest],
  ['scanRsp', rest],
] as const;

/** Advertising instances, which share the controller. `duration` and `timeout` in seconds, 0 for the default and none. */
export const advertisingCommands = {
  /** Read Advertising Features, 0x003D, since 1.9. */
  ReadAdvertisingFeatures: command(
    0x003d,
    [],
    [['supportedFlags', advertisingFlags], ...maxLengths, ['maxInstances', u8], ['instances', list(u8, u8)]],
  ),

  /** Add Advertising, 0x003E, since 1.9. The same instance again replaces it. */
  AddAdvertising: command(
    0x003e,
    [...instance, ['flags', advertisingFlags], ['duration', u16], ['timeout', u16], ...data],
    instance,
  ),

  /** Remove Advertising, 0x003F, since 1.9. 0 removes all. */
  RemoveAdvertising: command(0x003f, instance, instance),

  /** Get Advertising Size Information, 0x0040, since 1.11. How much room the flags leave. */
  GetAdvertisingSizeInformation: command(
    0x0040,
    [...instance, ['flags', advertisingFlags]],
    [...instance, ['flags', advertisingFlags], ...maxLengths],
  ),

  /**
   * Add Extended Advertising Parameters, 0x0054, since 1.19. Intervals in 0.625 ms, power in dBm, 127 for no preference; data must
   * follow. Returns the power that was chosen, `NaN` if it is unknown.
   */
  AddExtendedAdvertisingParameters: command(
    0x0054,
    [
      ...instance,
      ['flags', advertisingFlags],
      ['duration', u16],
      ['timeout', u16],
      ['minInterval', u32],
      ['maxInterval', u32],
      ['txPower', s8],
    ],
    [...instance, ['txPower', strength], ...maxLengths],
  ),

  /** Add Extended Advertising Data, 0x0055, since 1.19. Makes the instance of the parameters start. */
  AddExtendedAdvertisingData: command(0x0055, [...instance, ...data], instance),
} as const;

export const advertisingEvents = {
  /** Advertising Added, 0x0023, since 1.9. Not for the socket that did it. */
  AdvertisingAdded: event(0x0023, instance),

  /** Advertising Removed, 0x0024, since 1.9. After a timeout for everybody. */
  AdvertisingRemoved: event(0x0024, instance),
} as const;
