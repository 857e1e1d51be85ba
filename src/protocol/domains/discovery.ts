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

/** Finding devices. One discovery a controller: everybody sees its results, and anybody may stop it. */
export const discoveryCommands = {
  /** Start Discovery, 0x0023, since 1.0. Ends by itself after about ten seconds. Busy if one is running. */
  StartDiscovery: command(0x0023, kinds, kinds),

  /** Stop Discovery, 0x0024, since 1.0. `addressType` must be that of the discovery that is running. */
  StopDiscovery: command(0x0024, kinds, kinds),

  /** Confirm Name, 0x0025, since 1.0. Answers Device Found with `flags.ConfirmName`; if unknown, the name is asked for. */
  ConfirmName: command(0x0025, [...peer, ['nameKnown', onOff]], peer),

  /** Start Service Discovery, 0x003A, since 1.8. `rssiThreshold` in dBm, 127 for none; no `uuids` means all devices. */
  StartServiceDiscovery: command(0x003a, [...kinds, ['rssiThreshold', s8], ['uuids', list(u16, uuid)]], kinds),

  /** Start Limited Discovery, 0x0041, since 1.11. Only devices in limited discoverable mode. */
  StartLimitedDiscovery: command(0x0041, kinds, kinds),
} as const;

const found = event(0x0012, [...peer, ['rssi', strength], ['flags', deviceFoundFlags], ['eirData', sized(u16)]]);
const deviceFound = { ...found, params: withUnknownRssi(found.params) };

export const discoveryEvents = {
  /**
   * Device Found, 0x0012. `rssi` in dBm, `NaN` if unknown: 127 on the wire, or 0 for BR/EDR. `eirData`: advertising data, or what
   * an inquiry brought.
   */
  DeviceFound: deviceFound,

  /** Discovering, 0x0013. A discovery started or ended; also comes to the socket that asked for it. */
  Discovering: event(0x0013, [...kinds, ['discovering', onOff]]),
} as const;
