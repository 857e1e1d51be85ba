import type { Observable } from 'rxjs';
import type { Controller } from '../controller.js';
import type { ControllerState } from '../controller-state.js';
import type { DesiredName, DesiredState } from './desired-state.js';
import type { Step } from './plan.js';
import type { CommandName } from '../../protocol/tables.js';

type Send<T> = (controller: Controller, value: T, state: ControllerState) => Observable<unknown>;

/** The command that changes something, and how it is sent. */
const COMMANDS: {
  readonly [N in DesiredName]-?: readonly [CommandName, Send<Exclude<DesiredState[N], undefined>>];
} = {
  Powered: ['SetPowered', (to, value) => to.command$('SetPowered', value)],
  Connectable: ['SetConnectable', (to, value) => to.command$('SetConnectable', value)],
  FastConnectable: ['SetFastConnectable', (to, value) => to.command$('SetFastConnectable', value)],
  Discoverable: ['SetDiscoverable', (to, value) => to.command$('SetDiscoverable', value ? 'General' : 'Off', 0)],
  Bondable: ['SetBondable', (to, value) => to.command$('SetBondable', value)],
  LinkSecurity: ['SetLinkSecurity', (to, value) => to.command$('SetLinkSecurity', value)],
  SecureSimplePairing: ['SetSecureSimplePairing', (to, value) => to.command$('SetSecureSimplePairing', value)],
  BREDR: ['SetBREDR', (to, value) => to.command$('SetBREDR', value)],
  LowEnergy: ['SetLowEnergy', (to, value) => to.command$('SetLowEnergy', value)],
  Advertising: ['SetAdvertising', (to, value) => to.command$('SetAdvertising', value ? 'On' : 'Off')],
  SecureConnections: ['SetSecureConnections', (to, value) => to.command$('SetSecureConnections', value ? 'On' : 'Off')],
  DebugKeys: ['SetDebugKeys', (to, value) => to.command$('SetDebugKeys', value ? 'Keep' : 'Discard')],
  WidebandSpeech: ['SetWidebandSpeech', (to, value) => to.command$('SetWidebandSpeech', value)],
  Name: ['SetLocalName', (to, value, { shortName }) => to.command$('SetLocalName', value, shortName)],
  ShortName: ['SetLocalName', (to, value, { name }) => to.command$('SetLocalName', name, value)],
  DeviceClass: ['SetDeviceClass', (to, value) => to.command$('SetDeviceClass', value >> 8, value & 0xff)],
};

export const commandOf = (name: DesiredName): CommandName => COMMANDS[name][0];

/** Changes one thing. */
export function change(controller: Controller, { name, value }: Step, state: ControllerState): Observable<unknown> {
  // A step has a value of the kind that its name takes, which the compiler can't follow.
  const send = COMMANDS[name][1] as Send<Step['value']>;
  return send(controller, value, state);
}
