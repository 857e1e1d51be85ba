import type { AnyCodec, LengthCodec } from '../codec.js';
import type { Field, Fields } from '../fields.js';
import type { FieldDescription, ValueDescription } from './description.js';
import { shapeOf } from './shapes.js';
import { sharedWords } from './shared.js';
import type { FieldWords, Words } from './words.js';

const isLength = (codec: AnyCodec): codec is LengthCodec => 'lengthOf' in codec;

/** Set Discoverable of SetDiscoverable, as the document's headings have it. */
export const titleOf = (name: string): string =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace('BREDR', 'BR/EDR');

/** Describes the fields of one message: `own` are words that are its own, `source` is where the document tells of it. */
export function describeFields(fields: Fields, own: Words, source: string): readonly FieldDescription[] {
  const unused = new Set(Object.keys(own));

  function wordsFor(path: string, name: string): FieldWords {
    unused.delete(path);
    const words = own[path] ?? sharedWords[path] ?? sharedWords[name];
    if (words === undefined) throw new TypeError(`${source}: there are no words for ${path}`);
    return typeof words === 'string' ? { doc: words } : words;
  }

  function value(codec: AnyCodec, path: string): ValueDescription {
    const item = codec.item && { item: value(codec.item, path) };
    const parts = 'fields' in codec && { fields: fieldsIn(codec.fields as Fields, `${path}.`) };
    return { ...(!codec.variable && { size: codec.size }), ...shapeOf(codec), ...item, ...parts };
  }

  function field([name, codec]: Field, prefix: string): FieldDescription {
    const words = wordsFor(`${prefix}${name}`, name);
    return {
      name,
      ...value(codec, `${prefix}${name}`),
      ...words,
      ...('optional' in codec && { optional: true }),
      source: words.source === undefined ? source : `${source}; ${words.source}`,
    };
  }

  function fieldsIn(of: Fields, prefix: string): FieldDescription[] {
    return of.filter(([, codec]) => !isLength(codec)).map((each) => field(each, prefix));
  }

  const described = fieldsIn(fields, '');
  for (const path of unused) throw new TypeError(`${source}: there is no field ${path}`);
  return described;
}
