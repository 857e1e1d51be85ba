import { HEADER_SIZE } from '../../protocol/header.js';

/** Where a header says how many bytes follow it. */
const LENGTH = 4;

/** The frame with a length in its header that fits. */
export function sized(frame: Uint8Array): Uint8Array {
  const copy = frame.slice();
  new DataView(copy.buffer).setUint16(LENGTH, copy.length - HEADER_SIZE, true);
  return copy;
}

/** The frame without parameters: for handlers that go through the bytes themselves (net/bluetooth/mgmt_config.c). */
export const headerOnly = (frame: Uint8Array): Uint8Array => sized(frame.subarray(0, HEADER_SIZE));
