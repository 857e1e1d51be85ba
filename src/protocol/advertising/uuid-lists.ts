import type { BytesInput } from '../bytes.js';
import { invalid, within } from '../errors.js';
import { listToEnd } from '../lists.js';
import { struct } from '../struct.js';
import type { AdKind, AdStructure } from './kinds.js';
import { checkObject, written } from './kinds.js';
import type { UuidBits } from './uuid-width.js';
import { bitsOf, byWidth, checkBits, shortestBits, uuidOf, WIDTHS } from './uuid-width.js';
import { whenAsked } from '../when-asked.js';

export interface SolicitedUuids {
  /** How wide the UUIDs are on the wire. */
  readonly bits: UuidBits;
  /** In their long form. */
  readonly uuids: string[];
}

export interface SolicitedUuidsInput {
  /** Left out: as narrow as possible, in up to three structures, one for each width that is needed. */
  readonly bits?: UuidBits;
  /** Long form, short form (`'180f'`), or 16 bytes in wire order. */
  readonly uuids: readonly BytesInput[];
}

export interface ServiceUuids extends SolicitedUuids {
  /** Whether these are all services with UUIDs of this width. */
  readonly complete: boolean;
}

export interface ServiceUuidsInput extends SolicitedUuidsInput {
  /** Left out: true. */
  readonly complete?: boolean;
}

const lists = whenAsked(() => byWidth((bits) => struct([['uuids', listToEnd(uuidOf(bits))]])));

/** Of services, the even codes are incomplete lists, the odd ones complete. */
const INCOMPLETE = { 16: 0x02, 32: 0x04, 128: 0x06 } as const;
const COMPLETE = { 16: 0x03, 32: 0x05, 128: 0x07 } as const;
const SOLICITED = { 16: 0x14, 32: 0x1f, 128: 0x15 } as const;

/** The UUIDs of each width. */
function sorted(uuids: readonly BytesInput[]): Readonly<Record<UuidBits, readonly BytesInput[]>> {
  const found = byWidth((): BytesInput[] => []);
  // Not forEach: it skips holes, which are refused as undefined.
  for (let i = 0; i < uuids.length; i++) {
    try {
      found[shortestBits(uuids[i]!)].push(uuids[i]!);
    } catch (error) {
      throw within(`uuids[${i}]`, error);
    }
  }
  return found;
}

function writeLists(codes: Readonly<Record<UuidBits, number>>, value: SolicitedUuidsInput): AdStructure[] {
  const { bits, ...list } = value;
  const one = (width: UuidBits, payload: typeof list): AdStructure => ({
    code: codes[width],
    data: written(lists()[width], payload),
  });
  if (bits !== undefined) return [one(checkBits(bits), list)];
  // What is no list is refused as one of any width; an empty one says that there are no services, in the least bytes.
  if (!Array.isArray(list.uuids) || list.uuids.length === 0) return [one(16, list)];
  const uuids = sorted(list.uuids);
  return WIDTHS.filter((width) => uuids[width].length > 0).map((width) => one(width, { ...list, uuids: uuids[width] }));
}

/** Services of the device (CSS Part A, 1.1). */
export const serviceUuids: AdKind<ServiceUuids, ServiceUuidsInput> = {
  codes: [...Object.values(INCOMPLETE), ...Object.values(COMPLETE)],
  size: 0,
  read: (reader, code) => {
    const complete = (code & 1) === 1;
    const bits = bitsOf(complete ? COMPLETE : INCOMPLETE, code);
    return { bits, complete, ...lists()[bits].read(reader) };
  },
  write: (value) => {
    checkObject(value, 'uuids, complete, bits');
    const { complete = true, ...others } = value;
    if (typeof complete !== 'boolean') throw invalid(complete, 'true or false').within('complete');
    return writeLists(complete ? COMPLETE : INCOMPLETE, others);
  },
};

/** Services that the device looks for on others (CSS Part A, 1.10). */
export const solicitedUuids: AdKind<SolicitedUuids, SolicitedUuidsInput> = {
  codes: Object.values(SOLICITED),
  size: 0,
  read: (reader, code) => {
    const bits = bitsOf(SOLICITED, code);
    return { bits, ...lists()[bits].read(reader) };
  },
  write: (value) => {
    checkObject(value, 'uuids, bits');
    return writeLists(SOLICITED, value);
  },
};
