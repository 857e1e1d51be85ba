import type { BytesInput } from '../../protocol/bytes.js';
import { toBytes } from '../../protocol/bytes.js';
import type { AdFieldInput } from '../../protocol/advertising/index.js';
import { buildAdvertisingData } from '../../protocol/advertising/index.js';
import type { AdvertisingContent, Changing, DeviceOptions } from '../device-options.js';

const isFields = (content: AdvertisingContent): content is readonly AdFieldInput[] => Array.isArray(content);
const bytesOf = (content: BytesInput): Uint8Array => toBytes(content);

/** The bytes. Throws a `CodecError` if they are more than there may be. */
export function contentOf(content: AdvertisingContent, maxLength = Infinity): Uint8Array {
  const bytes = isFields(content) ? buildAdvertisingData(content) : bytesOf(content);
  if (bytes.length > maxLength) {
    throw new RangeError(`${bytes.length} bytes of advertising data, there can be ${maxLength}`);
  }
  return bytes;
}

/** The bytes by the time; while they do not change they are the same object. */
export function changingContentOf(
  content: Changing<AdvertisingContent>,
  maxLength: number,
): (time: number) => Uint8Array {
  if (typeof content !== 'function') {
    const constant = contentOf(content, maxLength);
    return () => constant;
  }
  let last = new Uint8Array();
  return (time) => {
    const bytes = contentOf(content(time), maxLength);
    const isSame = bytes.length === last.length && bytes.every((byte, i) => byte === last[i]);
    if (!isSame) last = bytes.slice();
    return last;
  };
}

/** Flags, name and appearance: what a device advertises that was not told what. */
export function contentFor({ name, appearance, inquiry }: DeviceOptions): AdvertisingContent {
  const fields: AdFieldInput[] = [
    { type: 'Flags', flags: { GeneralDiscoverable: true, BREDRNotSupported: inquiry === undefined } },
  ];
  if (name !== undefined) fields.push({ type: 'LocalName', name, complete: true });
  if (appearance !== undefined) fields.push({ type: 'Appearance', appearance });
  return fields;
}
