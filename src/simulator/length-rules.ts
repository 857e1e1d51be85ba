import type { Status } from '../protocol/enums/status.js';
import type { CommandName } from '../protocol/tables.js';
import { meshFault, packetFault } from './commands/mesh/faults.js';
import type { Controller } from './controller/controller.js';

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
  LoadConnectionSubrate: () => 'NotSupported',
  TransmitMeshPacket: (controller, params) => meshFault(controller, { needsLowEnergy: true }) ?? packetFault(params),
};

/** What a command is refused with whose parts do not fit together: a count that is too large, or something behind the last. */
export function lengthFault(name: CommandName, controller: Controller | undefined, params: Uint8Array): Status {
  const earlier = controller === undefined ? undefined : EARLIER[name]?.(controller, params);
  return earlier ?? 'InvalidParameters';
}

/** Where Set Mesh Receiver says how many types there are. */
const COUNT = 11;

/** Set Mesh Receiver takes as many types as there are, whatever its count says (set_mesh_sync in mgmt.c). */
export function recounted(name: CommandName, frame: Uint8Array): Uint8Array {
  const types = frame.length - COUNT - 1;
  if (name !== 'SetMeshReceiver' || frame[COUNT] === types || types > 0xff) return frame;
  const copy = frame.slice();
  copy[COUNT] = types;
  return copy;
}
