import { sameBytes, toBytes } from '../../protocol/bytes.js';
import type { AdFieldInput } from '../../protocol/advertising/index.js';
import { buildAdvertisingData } from '../../protocol/advertising/index.js';
import { CodecError } from '../../protocol/errors.js';
import { encodeText } from '../../protocol/text.js';
import { OptionError } from '../../protocol/option-error.js';
import type { AdvertisingContent, Changing, DeviceOptions } from './device-options.js';

/** Core Specification, volume 6, part B, 2.3.1 and 2.3.4.9; volume 3, part C, 8. */
export const MAX_LEGACY_DATA = 31;
export const MAX_EXTENDED_DATA = 1650;
export const MAX_INQUIRY_RESPONSE = 240;

const isFields = (content: AdvertisingContent): content is readonly AdFieldInput[] => Array.isArray(content);

/**
 * A copy of the bytes.
 *
 * @param option where it was given
 * @throws OptionError if they are more than there may be, or it is no content
 */
export function contentOf(option: string, content: AdvertisingContent, maxLength: number): Uint8Array {
  try {
    const bytes = isFields(content) ? buildAdvertisingData(content) : toBytes(content);
    if (bytes.length <= maxLength) return bytes.slice();
    throw new CodecError('InvalidValue', `${bytes.length} bytes, there can be ${maxLength}`);
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    throw new OptionError(option, content, `what can be sent: ${error.message}`);
  }
}

/** The bytes by the time; while they do not change they are the same object. */
export function changingContentOf(
  option: string,
  content: Changing<AdvertisingContent>,
  maxLength: number,
): (time: number) => Uint8Array {
  if (typeof content !== 'function') {
    const constant = contentOf(option, content, maxLength);
    return () => constant;
  }
  let last: Uint8Array = new Uint8Array();
  return (time) => {
    const bytes = contentOf(`${option}(${time})`, content(time), maxLength);
    if (!sameBytes(bytes, last)) last = bytes;
    return last;
  };
}

/** The name as far as it fits, as a device that has not more room for it sends it. */
function nameField(name: string, room: number): AdFieldInput[] {
  let text = '';
  let length = 2;
  for (const character of name) {
    length += encodeText(character).length;
    if (length > room) return text === '' ? [] : [{ type: 'LocalName', name: text, complete: false }];
    text += character;
  }
  return [{ type: 'LocalName', name, complete: true }];
}

/** Flags, name and appearance: what a device advertises that was not told what. */
export function contentFor({ name, appearance, inquiry }: DeviceOptions, maxLength: number): AdvertisingContent {
  const flags: AdFieldInput = {
    type: 'Flags',
    flags: { GeneralDiscoverable: true, BREDRNotSupported: inquiry === undefined },
  };
  const looks: AdFieldInput[] = appearance === undefined ? [] : [{ type: 'Appearance', appearance }];
  const room = maxLength - buildAdvertisingData([flags, ...looks]).length;
  return [flags, ...(name === undefined ? [] : nameField(name, room)), ...looks];
}

/** Its name: how a device answers inquiries that was not told how. */
export const inquiryResponseFor = ({ name }: DeviceOptions): AdvertisingContent =>
  name === undefined ? [] : nameField(name, MAX_INQUIRY_RESPONSE);
