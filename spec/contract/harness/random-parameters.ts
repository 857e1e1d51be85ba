import type { Dice } from './dice.js';

/** What is known of a codec: enough to make bytes that it reads. */
export interface Shape {
  readonly name: string;
  readonly size: number;
  readonly variable: boolean;
  readonly count?: { readonly size: number };
  readonly item?: Shape;
  readonly fields?: readonly (readonly [name: string, codec: Shape])[];
}

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

/** Bytes for a field, by the kind of its codec. */
function field(dice: Dice, codec: Shape, addresses: readonly (readonly number[])[]): number[] {
  const { name, size, item, count, fields } = codec;
  if (fields !== undefined) return fields.flatMap(([, inner]) => field(dice, inner, addresses));
  if (item !== undefined) {
    const items = Array.from({ length: dice.below(4) }, () => field(dice, item, addresses));
    return counted(dice, count?.size ?? 0, items);
  }
  switch (name) {
    case 'address':
      return [...dice.one(addresses)];
    case 'addressType':
      return [dice.percent(5) ? dice.below(256) : dice.below(3)];
    case 'addressTypes':
      return [dice.percent(10) ? dice.below(256) : dice.one([1, 6, 6, 6, 7])];
    case 'onOff':
      return [dice.percent(4) ? dice.below(256) : dice.below(2)];
    case 'u8':
    case 'u16':
    case 'u32':
    case 's8':
      return number(dice, size);
    case 'sized(u8)':
    case 'sized(u16)':
      return counted(
        dice,
        size,
        Array.from({ length: dice.below(10) }, () => dice.bytes(1)),
      );
    case 'systemParameters':
      return systemParameters(dice);
    case 'bytes(16)?':
      return dice.percent(50) ? dice.bytes(16) : [];
  }
  if (name.startsWith('text(')) return text(dice, size);
  if (size > 8) return dice.percent(20) ? Array.from({ length: size }, () => 0) : dice.bytes(size);
  // Enumerations and masks.
  return number(dice, size);
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

/** Parameters of a command: valid most of the time, as far as a single command can be. */
export function randomParameters(dice: Dice, params: Shape, addresses: readonly (readonly number[])[]): number[] {
  const fields = params.fields ?? [];
  const isAdvertisement = fields.some(([, { name }]) => name.startsWith('lengthOf('));
  if (!isAdvertisement) return fields.flatMap(([, codec]) => field(dice, codec, addresses));
  const [lengths, data] = advertisement(dice);
  const before = fields.filter(([, { name }]) => name !== 'rest' && !name.startsWith('lengthOf('));
  return [...before.flatMap(([, codec]) => field(dice, codec, addresses)), ...lengths, ...data];
}
