import type { BytesInput, BytesSource } from '../bytes.js';
import { uuid } from '../bytes.js';
import { Reader } from '../cursor.js';
import { isObject } from '../errors.js';
import type { Flags } from '../masks.js';
import { printable } from '../printable.js';
import type { AdFlags } from './flags.js';
import { written } from './kinds.js';
import type { AdvertisingData } from './parse.js';
import { parseAdvertisingData } from './parse.js';
import type { AdField, AdFieldOf } from './table.js';
import { adKinds } from './table.js';
import { OptionError } from '../option-error.js';
import { checkInteger } from '../options.js';
import { didYouMean } from '../suggestion.js';
import { whenAsked } from '../when-asked.js';

/** Advertising data: parsed already, or as bytes, such as `eirData`. Who asks for more than one thing parses once. */
export type AdvertisingSource = AdvertisingData | BytesSource;

function fieldsOf(source: AdvertisingSource): readonly AdField[] {
  const isParsed = isObject(source) && 'fields' in source && Array.isArray(source.fields);
  return (isParsed ? source : parseAdvertisingData(source as BytesSource)).fields;
}

/** Without a look at the name: it is asked for each advertisement. */
function all<T extends AdField['type']>(data: AdvertisingSource, type: T): AdFieldOf<T>[] {
  return fieldsOf(data).filter((field): field is AdFieldOf<T> => field.type === type);
}

const types = whenAsked((): ReadonlySet<string> => new Set([...Object.keys(adKinds()), 'Unknown']));

/**
 * All fields of a type, in their order.
 *
 * @throws CodecError, as all functions that look into advertising data, for what is neither parsed data nor bytes
 * @throws OptionError for a type that there is not
 */
export function adFieldsOf<T extends AdField['type']>(data: AdvertisingSource, type: T): AdFieldOf<T>[] {
  if (!types().has(type)) throw new OptionError('type', type, `the type of a field${didYouMean(type, types())}`);
  return all(data, type);
}

function first<T extends AdField['type']>(data: AdvertisingSource, type: T): AdFieldOf<T> | undefined {
  return fieldsOf(data).find((field): field is AdFieldOf<T> => field.type === type);
}

/** What can be seen: neither blanks nor characters that take no place, nor the blanks of Braille. */
const visible = whenAsked(() => new RegExp('[^\\s\\p{Cf}\\p{Default_Ignorable_Code_Point}\\u2800]', 'u'));

/** Fit for people as it is, as most names are. */
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;

/**
 * The name for people: the complete one, or the shortened one where that says nothing. It ends at the first NUL, and is fit for
 * terminals and pages, see `printable`. The fields `LocalName` have what was sent.
 */
export function advertisedName(data: AdvertisingSource): string | undefined {
  const names = all(data, 'LocalName');
  const [name] = names;
  if (names.length === 1 && name !== undefined && PLAIN.test(name.name)) return name.name;
  return [...names.filter(({ complete }) => complete), ...names.filter(({ complete }) => !complete)]
    .map(({ name }) => printable(name.replace(/\0.*$/s, '')))
    .find((name) => visible().test(name));
}

/** All services, each once, in their long form. */
export function advertisedServices(data: AdvertisingSource): string[] {
  return [...new Set(all(data, 'ServiceUuids').flatMap(({ uuids }) => uuids))];
}

/**
 * The first data of a service.
 *
 * @param service long form, short form (`'180f'`), or 16 bytes in wire order
 * @throws CodecError if `service` is not a UUID
 */
export function advertisedServiceData(data: AdvertisingSource, service: BytesInput): Uint8Array | undefined {
  const wanted = uuid.read(new Reader(written(uuid, service)));
  return all(data, 'ServiceData').find((field) => field.uuid === wanted)?.data;
}

/**
 * The first data of a company.
 *
 * @param company its number, 0 to 65535
 * @throws OptionError if `company` is no such number
 */
export function advertisedManufacturerData(data: AdvertisingSource, company: number): Uint8Array | undefined {
  checkInteger('company', company, 0, 0xffff);
  return all(data, 'ManufacturerData').find((field) => field.company === company)?.data;
}

/** With which power the device sends, in dBm. */
export function advertisedTxPower(data: AdvertisingSource): number | undefined {
  return first(data, 'TxPower')?.txPower;
}

/** How the device can be discovered, and what it can do: the flags of CSS Part A, 1.3. */
export function advertisedFlags(data: AdvertisingSource): Flags<keyof typeof AdFlags> | undefined {
  return first(data, 'Flags')?.flags;
}

/** What the device looks like. `appearanceName` of rx-btmgmt/assigned-numbers has its name. */
export function advertisedAppearance(data: AdvertisingSource): number | undefined {
  return first(data, 'Appearance')?.appearance;
}

/** 24 bits: services, major and minor class. */
export function advertisedClassOfDevice(data: AdvertisingSource): number | undefined {
  return first(data, 'ClassOfDevice')?.classOfDevice;
}

/** A resource that belongs to the device (CSS Part A, 1.18), with its scheme written out. */
export function advertisedUri(data: AdvertisingSource): string | undefined {
  return first(data, 'Uri')?.uri;
}
