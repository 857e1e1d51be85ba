import type { Controller } from '../../state/controller.js';

/** The kernel counts in ticks, of which Debian's have 250 in a second: so many milliseconds each. */
const TICK = 4;

/** An advertisement as a controller has heard it. */
export interface HeardPacket {
  readonly address: string;
  readonly addressType: 'LEPublic' | 'LERandom';
  readonly rssi: number;
  readonly data: Uint8Array;
  readonly scanResponse: Uint8Array;
}

/** An advertisement was heard; while the receiver is on, that is told (mesh_device_found in net/bluetooth/mgmt.c). */
export function hearMesh(controller: Controller, packet: HeardPacket, flags: number): void {
  if (!controller.flags.has('Mesh')) return;
  const { address, addressType, rssi, data, scanResponse } = packet;
  const { adTypes } = controller.mesh;
  if (!isWanted(data, adTypes) && !isWanted(scanResponse, adTypes)) return;
  const instant = Math.floor(controller.world.clock.now() / TICK);
  const adData = Uint8Array.of(...data, ...scanResponse);
  controller.emit({ event: 'MeshDeviceFound', address, addressType, rssi, instant, flags, adData });
}

/** The kernel walks on over lengths of zero, and past the end of what was cut (mesh_device_found in mgmt.c). */
function isWanted(data: Uint8Array, adTypes: readonly number[]): boolean {
  if (adTypes.length === 0) return true;
  for (let at = 0; at + 1 < data.length; at += data[at]! + 1) if (adTypes.includes(data[at + 1]!)) return true;
  return false;
}
