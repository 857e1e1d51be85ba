import { AdType } from '../../protocol/enums/ad-type.js';
import type { Controller } from '../state/controller.js';
import { applyPassiveScan } from '../procedures/discovery/le-scan.js';
import { cancelMesh, sendMesh } from '../procedures/mesh/sender.js';
import type { RowsOf } from './handler.js';
import { meshFault, packetFault } from './mesh/faults.js';

/** MESH_HANDLES_MAX in include/net/bluetooth/mgmt.h, for each socket. */
const MAX_PACKETS = 3;
/** Room for types of advertising data (`mesh_ad_types` of struct hci_dev). */
const MAX_TYPES = 16;
/** In units of 0.625 ms (set_mesh in net/bluetooth/mgmt.c). */
const MIN_PERIOD = 0x0004;
const MAX_PERIOD = 0x4000;

const isPeriod = (value: number): boolean => value >= MIN_PERIOD && value <= MAX_PERIOD;

/** The types up to the first that is 0; none if there are too many (set_mesh_sync, mesh_device_found). */
function typesOf(given: readonly (keyof typeof AdType | number)[]): number[] {
  if (given.length > MAX_TYPES) return [];
  const types = given.map((type) => (typeof type === 'number' ? type : AdType[type]));
  const end = types.indexOf(0);
  return end < 0 ? types : types.slice(0, end);
}

/** Where a frame of Set Mesh Receiver says how many types there are. */
const COUNT = 11;

/** It takes as many types as there are, whatever its count says (set_mesh_sync in mgmt.c). */
function recounted(frame: Uint8Array): Uint8Array {
  const types = frame.length - COUNT - 1;
  if (frame[COUNT] === types || types > 0xff) return frame;
  const copy = frame.slice();
  copy[COUNT] = types;
  return copy;
}

export const meshRows: RowsOf<
  'SetMeshReceiver' | 'ReadMeshFeatures' | 'TransmitMeshPacket' | 'CancelTransmitMeshPacket'
> = {
  /** set_mesh in mgmt.c. */
  SetMeshReceiver: {
    length: 'variable',
    repaired: recounted,
    handle: (call, controller) => {
      const { enable, window, period, adTypes } = call.params;
      const { pending, work, flags, mesh } = controller;
      const fault = meshFault(controller, { needsLowEnergy: false });
      if (fault !== undefined) return call.status(fault);
      if (typeof enable !== 'boolean' || !isPeriod(period) || !isPeriod(window) || window > period) {
        return call.status('InvalidParameters');
      }
      if (!controller.isUp) return call.status('Failed');
      const waiting = pending.add(call);
      work.queue({
        run: () => {
          if (!pending.includes(waiting)) return 'Cancelled';
          flags.change('Mesh', enable);
          mesh.adTypes = typesOf(adTypes);
          applyPassiveScan(controller);
          return 'Success';
        },
        done: () => {
          if (pending.remove(waiting)) call.complete({});
        },
      });
    },
  },

  /** mesh_features in mgmt.c. */
  ReadMeshFeatures: (call, controller) => {
    const fault = meshFault(controller, { needsLowEnergy: false });
    if (fault !== undefined) return call.status(fault);
    const maxHandles = controller.flags.has('LowEnergy') ? MAX_PACKETS : 0;
    const handles = maxHandles === 0 ? [] : handlesOf(controller, call.socket);
    call.complete({ index: controller.index, maxHandles, handles });
  },

  /** mesh_send in mgmt.c. */
  TransmitMeshPacket: {
    length: 'variable',
    misfit: (controller, params) =>
      meshFault(controller, { needsLowEnergy: true }) ?? packetFault(params) ?? 'InvalidParameters',
    handle: (call, controller) => {
      const fault = meshFault(controller, { needsLowEnergy: true }) ?? packetFault(call.bytes);
      if (fault !== undefined) return call.status(fault);
      if (controller.mesh.packetsOf(call.socket).length >= MAX_PACKETS) return call.status('Busy');
      const packet = sendMesh(controller, call);
      if (packet === undefined) call.status('Failed');
      else call.complete({ handle: packet.handle });
    },
  },

  /** mesh_send_cancel in mgmt.c. */
  CancelTransmitMeshPacket: (call, controller) => {
    const fault = meshFault(controller, { needsLowEnergy: true });
    if (fault !== undefined) return call.status(fault);
    if (!controller.isUp) return call.status('Failed');
    controller.work.submit({
      run: () => {
        cancelMesh(controller, call.socket, call.params.handle, () => call.complete({}));
        return 'Success';
      },
    });
  },
};

const handlesOf = ({ mesh }: Controller, socket: Parameters<typeof mesh.packetsOf>[0]): number[] =>
  mesh.packetsOf(socket).map(({ handle }) => handle);
