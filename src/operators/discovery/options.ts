import { uuid } from '../../protocol/bytes.js';
import type { BytesInput } from '../../protocol/bytes.js';
import { Reader } from '../../protocol/cursor.js';
import { written } from '../../protocol/advertising/kinds.js';
import { AddressType } from '../../protocol/enums/address-type.js';
import { CodecError } from '../../protocol/errors.js';
import { OptionError } from '../../protocol/option-error.js';
import { checkBoolean, checkInteger, checkNames, checkOneOf } from '../../protocol/options.js';
import { kindsFor } from './kinds.js';
import type { Kinds } from './kinds.js';

/** A field of advertising data in which a service can stand. */
export type UuidField = 'ServiceUuids' | 'ServiceData' | 'SolicitedUuids';

/** What a discovery looks for. Each subscriber gets what it asked for, whatever else is looked for on the same controller. */
export interface DiscoverOptions {
  /**
   * Only devices with one of these address types. The kernel looks for both kinds of LE at once; one of them alone can be asked for all
   * the same. Default: `['LEPublic', 'LERandom']`.
   */
  readonly addressTypes?: readonly AddressType[];
  /**
   * Only reports that name one of these services: long form, short form (`'180f'`), or 16 bytes in wire order. Default, and if
   * it is empty: all.
   */
  readonly uuids?: readonly BytesInput[];
  /**
   * Where a service may stand. Default: `['ServiceUuids', 'ServiceData']`, because beacons and sensors (Matter, BTHome, Eddystone …)
   * often have it in service data alone. `'SolicitedUuids'` are services that a device looks for on others.
   *
   * The kernel looks into lists of services only: with `['ServiceUuids']`, and if no other subscriber needs more, it leaves out the
   * others itself, and the process is not woken for them.
   */
  readonly uuidFields?: readonly UuidField[];
  /** Only devices that are at least this strong, in dBm, -127 to 20. One whose strength is not known is not. Default: all. */
  readonly rssiThreshold?: number;
  /** Only devices in limited discoverable mode: by their flags, of BR/EDR by their class. Default: false. */
  readonly limited?: boolean;
  /**
   * The kernel ends a discovery after about ten seconds. Then this Observable completes; with `true` the next one is
   * started, until it is unsubscribed. Default: false.
   */
  readonly continuous?: boolean;
  /** Whether the kernel asks BR/EDR devices for names that it does not know. Default: true. */
  readonly resolveNames?: boolean;
}

/** Services, in their long form, and where to look for them. */
export interface WantedServices {
  readonly uuids: ReadonlySet<string>;
  readonly fields: ReadonlySet<string>;
}

/** Options that have been checked, with their defaults. */
export interface Wish {
  readonly addressTypes: readonly AddressType[];
  readonly kinds: Kinds;
  readonly services: WantedServices | undefined;
  readonly rssiThreshold: number | undefined;
  readonly limited: boolean;
  readonly continuous: boolean;
  readonly resolveNames: boolean;
}

const NAMES = [
  'addressTypes',
  'uuids',
  'uuidFields',
  'rssiThreshold',
  'limited',
  'continuous',
  'resolveNames',
] as const satisfies readonly (keyof DiscoverOptions)[];
const ADDRESS_TYPES = Object.keys(AddressType) as AddressType[];
const UUID_FIELDS: readonly UuidField[] = ['ServiceUuids', 'ServiceData', 'SolicitedUuids'];
/** The strengths that HCI knows, in dBm (Core Specification, Vol 4, Part E, 7.7.65.2). */
const [WEAKEST, STRONGEST] = [-127, 20];

function listOf<T>(option: string, value: readonly T[], what: string): readonly T[] {
  const isList: boolean = Array.isArray(value);
  if (!isList) throw new OptionError(option, value, `a list of ${what}`);
  return value;
}

function namesOf<T extends string>(
  option: string,
  value: readonly T[],
  known: readonly T[],
  what: string,
): readonly T[] {
  const list = listOf(option, value, what);
  if (list.length === 0) throw new OptionError(option, value, `a list of at least one of ${known.join(', ')}`);
  return list.map((name, i) => checkOneOf(`${option}[${i}]`, name, known));
}

/** A UUID in long form. */
export function longForm(option: string, value: BytesInput): string {
  try {
    return uuid.read(new Reader(written(uuid, value)));
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    throw new OptionError(option, value, "a UUID: long form, short form such as '180f', or 16 bytes in wire order");
  }
}

function servicesOf({ uuids, uuidFields }: DiscoverOptions): WantedServices | undefined {
  const fields = namesOf('uuidFields', uuidFields ?? ['ServiceUuids', 'ServiceData'], UUID_FIELDS, 'fields');
  if (uuids === undefined) return undefined;
  const long = listOf('uuids', uuids, 'UUIDs').map((each, i) => longForm(`uuids[${i}]`, each));
  return long.length === 0 ? undefined : { uuids: new Set(long), fields: new Set(fields) };
}

/** Throws an `OptionError` for what makes no sense. */
export function checkOptions(options: DiscoverOptions): Wish {
  checkNames(options, NAMES);
  const { rssiThreshold, limited = false, continuous = false, resolveNames = true } = options;
  const types = options.addressTypes ?? (['LEPublic', 'LERandom'] as const);
  const addressTypes = namesOf('addressTypes', types, ADDRESS_TYPES, 'address types');
  return {
    addressTypes,
    kinds: kindsFor(addressTypes),
    services: servicesOf(options),
    rssiThreshold:
      rssiThreshold === undefined ? undefined : checkInteger('rssiThreshold', rssiThreshold, WEAKEST, STRONGEST),
    limited: checkBoolean('limited', limited),
    continuous: checkBoolean('continuous', continuous),
    resolveNames: checkBoolean('resolveNames', resolveNames),
  };
}
