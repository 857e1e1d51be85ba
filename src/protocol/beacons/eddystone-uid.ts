import type { AdTrailing } from '../advertising/kinds.js';
import { appendTrailing, checkObject, withTrailing, written } from '../advertising/kinds.js';
import type { BytesInput } from '../bytes.js';
import type { Codec } from '../codec.js';
import { CodecError, invalid } from '../errors.js';
import { s8 } from '../numbers.js';
import { struct } from '../struct.js';
import { identifier } from './source.js';

export interface Uid<Id> extends AdTrailing {
  readonly txPower: number;
  readonly namespace: Id;
  readonly instance: Id;
  /**
   * The two bytes behind the identifiers, which are reserved. Missing if they are zeros, as they should be; fewer from beacons
   * that were made before the specification had them.
   */
  readonly reserved?: Uint8Array;
}

const RESERVED = 2;

const payload = struct([
  ['txPower', s8],
  ['namespace', identifier(10)],
  ['instance', identifier(6)],
]);

function reservedBytes(reserved: unknown, trailing: unknown): Uint8Array {
  if (reserved === undefined) return new Uint8Array(RESERVED);
  if (!(reserved instanceof Uint8Array)) throw invalid(reserved, 'a Uint8Array').within('reserved');
  if (reserved.length === RESERVED || (reserved.length < RESERVED && trailing === undefined)) return reserved;
  const limit = trailing === undefined ? `at most ${RESERVED} fit` : `${RESERVED} must stand before trailing ones`;
  throw new CodecError('InvalidValue', `${reserved.length} bytes given, ${limit}`, { path: 'reserved' });
}

/** A namespace and a beacon in it. */
export const uidFrame: Codec<Uid<string>, Uid<BytesInput>> = {
  name: 'uidFrame',
  size: payload.size,
  variable: true,
  read: (reader) => {
    const known = payload.read(reader);
    const at = reader.take(Math.min(RESERVED, reader.left), 'reserved');
    const reserved = reader.bytes.subarray(at, reader.offset);
    const asExpected = reserved.length === RESERVED && reserved.every((byte) => byte === 0);
    return withTrailing(reader, asExpected ? known : { ...known, reserved });
  },
  write: (writer, value) => {
    checkObject(value, payload.names.join(', '));
    const { reserved, trailing, ...known } = value;
    writer.put(written(payload, known));
    writer.put(appendTrailing(reservedBytes(reserved, trailing), trailing));
  },
};
