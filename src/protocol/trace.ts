import type { AnyCodec, CountedCodec } from './codec.js';
import type { Reader } from './cursor.js';
import { CodecError } from './errors.js';
import type { Fields } from './fields.js';

/** A part of a frame: where it is, what it is called, and what it says. */
export interface TracedField {
  readonly offset: number;
  readonly size: number;
  /** Such as `keys[2].address`. */
  readonly path: string;
  /** Undefined for the rest of a frame that ends inside this field. */
  readonly value: unknown;
  /** Why the field could not be read. */
  readonly fault?: string;
}

/** Reads fields one by one, and says where each of them is. Stops at the first that can't be read. */
export function traceFields(fields: Fields, reader: Reader, prefix = ''): TracedField[] {
  const rows: TracedField[] = [];
  const counts = new Map<string, number>();
  for (const [name, codec] of fields) {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    const counted = counts.get(name);
    const start = reader.offset;
    const added = traceValue(counted === undefined ? codec : withCount(codec, counted), reader, path);
    rows.push(...added);
    if ('lengthOf' in codec) counts.set(String(codec.lengthOf), Number(added[0]?.value));
    if (added.some(({ fault }) => fault !== undefined)) break;
    if (reader.offset === start && added[0]?.value === undefined) rows.pop();
  }
  return rows;
}

function withCount(codec: AnyCodec, count: number): AnyCodec {
  return { ...codec, read: (reader) => (codec as CountedCodec<unknown, never>).readCount(reader, count) };
}

function traceValue(codec: AnyCodec & { readonly fields?: Fields }, reader: Reader, path: string): TracedField[] {
  if (codec.fields) return traceFields(codec.fields, reader, path);
  const offset = reader.offset;
  try {
    if (codec.item && codec.count) return traceList(codec.count, codec.item, reader, path);
    const value = codec.read(reader);
    return [{ offset, size: reader.offset - offset, path, value }];
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    const size = reader.end - offset;
    reader.offset = reader.end;
    return [{ offset, size, path, value: undefined, fault: error.reason }];
  }
}

/** The count, then the items, each with its fields if it has any. */
function traceList(count: AnyCodec, item: AnyCodec, reader: Reader, path: string): TracedField[] {
  const [head] = traceValue(count, reader, `${path}.length`);
  if (!head || head.fault !== undefined) return head ? [head] : [];
  const rows: TracedField[] = [head];
  for (let i = 0; i < Number(head.value) && rows.at(-1)?.fault === undefined; i++) {
    rows.push(...traceValue(item, reader, `${path}[${i}]`));
  }
  return rows;
}
