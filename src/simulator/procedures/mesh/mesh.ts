import type { Status } from '../../../protocol/enums/status.js';
import type { Call } from '../../sockets/call.js';
import type { Socket } from '../../sockets/socket.js';
import { instanceFlags } from '../advertising/flags.js';
import type { Controller } from '../../state/controller.js';

/** A packet is sent so many times, at least every so many milliseconds (mesh_send_start_complete in net/bluetooth/mgmt.c). */
const SPACING = 25;
/** The kernel counts in ticks, of which Debian's have 250 in a second: so many milliseconds each. */
const TICK = 4;
/** For how long the instance of a packet lives: 1000 of what is called milliseconds, but counted as seconds (mesh_send_sync). */
const LIFETIME = 1000;

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

/** An advertisement as a controller has heard it. */
export interface HeardPacket {
  readonly address: string;
  readonly addressType: 'LEPublic' | 'LERandom';
  readonly rssi: number;
  readonly data: Uint8Array;
  readonly scanResponse: Uint8Array;
}

/** Mesh at a controller: packets on their way, and which ones are listened for. */
export class Mesh {
  /** The kinds of advertising data that are reported; empty: all. */
  adTypes: readonly number[] = [];
  /** Whether a packet is on its way (HCI_MESH_SENDING); stays so if the controller goes down meanwhile. */
  #isSending = false;
  #packets: MeshPacket[] = [];
  #lastHandle = 0;

  constructor(private readonly controller: Controller) {}

  /** Of one socket. */
  packetsOf(socket: Socket): readonly MeshPacket[] {
    return this.#packets.filter((packet) => packet.socket === socket);
  }

  /** Sends a packet when those before it are gone (mesh_send in mgmt.c). Undefined: that failed, but it has its handle. */
  send({ socket, params }: Call<'TransmitMeshPacket'>): MeshPacket | undefined {
    this.#lastHandle = (this.#lastHandle % 0xff) + 1;
    const packet = { handle: this.#lastHandle, socket, data: params.data.slice(), count: params.count };
    this.#packets.push(packet);
    if (!this.#isSending && !this.#queue(packet)) return undefined;
    this.#isSending = true;
    return packet;
  }

  /** Takes back one packet of a socket, or all for 0 (send_cancel in mgmt.c). */
  cancel(socket: Socket, handle: number, answer: () => void): void {
    for (const packet of this.packetsOf(socket)) {
      if (handle !== 0 && packet.handle !== handle) continue;
      if (this.controller.work.remove(packet)) this.#isSending = false;
      this.#complete(packet);
    }
    answer();
    if (!this.#isSending) this.#next();
  }

  /** An advertisement was heard while the receiver is on (mesh_device_found in mgmt.c). */
  hear({ address, addressType, rssi, data, scanResponse }: HeardPacket, flags: number): void {
    const { controller } = this;
    if (!controller.flags.has('Mesh') || (!this.#isWanted(data) && !this.#isWanted(scanResponse))) return;
    const instant = Math.floor(controller.world.clock.now() / TICK);
    const adData = Uint8Array.of(...data, ...scanResponse);
    controller.emit({ event: 'MeshDeviceFound', address, addressType, rssi, instant, flags, adData });
  }

  #isWanted(data: Uint8Array): boolean {
    if (this.adTypes.length === 0) return true;
    for (let at = 0; at + 1 < data.length; at += data[at]! + 1) if (this.adTypes.includes(data[at + 1]!)) return true;
    return false;
  }

  /** False if the controller is down. */
  #queue(packet: MeshPacket): boolean {
    const { work, isUp, world } = this.controller;
    if (!isUp) return false;
    work.queue({
      owner: packet,
      run: () => this.#advertise(packet),
      cancelled: () => this.#complete(packet),
      done: (status) => {
        if (status === 'Success') {
          world.clock.after(packet.count * SPACING, () => this.#sent());
          return;
        }
        this.#isSending = false;
        this.#complete(packet);
        this.#next();
      },
    });
    return true;
  }

  /** Puts it into an instance of its own, behind all others (mesh_send_sync in mgmt.c). */
  #advertise({ data, count }: MeshPacket): Status {
    const { advertising } = this.controller;
    const { instances, minInterval, maxInterval } = advertising;
    const instance = instances.limit + 1;
    if (instances.limit <= instances.count) return 'NoResources';
    const duration = count * Math.floor((maxInterval * 5) / 8);
    const request = { instance, flags: instanceFlags(), data, timeout: LIFETIME, duration: duration & 0xffff };
    advertising.put({ ...request, minInterval, maxInterval });
    if (advertising.current === instance) {
      advertising.cancelTurn();
      const next = instances.after(instance);
      return next === undefined ? 'Success' : advertising.schedule(next.instance, true);
    }
    return advertising.hasTurn ? 'Success' : advertising.schedule(instance, true);
  }

  /** It has been sent often enough (mesh_send_done_sync in mgmt.c). */
  #sent(): void {
    if (!this.#isSending || !this.controller.isUp) return;
    this.controller.work.submit({
      run: () => {
        this.#isSending = false;
        if (this.controller.advertising.instances.count === 0) this.controller.advertising.disable();
        const [first] = this.#packets;
        if (first !== undefined) this.#complete(first);
        return 'Success';
      },
      done: () => this.#next(),
    });
  }

  #next(): void {
    const [first] = this.#packets;
    if (first === undefined) return;
    if (this.#queue(first)) this.#isSending = true;
    else this.#complete(first);
  }

  #complete(packet: MeshPacket): void {
    if (!this.#packets.includes(packet)) return;
    this.#packets = this.#packets.filter((each) => each !== packet);
    this.controller.emit({ event: 'MeshPacketTransmitComplete', handle: packet.handle });
  }
}
