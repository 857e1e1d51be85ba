import { HEADER_SIZE } from '../../protocol/header.js';
import { AddressType } from '../../protocol/enums/address-type.js';
import type { Status } from '../../protocol/enums/status.js';
import type { CommandName } from '../../protocol/tables.js';
import { serviceDiscoveryFault } from './discovery.js';
import { meshFault, packetFault } from './mesh/faults.js';
import type { Controller } from '../state/controller.js';

/** Commands whose handler does not mind octets behind the last parameter. */
const tolerant: ReadonlySet<CommandName> = new Set<CommandName>([
  'AddExtendedAdvertisingParameters',
  'AddExtendedAdvertisingData',
]);

export const toleratesMore = (name: CommandName): boolean => tolerant.has(name);

const needsLowEnergy = ({ traits }: Controller): Status | undefined => (traits.le ? undefined : 'NotSupported');

/** What a handler refuses with before it looks at the length of its lists (net/bluetooth/mgmt.c). */
const EARLIER: Partial<Record<CommandName, (controller: Controller, params: Uint8Array) => Status | undefined>> = {
  AddAdvertising: (controller) => controller.lowEnergyFault,
  LoadConnectionParameters: needsLowEnergy,
  LoadIdentityResolvingKeys: needsLowEnergy,
  LoadLinkKeys: ({ traits }) => (traits.bredr ? undefined : 'NotSupported'),
  LoadLongTermKeys: needsLowEnergy,
  LoadConnectionSubrate: () => 'NotSupported',
  TransmitMeshPacket: (controller, params) => meshFault(controller, { needsLowEnergy: true }) ?? packetFault(params),
};

/** Where an address is followed by its type, and how many bytes both are. */
const TYPE = 6;
const PEER = 7;

/** Add Remote Out Of Band Data looks at the type of the address first, and gives it back (add_remote_oob_data in mgmt.c). */
function unknownPeer(name: CommandName, params: Uint8Array): Uint8Array | undefined {
  const isUnknown = name === 'AddRemoteOutOfBandData' && params[TYPE]! > AddressType.LERandom;
  return isUnknown ? params.subarray(0, PEER) : undefined;
}

/** How a command is refused. With return parameters it is a Command Complete, else a Command Status. */
export interface Refusal {
  readonly status: Status;
  readonly returnParameters?: Uint8Array | undefined;
}

/** How a command is refused whose parts do not fit together: a count that is too large, or something behind the last. */
export function lengthRefusal(name: CommandName, controller: Controller | undefined, params: Uint8Array): Refusal {
  if (controller !== undefined && name === 'StartServiceDiscovery') {
    return { status: serviceDiscoveryFault(controller), returnParameters: params.subarray(0, 1) };
  }
  const earlier = controller === undefined ? undefined : EARLIER[name]?.(controller, params);
  return { status: earlier ?? 'InvalidParameters', returnParameters: unknownPeer(name, params) };
}

/** Where a header says how many bytes follow it. */
const LENGTH = 4;

/** Where Set Mesh Receiver says how many types there are. */
const COUNT = 11;

/** Set Mesh Receiver takes as many types as there are, whatever its count says (set_mesh_sync in mgmt.c). */
function recounted(frame: Uint8Array): Uint8Array {
  const types = frame.length - COUNT - 1;
  if (frame[COUNT] === types || types > 0xff) return frame;
  const copy = frame.slice();
  copy[COUNT] = types;
  return copy;
}

const UUID_SIZE = 16;
/** Neither on nor off. */
const NO_ACTION = 0xff;

/** Set Experimental Feature looks at the feature first: a wrong length is as bad as a wrong action (set_mgmt_mesh_func). */
function withAction(frame: Uint8Array): Uint8Array {
  const size = HEADER_SIZE + UUID_SIZE;
  return frame.length === size + 1 ? frame : sized(Uint8Array.of(...frame.subarray(0, size), NO_ACTION));
}

/** The frame with a length in its header that fits. */
function sized(frame: Uint8Array): Uint8Array {
  const copy = frame.slice();
  new DataView(copy.buffer).setUint16(LENGTH, copy.length - HEADER_SIZE, true);
  return copy;
}

/** Frames that the kernel reads in another way than the protocol says, so that they can be read in that way. */
const REPAIRS: Partial<Record<CommandName, (frame: Uint8Array) => Uint8Array>> = {
  SetMeshReceiver: recounted,
  SetExperimentalFeature: withAction,
  // Their handlers go through the bytes themselves (net/bluetooth/mgmt_config.c).
  SetDefaultSystemConfiguration: (frame) => sized(frame.subarray(0, HEADER_SIZE)),
  SetDefaultRuntimeConfiguration: (frame) => sized(frame.subarray(0, HEADER_SIZE)),
};

export const repaired = (name: CommandName, frame: Uint8Array): Uint8Array => REPAIRS[name]?.(frame) ?? frame;
