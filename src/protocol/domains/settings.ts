import { address, bytes } from '../bytes.js';
import { command, event } from '../define.js';
import { advertisingMode, debugKeysMode, discoverableMode, privacyMode, secureConnectionsMode } from '../enums/modes.js';
import { onOff } from '../enums.js';
import { u16 } from '../numbers.js';
import { currentSettings } from '../shared-fields.js';

/** Switches of a controller. Each returns all current settings; the sender does not get New Settings for its own change. */
export const settingsCommands = () =>
  ({
  SetPowered: command(0x0005, [['powered', onOff]], currentSettings),
  SetDiscoverable: command(0x0006, [['discoverable', discoverableMode], ['timeout', u16]], currentSettings),
  SetConnectable: command(0x0007, [['connectable', onOff]], currentSettings),
  SetFastConnectable: command(0x0008, [['enable', onOff]], currentSettings),
  SetBondable: command(0x0009, [['bondable', onOff]], currentSettings),
  SetLinkSecurity: command(0x000a, [['linkSecurity', onOff]], currentSettings),
  SetSecureSimplePairing: command(0x000b, [['secureSimplePairing', onOff]], currentSettings),
  SetHighSpeed: command(0x000c, [['highSpeed', onOff]], currentSettings),
  SetLowEnergy: command(0x000d, [['lowEnergy', onOff]], currentSettings),
  SetAdvertising: command(0x0029, [['advertising', advertisingMode]], currentSettings),
  SetBREDR: command(0x002a, [['bredr', onOff]], currentSettings),
  SetStaticAddress: command(0x002b, [['address', address]], currentSettings),
  SetSecureConnections: command(0x002d, [['secureConnections', secureConnectionsMode]], currentSettings),
  SetDebugKeys: command(0x002e, [['debugKeys', debugKeysMode]], currentSettings),
  SetPrivacy: command(0x002f, [['privacy', privacyMode], ['identityResolvingKey', bytes(16)]], currentSettings),
  SetWidebandSpeech: command(0x0047, [['widebandSpeech', onOff]], currentSettings),
}) as const;

export const settingsEvents = () =>
  ({
  NewSettings: event(0x0006, currentSettings),
}) as const;
