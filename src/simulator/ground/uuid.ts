import { toBytes } from '../../protocol/bytes.js';

/** What all UUIDs that have a short form end in. */
const BASE = '-0000-1000-8000-00805f9b34fb';

/** A UUID in wire order, in the shortest form that it has: 2, 4 or 16 bytes (get_uuid_size in net/bluetooth/mgmt.c). */
export function bytesOf(uuid: string): Uint8Array {
  const digits = uuid.endsWith(BASE) ? uuid.slice(0, 8).replace(/^0000/, '') : uuid.replaceAll('-', '');
  return toBytes(digits).reverse();
}
