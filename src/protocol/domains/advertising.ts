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
export const advertisingCommands = () =>
  ({
  ReadAdvertisingFeatures: command(
    0x003d,
    [],
    [['supportedFlags', advertisingFlags], ...maxLengths, ['maxInstances', u8], ['instances', list(u8, u8)]],
  ),
  AddAdvertising: command(
    0x003e,
    [...instance, ['flags', advertisingFlags], ['duration', u16], ['timeout', u16], ...data],
    instance,
  ),
  RemoveAdvertising: command(0x003f, instance, instance),
  GetAdvertisingSizeInformation: command(
    0x0040,
    [...instance, ['flags', advertisingFlags]],
    [...instance, ['flags', advertisingFlags], ...maxLengths],
  ),
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
  AddExtendedAdvertisingData: command(0x0055, [...instance, ...data], instance),
}) as const;

export const advertisingEvents = () =>
  ({
  AdvertisingAdded: event(0x0023, instance),
  AdvertisingRemoved: event(0x0024, instance),
}) as const;
