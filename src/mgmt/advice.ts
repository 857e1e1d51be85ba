import type { Status } from '../protocol/enums/status.js';
import { NON_CONTROLLER } from '../protocol/header.js';
import { commands, isCommandName } from '../protocol/tables.js';

const DISCOVERIES = ['StartDiscovery', 'StartServiceDiscovery', 'StartLimitedDiscovery'];
const ONLY_UNPOWERED = [
  'SetPrivacy',
  'SetStaticAddress',
  'SetPublicAddress',
  'SetExternalConfiguration',
  'SetWidebandSpeech',
];

/** Why a command for which the kernel knows no such controller may have been sent to the wrong place. */
function wrongIndex(command: string, index: number): string {
  const kind = isCommandName(command) ? commands[command].index : 'either';
  if (kind === 'none' && index !== NON_CONTROLLER)
    return 'This command is about no controller: give null as its index.';
  if (kind === 'controller' && index === NON_CONTROLLER) return 'This command needs the index of a controller.';
  return 'There is no such controller, or not any more: it may be unplugged, still starting, or taken over by a program that uses it alone.';
}

/** Rejected means: not in this state. Which state is meant depends on the command (net/bluetooth/mgmt.c). */
function rejected(command: string): string {
  if (DISCOVERIES.includes(command)) {
    return 'The kind of discovery is switched off: LE needs SetLowEnergy, BR/EDR needs SetBREDR.';
  }
  if (command === 'StopDiscovery') return 'No discovery is running.';
  if (command === 'SetDiscoverable') return 'SetConnectable must come first.';
  if (command === 'SetBREDR')
    return 'It needs Low Energy, goes off only while not powered, and on only without a static address.';
  if (ONLY_UNPOWERED.includes(command)) return 'It can be changed only while the controller is not powered.';
  return 'The state of the controller does not allow it.';
}

/** What a person can do about a status; empty where the name says it all. */
export function adviceFor(command: string, index: number, status: Status | number): string {
  switch (status) {
    case 'PermissionDenied':
      return (
        'The process that opened the socket needs the capability CAP_NET_ADMIN: run it as root, give it to the program ' +
        '(setcap cap_net_admin+ep on the node binary), or let systemd do it (AmbientCapabilities=CAP_NET_ADMIN). ' +
        'In a container it takes host networking and --cap-add NET_ADMIN.'
      );
    case 'UnknownCommand':
      return 'The running kernel does not know this command: it is too old for it.';
    case 'InvalidIndex':
      return wrongIndex(command, index);
    case 'InvalidParameters':
      return 'The kernel does not accept these values or their length.';
    case 'NotPowered':
      return 'Switch the controller on first, with SetPowered.';
    case 'NotSupported':
      return DISCOVERIES.includes(command)
        ? 'The controller lacks one of the kinds that were asked for (BR/EDR or LE).'
        : 'The controller or the kernel does not have this feature.';
    case 'Busy':
      return DISCOVERIES.includes(command)
        ? 'A discovery is running already, perhaps of another program: its results come here, too.'
        : 'Something that excludes it is still going on; try again later.';
    case 'Rejected':
      return rejected(command);
    case 'RFKilled':
      return 'The radio is blocked: see `rfkill list`, then `rfkill unblock bluetooth`, or a switch on the machine.';
    case 'AuthenticationFailed':
      return 'Pairing failed, or the controller did not answer in time, which the kernel reports in the same way.';
    case 'Failed':
      return command === 'SetPowered'
        ? 'The controller did not start. The radio may be blocked (`rfkill list`), or its firmware missing (`dmesg`).'
        : '';
    default:
      return '';
  }
}
