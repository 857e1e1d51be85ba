import { Reader } from './cursor.js';
import { HEADER_SIZE } from './header.js';
import type { MgmtEvent } from './tables.js';
import { deviceFound } from './domains/discovery.js';

// Advertisers make thousands of these a second: read with names that stand in the code, as Command Complete.
const { code, params } = deviceFound;
const [[, address], [, addressType], [, rssi], [, flags], [, eirData]] = params.fields;
const TYPE_AT = HEADER_SIZE + address.size;
const RSSI_AT = TYPE_AT + addressType.size;
const FLAGS_AT = RSSI_AT + rssi.size;
const DATA_AT = FLAGS_AT + flags.size;

export const DEVICE_FOUND = code;

/** Reads a frame whose header is right. Undefined if it is too short or too long: the declaration can say for what. */
export function readDeviceFound(frame: Uint8Array, index: number): MgmtEvent<'DeviceFound'> | undefined {
  try {
    const reader = new Reader(frame, DATA_AT);
    const data = eirData.read(reader);
    const strength = rssi.get(frame, RSSI_AT);
    // A strength of 0 may be none.
    if (reader.left > 0 || strength === 0) return undefined;
    return {
      event: 'DeviceFound',
      index,
      address: address.get(frame, HEADER_SIZE),
      addressType: addressType.get(frame, TYPE_AT),
      rssi: strength,
      flags: flags.get(frame, FLAGS_AT),
      eirData: data,
    };
  } catch {
    return undefined;
  }
}
