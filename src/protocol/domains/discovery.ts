import { sized, uuid } from '../bytes.js';
import { command, event } from '../define.js';
import { addressTypes } from '../enums/address-type.js';
import { deviceFoundFlags } from '../enums/device-found-flags.js';
import { onOff } from '../enums.js';
import { list } from '../lists.js';
import { s8, u16 } from '../numbers.js';
import { peer } from '../shared-fields.js';
import { strength } from '../strength.js';
import { withUnknownRssi } from '../unknown-rssi.js';

const kinds = [['addressType', addressTypes]] as const;

/** Finding devices. One discovery a controller: all programs see its results, and each may stop it. */
export const discoveryCommands = () =>
  ({
  StartDiscovery: command(0x0023, kinds, kinds),
  StopDiscovery: command(0x0024, kinds, kinds),
  ConfirmName: command(0x0025, [...peer, ['nameKnown', onOff]], peer),
  StartServiceDiscovery: command(0x003a, [...kinds, ['rssiThreshold', s8], ['uuids', list(u16, uuid)]], kinds),
  StartLimitedDiscovery: command(0x0041, kinds, kinds),
}) as const;

/** The event that comes most often. */
const found = event(0x0012, [...peer, ['rssi', strength], ['flags', deviceFoundFlags], ['eirData', sized(u16)]]);
export const deviceFound = { ...found, params: withUnknownRssi(found.params) };

export const discoveryEvents = () =>
  ({
  DeviceFound: deviceFound,
  Discovering: event(0x0013, [...kinds, ['discovering', onOff]]),
}) as const;
