import type { BytesInput } from '../bytes.js';
import { rest } from '../bytes.js';
import { within } from '../errors.js';
import { struct } from '../struct.js';
import type { AdKind } from './kinds.js';
import { checkObject, written } from './kinds.js';
import type { UuidBits } from './uuid-width.js';
import { bitsOf, byWidth, checkBits, shortestBits, uuidOf } from './uuid-width.js';
import { whenAsked } from '../when-asked.js';

export interface ServiceData {
  /** How wide the UUID is on the wire. */
  readonly bits: UuidBits;
  /** The service, in its long form. */
  readonly uuid: string;
  readonly data: Uint8Array;
}

export interface ServiceDataInput {
  /** Left out: as narrow as possible. */
  readonly bits?: UuidBits;
  /** Long form, short form (`'180f'`), or 16 bytes in wire order. */
  readonly uuid: BytesInput;
  readonly data: BytesInput;
}

const payloads = whenAsked(() =>
  byWidth((bits) =>
    struct([
      ['uuid', uuidOf(bits)],
      ['data', rest],
    ]),
  ),
);

const CODES = { 16: 0x16, 32: 0x20, 128: 0x21 } as const;

function widthOf(value: BytesInput): UuidBits {
  try {
    return shortestBits(value);
  } catch (error) {
    throw within('uuid', error);
  }
}

/** Data of one service (CSS Part A, 1.11). */
export const serviceData: AdKind<ServiceData, ServiceDataInput> = {
  codes: Object.values(CODES),
  size: 2,
  read: (reader, code) => {
    const bits = bitsOf(CODES, code);
    return { bits, ...payloads()[bits].read(reader) };
  },
  write: (value) => {
    checkObject(value, 'uuid, data, bits');
    const { bits, ...payload } = value;
    const width = bits === undefined ? widthOf(payload.uuid) : checkBits(bits);
    return [{ code: CODES[width], data: written(payloads()[width], payload) }];
  },
};
