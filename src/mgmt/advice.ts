import { statusMeanings } from './status-meanings.js';
import type { Status } from '../protocol/enums/status.js';
import { whyInvalid } from '../protocol/rules/invalid-parameters.js';
import { commandCodecs, isCommandName } from '../protocol/tables.js';

const DISCOVERIES = ['StartDiscovery', 'StartServiceDiscovery', 'StartLimitedDiscovery'];
const ONLY_UNPOWERED = [
  'SetPrivacy',
  'SetStaticAddress',
  'SetPublicAddress',
  'SetExternalConfiguration',
  'SetWidebandSpeech',
];

const ANSWERS = [
  'PINCodeReply',
  'PINCodeNegativeReply',
  'UserConfirmationReply',
  'UserConfirmationNegativeReply',
  'UserPasskeyReply',
  'UserPasskeyNegativeReply',
];

/** Why a command for which the kernel knows no such controller may have been sent to the wrong place. */
function wrongIndex(command: string, index: number | null): string {
  const kind = isCommandName(command) ? commandCodecs()[command].index : 'either';
  if (kind === 'none' && index !== null) return 'This command is about no controller: give null as its index.';
  if (kind === 'controller' && index === null) return 'This command needs the index of a controller.';
  return statusMeanings.InvalidIndex;
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
  return statusMeanings.Rejected;
}

/** What a status means wherever it comes from. */
const meaning = (status: Status | number): string =>
  typeof status === 'number' || status === 'Success' ? '' : statusMeanings[status];

/** What made the library give up on a command that the kernel did not answer. */
function happened(status: Status | number): string {
  if (status === 'InvalidIndex') {
    return 'The controller has gone before the kernel answered: it was unplugged, has failed, or is used by a program alone.';
  }
  if (status === 'NotPowered')
    return 'The controller was switched off meanwhile, by another program, rfkill or the system.';
  return meaning(status);
}

/** Why the kernel refuses the parameters of a frame: what is wrong with them, or else all that may be. */
export function adviceOnParameters(frame: Uint8Array): string {
  const { certain, reasons } = whyInvalid(frame);
  if (reasons.length === 0) return statusMeanings.InvalidParameters;
  return certain || reasons.length === 1 ? reasons.join(' ') : `One of these: ${reasons.join(' Or: ')}`;
}

/** What a status means here, and what a person can do about it; empty for one that has no name. */
export function adviceFor(
  command: string,
  index: number | null,
  status: Status | number,
  source: 'kernel' | 'library',
): string {
  if (source === 'library') return happened(status);
  // Over LE no pairing goes on, over BR/EDR the controller has not asked, or there is no connection (user_pairing_resp in mgmt.c).
  if (ANSWERS.includes(command) && (status === 'Failed' || status === 'Busy' || status === 'NotConnected')) {
    return 'This answer is not needed any more: another program has answered, or the pairing has ended.';
  }
  switch (status) {
    case 'InvalidIndex':
      return wrongIndex(command, index);
    case 'NotSupported':
      return DISCOVERIES.includes(command)
        ? 'The controller lacks one of the kinds that were asked for (BR/EDR or LE).'
        : statusMeanings.NotSupported;
    case 'Busy':
      return DISCOVERIES.includes(command)
        ? 'A discovery is running already, perhaps of another program: its results come here, too.'
        : statusMeanings.Busy;
    case 'Rejected':
      return rejected(command);
    case 'Failed':
      return command === 'SetPowered'
        ? 'The controller did not start. The radio may be blocked (`rfkill list`), or its firmware missing (`dmesg`).'
        : statusMeanings.Failed;
    default:
      return meaning(status);
  }
}
