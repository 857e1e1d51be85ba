import type { BytesInput } from '../bytes.js';
import { uuid } from '../bytes.js';
import { Reader } from '../cursor.js';
import type { Flags } from '../masks.js';
import type { AdFlags } from './flags.js';
import { written } from './kinds.js';
import type { AdvertisingData } from './parse.js';
import type { AdField, AdFieldOf } from './table.js';

/** All fields of a type, in their order. */
export function adFieldsOf<T extends AdField['type']>({ fields }: AdvertisingData, type: T): AdFieldOf<T>[] {
  return fields.filter((field): field is AdFieldOf<T> => field.type === type);
}

function first<T extends AdField['type']>({ fields }: AdvertisingData, type: T): AdFieldOf<T> | undefined {
  return fields.find((field): field is AdFieldOf<T> => field.type === type);
}

/** The name for people: the complete one if there is one. It ends at the first NUL; U+FFFD for what is not UTF-8. */
export function advertisedName(data: AdvertisingData): string | undefined {
  const names = adFieldsOf(data, 'LocalName');
  const field = names.find(({ complete }) => complete) ?? names[0];
  return field?.name.replace(/\0.*$/s, '').replace(/[\udc80-\udcff]/gu, '\ufffd');
}

/** All services, each once, in their long form. */
export function advertisedServices(data: AdvertisingData): string[] {
  return [...new Set(adFieldsOf(data, 'ServiceUuids').flatMap(({ uuids }) => uuids))];
}

/**
 * The first data of a service.
 *
 * @param service long form, short form (`'180f'`), or 16 bytes in wire order
 * @throws CodecError if `service` is not a UUID
 */
export function advertisedServiceData(data: AdvertisingData, service: BytesInput): Uint8Array | undefined {
  const wanted = uuid.read(new Reader(written(uuid, service)));
  return adFieldsOf(data, 'ServiceData').find((field) => field.uuid === wanted)?.data;
}

/** The first data of a company. `company` is its number, 0 to 65535. */
export function advertisedManufacturerData(data: AdvertisingData, company: number): Uint8Array | undefined {
  return adFieldsOf(data, 'ManufacturerData').find((field) => field.company === company)?.data;
}

/** With which power the device sends, in dBm. */
export function advertisedTxPower(data: AdvertisingData): number | undefined {
  return first(data, 'TxPower')?.txPower;
}

export function advertisedFlags(data: AdvertisingData): Flags<keyof typeof AdFlags> | undefined {
  return first(data, 'Flags')?.flags;
}

/** What the device looks like. `appearanceName` of rx-btmgmt/assigned-numbers has its name. */
export function advertisedAppearance(data: AdvertisingData): number | undefined {
  return first(data, 'Appearance')?.appearance;
}

/** 24 bits: services, major and minor class. */
export function advertisedClassOfDevice(data: AdvertisingData): number | undefined {
  return first(data, 'ClassOfDevice')?.classOfDevice;
}

export function advertisedUri(data: AdvertisingData): string | undefined {
  return first(data, 'Uri')?.uri;
}
