import { toBytes } from '../bytes.js';
import { Writer } from '../cursor.js';
import { CodecError, invalid, isObject, within } from '../errors.js';
import { noneOf } from '../misspelt.js';
import { u8 } from '../numbers.js';
import { checkNames, checkNumber } from '../options.js';
import type { AdKind, AdStructure } from './kinds.js';
import type { AdFieldInput } from './table.js';
import { adKinds } from './table.js';

/** What advertisements and scan responses without extended advertising hold. */
export const MAX_LEGACY_ADVERTISING_DATA = 31;

/** The length of a field is one byte and counts the byte of its type, too. */
const MAX_FIELD_DATA = 254;

/** How much room there is. */
export interface BuildAdvertisingDataOptions {
  /**
   * How many bytes there may be at most: 31 in legacy advertising (`MAX_LEGACY_ADVERTISING_DATA`), less what the kernel adds by
   * the flags of Add Advertising; 240 in an inquiry response. Left out: any number.
   */
  readonly maxLength?: number;
}

function structuresOf(field: AdFieldInput): readonly AdStructure[] {
  if (!isObject(field)) throw invalid(field, 'an object with a type');
  if (field.type === 'Unknown') {
    const writer = new Writer(1);
    try {
      u8.write(writer, field.code);
    } catch (error) {
      throw within('code', error);
    }
    return [{ code: field.code, data: toBytes(field.data) }];
  }
  const { type, ...value } = field;
  const kinds: Readonly<Record<string, AdKind<object, never>>> = adKinds();
  if (!Object.hasOwn(kinds, type)) {
    throw noneOf(type, [...Object.keys(kinds), 'Unknown']).within('type');
  }
  return kinds[type]!.write(value as never);
}

function writeField(writer: Writer, field: AdFieldInput): void {
  for (const { code, data } of structuresOf(field)) {
    const excess = data.length - MAX_FIELD_DATA;
    if (excess > 0) {
      const reason = `${data.length} bytes, ${excess} too many for the ${MAX_FIELD_DATA} of one field`;
      throw new CodecError('InvalidValue', reason);
    }
    const at = writer.reserve(2);
    writer.bytes[at] = data.length + 1;
    writer.bytes[at + 1] = code;
    writer.put(data);
  }
}

/** Not `Array.isArray` itself, which forgets what the items are. */
function checkList(fields: unknown): asserts fields is readonly unknown[] {
  if (!Array.isArray(fields)) throw invalid(fields, 'an array of fields').within('fields');
}

/**
 * Advertising data, a scan response, an inquiry response or out-of-band data from their fields, in the order given.
 *
 * Nothing is cut and nothing left out: what does not fit is refused. `parseAdvertisingData` gives the same fields back, UUIDs
 * in their long form, and what was left out filled in; the fields that it gave make the same bytes again, but for padding.
 *
 * @throws CodecError that says which value is wrong, or how many bytes are too many; OptionError for an option that makes no sense
 */
export function buildAdvertisingData(
  fields: readonly AdFieldInput[],
  options: BuildAdvertisingDataOptions = {},
): Uint8Array {
  checkNames(options, ['maxLength']);
  const { maxLength = Infinity } = options;
  checkNumber('maxLength', maxLength, 0, Infinity);
  checkList(fields);
  const writer = new Writer();
  const sizes: string[] = [];
  // Not forEach: it skips holes.
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i]!;
    const before = writer.offset;
    try {
      writeField(writer, field);
    } catch (error) {
      throw within('fields', within(`[${i}]`, error));
    }
    sizes.push(`${field.type} ${writer.offset - before}`);
  }
  const excess = writer.offset - maxLength;
  if (excess > 0) {
    const reason = `${writer.offset} bytes, ${excess} too many for ${maxLength} (${sizes.join(', ')})`;
    throw new CodecError('InvalidValue', reason, { path: 'fields' });
  }
  return writer.done();
}
