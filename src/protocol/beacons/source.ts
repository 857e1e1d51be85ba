import type { AdFieldOf } from '../advertising/table.js';
import type { AdvertisingSource } from '../advertising/accessors.js';
import { adFieldsOf } from '../advertising/accessors.js';
import { bytes, toHex } from '../bytes.js';
import type { BytesInput } from '../bytes.js';
import type { Codec } from '../codec.js';
import { Reader } from '../cursor.js';
import { CodecError, inMessage } from '../errors.js';
import type { AdTrailing } from '../advertising/kinds.js';
import { appendTrailing, checkObject, withTrailing, written } from '../advertising/kinds.js';

/** Where a beacon is looked for: advertising data as bytes, or parsed already. */
export type BeaconSource = AdvertisingSource;

/** The first beacon among the data of companies. */
export function inManufacturerData<B>(
  source: BeaconSource,
  read: (field: AdFieldOf<'ManufacturerData'>) => B | undefined,
): B | undefined {
  for (const field of adFieldsOf(source, 'ManufacturerData')) {
    const beacon = read(field);
    if (beacon !== undefined) return beacon;
  }
  return undefined;
}

/** The first beacon among the data of a service, whose UUID is given in its long form. */
export function inServiceData<B>(
  source: BeaconSource,
  uuid: string,
  read: (data: Uint8Array) => B | undefined,
): B | undefined {
  for (const field of adFieldsOf(source, 'ServiceData')) {
    const beacon = field.uuid === uuid ? read(field.data) : undefined;
    if (beacon !== undefined) return beacon;
  }
  return undefined;
}

/** Whether the bytes begin with these. */
export function beginsWith(data: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, i) => data[i] === byte);
}

/** Reads what stands behind a prefix. Undefined if it does not fit: then it is something else that begins alike. */
export function readAfter<Out>(prefix: readonly number[], codec: Codec<Out, never>, data: Uint8Array): Out | undefined {
  if (!beginsWith(data, prefix)) return undefined;
  try {
    return codec.read(new Reader(data, prefix.length));
  } catch (error) {
    if (error instanceof CodecError) return undefined;
    throw error;
  }
}

/** The prefix and the value behind it. Errors name the beacon. */
export function writeAfter<In>(
  beacon: string,
  prefix: readonly number[],
  codec: Codec<unknown, In>,
  value: In,
): Uint8Array {
  try {
    return Uint8Array.from([...prefix, ...written(codec, value)]);
  } catch (error) {
    throw inMessage(beacon, error);
  }
}

/** A beacon whose format says how long it is. Makers put a battery byte and the like behind it: that comes as `trailing`. */
export function open<Out extends object, In extends object>(
  payload: Codec<Out, In>,
): Codec<Out & AdTrailing, In & AdTrailing> {
  return {
    ...payload,
    name: `open(${payload.name})`,
    variable: true,
    read: (reader) => withTrailing(reader, payload.read(reader)),
    write: (writer, value) => {
      checkObject(value, 'the values of a beacon');
      const { trailing, ...known } = value;
      // What is left of `In` without `trailing` is what the payload takes, or refuses.
      writer.put(appendTrailing(written(payload, known as unknown as In), trailing));
    },
  };
}

/** `n` bytes that identify something, as hexadecimal text in lower case: to compare, to print, to use as a key of a Map. */
export function identifier(n: number): Codec<string, BytesInput> {
  const raw = bytes(n);
  return {
    name: `identifier(${n})`,
    size: n,
    variable: false,
    read: (reader) => toHex(raw.read(reader)),
    write: (writer, value) => raw.write(writer, value),
  };
}
