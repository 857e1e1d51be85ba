import type { Controller, ControllerState } from 'rx-btmgmt';
import type { Observable } from 'rxjs';

/** A setting that can be switched. */
export interface Switch {
  readonly setting: Exclude<keyof ControllerState['settings'], 'unknownBits'>;
  readonly label: string;
  readonly set: (adapter: Controller, on: boolean) => Observable<unknown>;
}

const ownAddressKey = (): Uint8Array => crypto.getRandomValues(new Uint8Array(16));

/** What people switch. */
export const COMMON: readonly Switch[] = [
  { setting: 'Powered', label: 'On', set: (adapter, on) => adapter.command$('SetPowered', on) },
  { setting: 'LowEnergy', label: 'Low Energy', set: (adapter, on) => adapter.command$('SetLowEnergy', on) },
  { setting: 'BREDR', label: 'Classic (BR/EDR)', set: (adapter, on) => adapter.command$('SetBREDR', on) },
  { setting: 'Connectable', label: 'Connectable', set: (adapter, on) => adapter.command$('SetConnectable', on) },
  {
    setting: 'Discoverable',
    label: 'Discoverable',
    set: (adapter, on) => adapter.command$('SetDiscoverable', on ? 'General' : 'Off', 0),
  },
  { setting: 'Bondable', label: 'Bondable', set: (adapter, on) => adapter.command$('SetBondable', on) },
];

/** All others for which there is a command. */
export const RARE: readonly Switch[] = [
  {
    setting: 'Advertising',
    label: 'Advertising',
    set: (adapter, on) => adapter.command$('SetAdvertising', on ? 'On' : 'Off'),
  },
  {
    setting: 'FastConnectable',
    label: 'Fast connectable',
    set: (adapter, on) => adapter.command$('SetFastConnectable', on),
  },
  {
    setting: 'SecureSimplePairing',
    label: 'Secure Simple Pairing',
    set: (adapter, on) => adapter.command$('SetSecureSimplePairing', on),
  },
  {
    setting: 'SecureConnections',
    label: 'Secure Connections',
    set: (adapter, on) => adapter.command$('SetSecureConnections', on ? 'On' : 'Off'),
  },
  {
    setting: 'LinkSecurity',
    label: 'Link security',
    set: (adapter, on) => adapter.command$('SetLinkSecurity', on),
  },
  {
    setting: 'Privacy',
    label: 'Privacy',
    set: (adapter, on) => adapter.command$('SetPrivacy', on ? 'On' : 'Off', ownAddressKey()),
  },
  {
    setting: 'DebugKeys',
    label: 'Keep debug keys',
    set: (adapter, on) => adapter.command$('SetDebugKeys', on ? 'Keep' : 'Discard'),
  },
  {
    setting: 'WidebandSpeech',
    label: 'Wideband speech',
    set: (adapter, on) => adapter.command$('SetWidebandSpeech', on),
  },
  { setting: 'HighSpeed', label: 'High Speed', set: (adapter, on) => adapter.command$('SetHighSpeed', on) },
];
