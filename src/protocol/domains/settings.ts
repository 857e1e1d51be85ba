import { address, bytes } from '../bytes.js';
import { command, event } from '../define.js';
import { advertisingMode, debugKeysMode, discoverableMode, privacyMode, secureConnectionsMode } from '../enums/modes.js';
import { onOff } from '../enums.js';
import { u16 } from '../numbers.js';
import { currentSettings } from '../shared-fields.js';

/** Switches of a controller. Each returns all current settings; the sender does not get New Settings for its own change. */
export const settingsCommands = {
  /** Set Powered, 0x0005, since 1.0. On takes as long as the firmware needs; off disconnects everybody. */
  SetPowered: command(0x0005, [['powered', onOff]], currentSettings),

  /** Set Discoverable, 0x0006, since 1.0. `timeout` in seconds, 0 for none; `Limited` needs one. Needs Connectable. */
  SetDiscoverable: command(0x0006, [['discoverable', discoverableMode], ['timeout', u16]], currentSettings),

  /** Set Connectable, 0x0007, since 1.0. Off also ends Discoverable. */
  SetConnectable: command(0x0007, [['connectable', onOff]], currentSettings),

  /** Set Fast Connectable, 0x0008, since 1.0. BR/EDR: quicker page scans, for more power. */
  SetFastConnectable: command(0x0008, [['enable', onOff]], currentSettings),

  /** Set Bondable, 0x0009, since 1.0. Whether pairing keeps keys. */
  SetBondable: command(0x0009, [['bondable', onOff]], currentSettings),

  /** Set Link Security, 0x000A, since 1.0. BR/EDR: security mode 3. */
  SetLinkSecurity: command(0x000a, [['linkSecurity', onOff]], currentSettings),

  /** Set Secure Simple Pairing, 0x000B, since 1.0. BR/EDR. */
  SetSecureSimplePairing: command(0x000b, [['secureSimplePairing', onOff]], currentSettings),

  /** Set High Speed, 0x000C, since 1.0. Linux answers NotSupported since 6.6. */
  SetHighSpeed: command(0x000c, [['highSpeed', onOff]], currentSettings),

  /** Set Low Energy, 0x000D, since 1.0. Can't be switched off on a controller that has nothing else. */
  SetLowEnergy: command(0x000d, [['lowEnergy', onOff]], currentSettings),

  /** Set Advertising, 0x0029, since 1.4. The one advertisement that needs no instance; see also Add Advertising. */
  SetAdvertising: command(0x0029, [['advertising', advertisingMode]], currentSettings),

  /** Set BR/EDR, 0x002A, since 1.4. Needs Low Energy; off only while not powered. */
  SetBREDR: command(0x002a, [['bredr', onOff]], currentSettings),

  /** Set Static Address, 0x002B, since 1.4. Only while not powered; all zeros removes it. */
  SetStaticAddress: command(0x002b, [['address', address]], currentSettings),

  /** Set Secure Connections, 0x002D, since 1.5. */
  SetSecureConnections: command(0x002d, [['secureConnections', secureConnectionsMode]], currentSettings),

  /** Set Debug Keys, 0x002E, since 1.5. Whether keys that anybody can read are kept or even used. */
  SetDebugKeys: command(0x002e, [['debugKeys', debugKeysMode]], currentSettings),

  /** Set Privacy, 0x002F, since 1.5. Changing addresses, made with a key of 16 bytes. Only while not powered. */
  SetPrivacy: command(0x002f, [['privacy', privacyMode], ['identityResolvingKey', bytes(16)]], currentSettings),

  /** Set Wideband Speech, 0x0047, since 1.16. Only while not powered. */
  SetWidebandSpeech: command(0x0047, [['widebandSpeech', onOff]], currentSettings),
} as const;

export const settingsEvents = {
  /** New Settings, 0x0006. Settings changed, by somebody else or by themselves. */
  NewSettings: event(0x0006, currentSettings),
} as const;
