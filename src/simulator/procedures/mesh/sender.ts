import type { Status } from '../../../protocol/enums/status.js';
import type { Call } from '../../sockets/call.js';
import type { Socket } from '../../sockets/socket.js';
import { instanceFlags } from '../../state/advertising-flags.js';
import type { Controller } from '../../state/controller.js';
import type { MeshPacket } from '../../state/mesh.js';
import { disable, schedule } from '../advertising/advertising.js';
import { cancelTurn, caughtUp, maxInterval, minInterval, putInstance } from '../advertising/instances.js';

/** A packet is sent so many times, at least every so many milliseconds (mesh_send_start_complete in net/bluetooth/mgmt.c). */
const SPACING = 25;
/** For how long the instance of a packet lives: 1000 of what is called milliseconds, but counted as seconds (mesh_send_sync). */
const LIFETIME = 1000;

/** Sends a packet when those before it are gone (mesh_send in mgmt.c). Undefined: that failed, but it has its handle. */
export function sendMesh(
  controller: Controller,
  { socket, params }: Call<'TransmitMeshPacket'>,
): MeshPacket | undefined {
  const { mesh } = controller;
  mesh.lastHandle = (mesh.lastHandle % 0xff) + 1;
  const packet = { handle: mesh.lastHandle, socket, data: params.data.slice(), count: params.count };
  mesh.packets = [...mesh.packets, packet];
  if (!mesh.isSending && !queue(controller, packet)) return undefined;
  mesh.isSending = true;
  return packet;
}

/** Takes back one packet of a socket, or all for 0 (send_cancel in mgmt.c). */
export function cancelMesh(controller: Controller, socket: Socket, handle: number, answer: () => void): void {
  const { mesh, work } = controller;
  for (const packet of mesh.packetsOf(socket)) {
    if (handle !== 0 && packet.handle !== handle) continue;
    if (work.remove(packet)) mesh.isSending = false;
    complete(controller, packet);
  }
  answer();
  if (!mesh.isSending) sendNext(controller);
}

/** False if the controller is down. */
function queue(controller: Controller, packet: MeshPacket): boolean {
  const { work, isUp, mesh, world } = controller;
  if (!isUp) return false;
  work.queue({
    owner: packet,
    run: () => advertise(controller, packet),
    cancelled: () => complete(controller, packet),
    done: (status) => {
      if (status === 'Success') {
        world.clock.after(packet.count * SPACING, () => sent(controller));
        return;
      }
      mesh.isSending = false;
      complete(controller, packet);
      sendNext(controller);
    },
  });
  return true;
}

/** Puts it into an instance of its own, behind all others (mesh_send_sync in mgmt.c). */
function advertise(controller: Controller, { data, count }: MeshPacket): Status {
  const advertising = caughtUp(controller);
  const { instances } = advertising;
  const instance = instances.limit + 1;
  if (instances.limit <= instances.count) return 'NoResources';
  const intervals = { minInterval: minInterval(controller), maxInterval: maxInterval(controller) };
  const duration = count * Math.floor((intervals.maxInterval * 5) / 8);
  const request = { instance, flags: instanceFlags(), data, timeout: LIFETIME, duration: duration & 0xffff };
  putInstance(controller, { ...request, ...intervals });
  if (advertising.current === instance) {
    cancelTurn(controller);
    const next = instances.after(instance);
    return next === undefined ? 'Success' : schedule(controller, next.instance, true);
  }
  return advertising.hasTurn ? 'Success' : schedule(controller, instance, true);
}

/** It has been sent often enough (mesh_send_done_sync in mgmt.c). */
function sent(controller: Controller): void {
  const { isUp, mesh, work } = controller;
  if (!mesh.isSending || !isUp) return;
  work.submit({
    run: () => {
      mesh.isSending = false;
      if (caughtUp(controller).instances.count === 0) disable(controller);
      const [first] = mesh.packets;
      if (first !== undefined) complete(controller, first);
      return 'Success';
    },
    done: () => sendNext(controller),
  });
}

function sendNext(controller: Controller): void {
  const { mesh } = controller;
  const [first] = mesh.packets;
  if (first === undefined) return;
  if (queue(controller, first)) mesh.isSending = true;
  else complete(controller, first);
}

function complete(controller: Controller, packet: MeshPacket): void {
  const { mesh } = controller;
  if (!mesh.packets.includes(packet)) return;
  mesh.packets = mesh.packets.filter((each) => each !== packet);
  controller.emit({ event: 'MeshPacketTransmitComplete', handle: packet.handle });
}
