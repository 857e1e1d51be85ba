import type { Socket } from '../sockets/socket.js';

/**
 * A packet that a program wants to be sent (struct mgmt_mesh_tx). It is sent even if the socket is closed: the packet keeps the
 * kernel from noticing that (sock_hold in mgmt_mesh_add, mgmt_cleanup in hci_sock_destruct).
 */
export interface MeshPacket {
  readonly handle: number;
  readonly socket: Socket;
  readonly data: Uint8Array;
  readonly count: number;
}

/** Mesh at a controller: packets on their way, and which ones are listened for. */
export class Mesh {
  /** The kinds of advertising data that are reported; empty: all. */
  adTypes: readonly number[] = [];
  /** Whether a packet is on its way (HCI_MESH_SENDING); stays so if the controller goes down meanwhile. */
  isSending = false;
  packets: readonly MeshPacket[] = [];
  lastHandle = 0;

  /** Of one socket. */
  packetsOf(socket: Socket): readonly MeshPacket[] {
    return this.packets.filter((packet) => packet.socket === socket);
  }
}
