import type { Observable } from 'rxjs';
import type { Controller, ControllerCommandName } from '../controller.js';
import type { ControllerState } from '../controller-state.js';
import type { DesiredName, DesiredState, DesiredValue } from './desired-state.js';
import type { Step } from './plan.js';
import { encodeCommand, namedParams } from '../../protocol/encode.js';
import type { Args } from '../../protocol/tables.js';
import { whenAsked } from '../../protocol/when-asked.js';

/** A command, and its parameters for a value that is desired. */
interface Change<V> {
  readonly command: ControllerCommandName;
  readonly args: (value: V, state: ControllerState) => readonly unknown[];
}

const by = <C extends ControllerCommandName, V>(
  command: C,
  args: (value: V, state: ControllerState) => Args<C>,
): Change<V> => ({ command, args });

/** The command that changes something, and what it is given. */
const COMMANDS = whenAsked((): { readonly [N in DesiredName]-?: Change<Exclude<DesiredState[N], undefined>> } => ({
  Powered: by('SetPowered', (value) => [value]),
  Connectable: by('SetConnectable', (value) => [value]),
  FastConnectable: by('SetFastConnectable', (value) => [value]),
  Discoverable: by('SetDiscoverable', (value) => [value ? 'General' : 'Off', 0]),
  Bondable: by('SetBondable', (value) => [value]),
  LinkSecurity: by('SetLinkSecurity', (value) => [value]),
  SecureSimplePairing: by('SetSecureSimplePairing', (value) => [value]),
  BREDR: by('SetBREDR', (value) => [value]),
  LowEnergy: by('SetLowEnergy', (value) => [value]),
  Advertising: by('SetAdvertising', (value) => [value ? 'On' : 'Off']),
  SecureConnections: by('SetSecureConnections', (value) => [value ? 'On' : 'Off']),
  DebugKeys: by('SetDebugKeys', (value) => [value ? 'Keep' : 'Discard']),
  WidebandSpeech: by('SetWidebandSpeech', (value) => [value]),
  Name: by('SetLocalName', (value, { shortName }) => [value, shortName]),
  ShortName: by('SetLocalName', (value, { name }) => [name, value]),
  DeviceClass: by('SetDeviceClass', (value) => [value >> 8, value & 0xff]),
}));

interface Prepared {
  readonly command: ControllerCommandName;
  readonly args: Args<ControllerCommandName>;
}

function prepared(name: DesiredName, value: DesiredValue, state: ControllerState): Prepared {
  // A value is of the kind that its name takes, and so are the parameters, which the compiler can't follow.
  const { command, args } = COMMANDS()[name] as Change<DesiredValue>;
  return { command, args: args(value, state) as Args<ControllerCommandName> };
}

export const commandOf = (name: DesiredName): ControllerCommandName => COMMANDS()[name].command;

/** The frame of the command that changes something in the end. */
export function frameOf(name: DesiredName, value: DesiredValue, state: ControllerState): Uint8Array {
  const { command, args } = prepared(name, value, state);
  return encodeCommand(command, state.index, namedParams(command, args));
}

/** Changes one thing. */
export function change(controller: Controller, { name, value }: Step, state: ControllerState): Observable<unknown> {
  const { command, args } = prepared(name, value, state);
  return controller.command$(command, ...args);
}
