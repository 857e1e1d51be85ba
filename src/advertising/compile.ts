import { buildAdvertisingData } from '../protocol/advertising/build.js';
import { parseAdvertisingData } from '../protocol/advertising/parse.js';
import type { AdFieldInput } from '../protocol/advertising/table.js';
import type { BytesInput } from '../protocol/bytes.js';
import { toBytes } from '../protocol/bytes.js';
import { CodecError } from '../protocol/errors.js';
import { OptionError } from '../protocol/option-error.js';
import { checkBoolean, checkNames } from '../protocol/options.js';
import type { AdvertisedScanResponse, AdvertisingContent, Compiled, FieldSize, Part } from './content.js';

/** All that an advertisement or a scan response may have. */
type Content = Omit<AdvertisingContent, 'name' | 'appearance'> & AdvertisedScanResponse;

const FIELDS = ['name', 'appearance', 'services', 'serviceData', 'manufacturerData', 'data'] as const;

/** What is wrong with a value, where it stands in the content. */
function attempt<T>(path: string, value: unknown, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof CodecError || error instanceof TypeError)) throw error;
    const reason = error instanceof CodecError ? error.reason : error.message;
    throw new OptionError(path, value, `right: ${reason}`);
  }
}

/** Not `Array.isArray` itself, which forgets what the items are. */
const isList = <T>(value: T | readonly T[]): value is readonly T[] => Array.isArray(value);

/** Several of a kind, or one. */
const each = <T>(value: T | readonly T[]): readonly T[] => (isList<T>(value) ? value : [value]);

/** Fields, or bytes that consist of fields. */
function rawBytes(path: string, value: BytesInput | readonly AdFieldInput[]): Uint8Array {
  if (isList<BytesInput | AdFieldInput>(value)) return attempt(path, value, () => buildAdvertisingData(value));
  const bytes = attempt(path, value, () => toBytes(value));
  const [fault] = parseAdvertisingData(bytes).malformed;
  if (fault !== undefined) throw new OptionError(path, value, `advertising data: ${fault.reason}`);
  // The user's may change later.
  return bytes.slice();
}

const hasFlags = (bytes: Uint8Array): boolean =>
  parseAdvertisingData(bytes).fields.some(({ type }) => type === 'Flags');

/** The bytes of each field that is there, in an order in which what matters to those who filter comes first. */
function fieldsOf(content: Content, where: string): [FieldSize['field'], Uint8Array][] {
  const { services, manufacturerData, serviceData, beacon, appearance, name, data } = content;
  const built = (field: FieldSize['field'], make: () => readonly AdFieldInput[]): [FieldSize['field'], Uint8Array] => {
    const path = `${where}.${field}`;
    return [field, attempt(path, content[field], () => buildAdvertisingData(make()))];
  };
  const out: [FieldSize['field'], Uint8Array][] = [];
  if (beacon !== undefined) out.push(['beacon', rawBytes(`${where}.beacon`, beacon)]);
  if (services !== undefined) {
    if (!isList(services)) throw new OptionError(`${where}.services`, services, 'an array of UUIDs');
    if (services.length > 0) out.push(built('services', () => [{ type: 'ServiceUuids', uuids: services }]));
  }
  if (manufacturerData !== undefined) {
    const fields = (): AdFieldInput[] => each(manufacturerData).map((one) => ({ ...one, type: 'ManufacturerData' }));
    out.push(built('manufacturerData', fields));
  }
  if (serviceData !== undefined) {
    out.push(built('serviceData', () => each(serviceData).map((one) => ({ ...one, type: 'ServiceData' }))));
  }
  if (appearance !== undefined && appearance !== true) {
    out.push(built('appearance', () => [{ type: 'Appearance', appearance }]));
  }
  if (data !== undefined) out.push(['data', rawBytes(`${where}.data`, data)]);
  if (name !== undefined && name !== true) out.push(built('name', () => [{ type: 'LocalName', name }]));
  return out;
}

function partOf(content: Content, where: string): Part {
  const fields = fieldsOf(content, where);
  const sizes = fields.map(([field, { length }]) => ({ field, length }));
  return { bytes: Uint8Array.from(fields.flatMap(([, bytes]) => [...bytes])), sizes };
}

const onlyInScanResponse = (path: string, value: unknown): OptionError =>
  new OptionError(path, value, "right: the kernel puts the controller's own into the scan response only");

/** Throws an `OptionError` that says which part of the content makes no sense. */
export function compile(content: AdvertisingContent): Compiled {
  checkNames(content, [...FIELDS, 'beacon', 'txPower', 'scanResponse'], 'content');
  const { txPower = false, scanResponse = {} } = content;
  checkBoolean('content.txPower', txPower);
  checkNames(scanResponse, FIELDS, 'content.scanResponse');
  for (const field of ['name', 'appearance'] as const) {
    const value: unknown = content[field];
    if (value === true) throw onlyInScanResponse(`content.${field}`, value);
  }
  const compiled = {
    advertisement: partOf(content, 'content'),
    scanResponse: partOf(scanResponse, 'content.scanResponse'),
    added: {
      AddTxPower: txPower,
      AddLocalName: scanResponse.name === true,
      AddAppearance: scanResponse.appearance === true,
    },
  };
  if (hasFlags(compiled.scanResponse.bytes)) {
    // tlv_data_is_valid in net/bluetooth/mgmt.c.
    throw new OptionError(
      'content.scanResponse.data',
      scanResponse.data,
      'without Flags: they stand in the advertisement',
    );
  }
  return { ...compiled, hasFlags: hasFlags(compiled.advertisement.bytes) };
}
