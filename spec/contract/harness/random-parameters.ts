import type { FieldDescription, ValueDescription } from 'rx-btmgmt';
import type { Dice } from './dice.js';

/** Lists and data whose count or length takes one byte; all others take two. Those of advertising stand apart from their data. */
const COUNTED_BY_A_BYTE = new Set(['patterns', 'adTypes', 'data']);

/** On the wire. */
type Addresses = readonly (readonly number[])[];

const u16 = (value: number): number[] => [value & 0xff, value >> 8];

/** Advertising data that is well formed most of the time: a few structures of length, type and content. */
function advertisingData(dice: Dice): number[] {
  if (dice.percent(20)) return dice.bytes(dice.below(32));
  return Array.from({ length: dice.below(3) }, () => {
    const content = dice.bytes(dice.below(8));
    return [content.length + 1, dice.one([0x01, 0x03, 0x08, 0x09, 0x16, 0x19, 0xff]), ...content];
  }).flat();
}

/** A name with a NUL behind it, most of the time. */
function text(dice: Dice, size: number): number[] {
  const letters = Array.from({ length: dice.below(Math.min(size, 12)) }, () => 0x61 + dice.below(26));
  return [...letters, ...Array.from({ length: size - letters.length }, () => 0)];
}

/** System parameters: type, length, value. */
function systemParameters(dice: Dice): number[] {
  return Array.from({ length: dice.below(4) }, () => {
    const length = dice.one([1, 2, 2, 2, 4]);
    return [...u16(dice.below(0x20)), length, ...dice.bytes(length)];
  }).flat();
}

/** Small numbers, which mean something most of the time, and the limits. */
function number(dice: Dice, size: number): number[] {
  if (dice.percent(15)) return dice.bytes(size);
  if (dice.percent(10)) return Array.from({ length: size }, () => 0xff);
  return Array.from({ length: size }, (_, at) => (at === 0 ? dice.below(8) : dice.percent(10) ? 1 : 0));
}

/** A count of `size` bytes and what it counts; now and then they do not agree. */
function counted(dice: Dice, size: number, items: readonly (readonly number[])[]): number[] {
  const count = dice.percent(5) ? dice.below(300) : items.length;
  return [count & 0xff, count >> 8].slice(0, size).concat(items.flat());
}

/** Bytes for a value, by its kind; for a list or data, so many take its count or length. */
function bytesOf(dice: Dice, value: ValueDescription, addresses: Addresses, countSize: number): number[] {
  const { kind, size, item, fields } = value;
  if (fields !== undefined) return fields.flatMap((inner) => bytesOfField(dice, inner, addresses));
  if (item !== undefined) {
    const items = Array.from({ length: dice.below(4) }, () => bytesOf(dice, item, addresses, 0));
    return counted(dice, countSize, items);
  }
  switch (kind) {
    case 'address':
      return [...dice.one(addresses)];
    case 'set':
      return [dice.percent(10) ? dice.below(256) : dice.one([1, 6, 6, 6, 7])];
    case 'switch':
      return [dice.percent(4) ? dice.below(256) : dice.below(2)];
    case 'system-parameters':
      return systemParameters(dice);
  }
  if (size === undefined) {
    const data = Array.from({ length: dice.below(10) }, () => dice.bytes(1));
    return counted(dice, countSize, data);
  }
  if (kind === 'text') return text(dice, size);
  if (size > 8) return dice.percent(20) ? Array.from({ length: size }, () => 0) : dice.bytes(size);
  // Integers, enumerations and masks.
  return number(dice, size);
}

function bytesOfField(dice: Dice, field: FieldDescription, addresses: Addresses): number[] {
  if (field.name === 'addressType' && field.kind === 'enumeration') {
    return [dice.percent(5) ? dice.below(256) : dice.below(3)];
  }
  if (field.optional && dice.percent(50)) return [];
  return bytesOf(dice, field, addresses, COUNTED_BY_A_BYTE.has(field.name) ? 1 : 2);
}

/** Advertising data and scan response behind their lengths, as in Add Advertising. */
function advertisement(dice: Dice): [lengths: number[], data: number[]] {
  const [data, response] = [advertisingData(dice), advertisingData(dice)];
  const wrong = dice.percent(5) ? 1 : 0;
  return [
    [data.length + wrong, response.length],
    [...data, ...response],
  ];
}

const isAdvertisement = ({ name }: FieldDescription): boolean => name === 'advData' || name === 'scanRsp';

/** Parameters of a command: valid most of the time, as far as a single command can be. */
export function randomParameters(dice: Dice, params: readonly FieldDescription[], addresses: Addresses): number[] {
  const before = params.filter((field) => !isAdvertisement(field));
  const [lengths, data] = before.length < params.length ? advertisement(dice) : [[], []];
  return [...before.flatMap((field) => bytesOfField(dice, field, addresses)), ...lengths, ...data];
}
