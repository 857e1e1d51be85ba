import type { AnyCodec } from '../../src/protocol/codec.js';
import type { Fields } from '../../src/protocol/fields.js';

/** A field as the facts have it, see facts.json. */
export interface FactField {
  readonly name: string;
  readonly type: string;
  readonly size: number | null;
  readonly enum?: string;
  readonly bitmask?: string;
  readonly lengthFrom?: string;
  readonly countFrom?: string;
  readonly optional?: boolean;
  readonly repeatOf?: readonly FactField[];
}

/** Fields in a notation that both the facts and the declarations can be turned into: `name: codec`. */
export type WireForm = string;

const TYPES: Readonly<Record<string, string>> = {
  i8: 's8',
  bdaddr: 'address',
  addrType: 'addressType',
  addrTypeMask: 'addressTypes',
  cod: 'u24',
  uuid128: 'uuid',
  key128: 'bytes(16)',
  tlvList: 'systemParameters',
  varBytes: 'rest',
};

/** Codecs whose names are not that of the enumeration or mask with a small first letter. */
const NAMED: Readonly<Record<string, string>> = {
  OffOn: 'onOff',
  Discoverable: 'discoverableMode',
  IOCapability: 'ioCapability',
  ExperimentalFeatureUuid: 'experimentalFeature',
  AddressTypeMask: 'addressTypes',
};

const codecNameOf = (name: string): string => NAMED[name] ?? name.charAt(0).toLowerCase() + name.slice(1);

function plain(field: FactField): string {
  if (field.enum !== undefined) return codecNameOf(field.enum);
  if (field.bitmask !== undefined) return codecNameOf(field.bitmask);
  if (field.type === 'utf8z') return `text(${field.size})`;
  if (field.type === 'bytes') return `bytes(${field.size})`;
  return TYPES[field.type] ?? field.type;
}

function itemForm(fields: readonly FactField[]): string {
  const form = factForm(fields);
  return fields.length === 1 ? form.split(': ')[1]! : `{ ${form} }`;
}

/**
 * Pairs of fields that are one to people, because the codec computes one from the other; and why the declaration differs.
 */
const MERGED: Readonly<Record<string, string>> = {
  // The length and its area of fixed size are one text.
  'pinLength: u8; pinCode: bytes(16)': 'pinCode: pinCode',
  'length: u8; value: bytes(31)': 'value: padded(31)',
  // The content is a list of its own.
  'capabilitiesData: sized(u16)': 'capabilitiesData: framed(u16, capabilities)',
};

/** From the facts: a length right before what it counts belongs to it. */
export function factForm(fields: readonly FactField[]): WireForm {
  const forms: string[] = [];
  fields.forEach((field, i) => {
    const previous = fields[i - 1];
    const length = field.lengthFrom ?? field.countFrom;
    const counts = fields.some(({ lengthFrom, countFrom }) => (lengthFrom ?? countFrom) === field.name);
    const adjacent = length !== undefined && previous?.name === length;
    const item = field.repeatOf && itemForm(field.repeatOf);
    let form = item === undefined ? plain(field) : `listToEnd(${item})`;
    if (adjacent) {
      forms.pop();
      form = item === undefined ? `sized(${previous.type})` : `list(${previous.type}, ${item})`;
    }
    const target = fields.find(({ lengthFrom, countFrom }) => (lengthFrom ?? countFrom) === field.name);
    if (counts && target) form = `lengthOf(${target.name}, ${field.type})`;
    forms.push(`${field.name}: ${form}${field.optional ? '?' : ''}`);
  });
  return Object.entries(MERGED).reduce((all, [two, one]) => all.replace(two, one), forms.join('; '));
}

function codecForm(codec: AnyCodec & { readonly fields?: Fields }): string {
  if (codec.fields) return `{ ${declaredForm(codec.fields)} }`;
  if (codec.item) {
    const item = codecForm(codec.item);
    return codec.count ? `list(${codec.count.name}, ${item})` : `listToEnd(${item})`;
  }
  // A strength is a signed octet that has a value for what is not known.
  return codec.name === 'strength' ? 's8' : codec.name;
}

/** From a declaration. */
export function declaredForm(fields: Fields): WireForm {
  const forms = fields.map(([name, codec]) => {
    const form = 'lengthOf' in codec ? `lengthOf(${String(codec.lengthOf)}, u${8 * codec.size})` : codecForm(codec);
    return `${name}: ${form}`;
  });
  return forms.join('; ');
}
