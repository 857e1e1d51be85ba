import type { Status } from '../../../protocol/enums/status.js';
import type { Controller } from '../../state/controller.js';

/** Why a controller does no mesh (the first checks of each mesh command in net/bluetooth/mgmt.c). */
export function meshFault(
  { traits, flags }: Controller,
  { needsLowEnergy }: { readonly needsLowEnergy: boolean },
): Status | undefined {
  if (!traits.le || !flags.has('MeshExperimental')) return 'NotSupported';
  return needsLowEnergy && !flags.has('LowEnergy') ? 'Rejected' : undefined;
}

/** Where Transmit Mesh Packet says how long its data is. */
const LENGTH = 18;
const MAX_LENGTH = 31;

/** The data of a packet is checked before the length of the frame (mesh_send in mgmt.c). */
export function packetFault(params: Uint8Array): Status | undefined {
  const length = params[LENGTH]!;
  return length === 0 || length > MAX_LENGTH ? 'Rejected' : undefined;
}
