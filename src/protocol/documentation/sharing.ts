import { owning, type Owning, type OwningCommandName } from '../rules/owning.js';
import type { CommandName } from '../tables.js';

/**
 * What a command means beside other programs, such as bluetoothd: `'observing'` changes nothing for them, `'shared'` is made to be used by
 * several, `'owning'` breaks what bluetoothd relies on, and is refused while it runs unless it is allowed.
 */
export type CommandClass = 'observing' | 'shared' | 'owning';

const FOLLOWS = 'bluetoothd is told, and follows.';
const ALL = 'Holds for the connections and pairings of all programs.';
const ANSWERS = 'bluetoothd gets the same question and may answer first.';
const OWN = 'Only what this program has sent.';
const DISCOVERS = 'The kernel has one discovery for all: the others get its results, too.';
const PEER = 'Holds for all programs; bluetoothd learns of the keys.';
const NUMBERED = 'bluetoothd numbers its own from 1 on: what has the same number is replaced.';
const LISTED = 'There is one list for all, and bluetoothd is not told.';

/** What other programs notice; empty: nothing that they care for. */
const shared = {
  SetPowered: 'bluetoothd is told, and follows; off ends its connections.',
  SetDiscoverable: FOLLOWS,
  SetConnectable: FOLLOWS,
  SetFastConnectable: '',
  SetBondable: FOLLOWS,
  SetLinkSecurity: ALL,
  SetHighSpeed: '',
  SetDebugKeys: ALL,
  SetDeviceClass: FOLLOWS,
  SetLocalName: FOLLOWS,
  AddUUID: 'There is one list for all.',
  SetScanParameters: 'Holds for the scans of all programs.',
  SetAppearance: '',
  SetPHYConfiguration: ALL,
  StartDiscovery: DISCOVERS,
  StartServiceDiscovery: DISCOVERS,
  StartLimitedDiscovery: DISCOVERS,
  StopDiscovery: 'Ends the discovery of other programs, too; bluetoothd starts its own again.',
  ConfirmName: 'bluetoothd may answer first.',
  Disconnect: 'Ends the connection of all programs.',
  BlockDevice: FOLLOWS,
  AddDevice: LISTED,
  SetDeviceFlags: FOLLOWS,
  PINCodeReply: ANSWERS,
  PINCodeNegativeReply: ANSWERS,
  UserConfirmationReply: ANSWERS,
  UserConfirmationNegativeReply: ANSWERS,
  UserPasskeyReply: ANSWERS,
  UserPasskeyNegativeReply: ANSWERS,
  PairDevice: PEER,
  CancelPairDevice: PEER,
  UnpairDevice: 'bluetoothd is told, and forgets the device.',
  ReadLocalOutOfBandData: 'What another program has read before is not valid any more.',
  ReadLocalOutOfBandExtendedData: 'What another program has read before is not valid any more.',
  AddRemoteOutOfBandData: '',
  AddAdvertising: NUMBERED,
  AddExtendedAdvertisingParameters: NUMBERED,
  AddExtendedAdvertisingData: NUMBERED,
  AddAdvertisementPatternsMonitor: '',
  AddAdvertisementPatternsMonitorWithRSSIThreshold: '',
  SetMeshReceiver: 'Changes how the controller scans, for all programs.',
  TransmitMeshPacket: OWN,
  CancelTransmitMeshPacket: OWN,
} as const satisfies { readonly [N in CommandName]?: string };

type SharedCommandName = keyof typeof shared;
/** The class of a command, and what it does to other programs, in words. */
export function sharingOf(name: CommandName): { readonly class: CommandClass; readonly beside: string } {
  if (name in owning) {
    const { harm, only }: Owning<never> = owning[name as OwningCommandName];
    return { class: 'owning', beside: only === undefined ? harm : `Only with ${only[0]}: ${harm}` };
  }
  if (name in shared) return { class: 'shared', beside: shared[name as SharedCommandName] };
  return { class: 'observing', beside: '' };
}
