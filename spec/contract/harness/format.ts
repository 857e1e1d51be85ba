import { toHex } from 'rx-btmgmt';

/**
 * Values that the kernel or a controller draws at random, or that depend on the time. In a transcript they are numbered:
 * the same value is `<key 1>` wherever it appears. Everything else is compared as it is.
 */
const VARYING: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  NewLinkKey: { value: 'key' },
  NewLongTermKey: { value: 'key', randomNumber: 'random', encryptionDiversifier: 'diversifier' },
  NewIdentityResolvingKey: { value: 'key', randomAddress: 'address' },
  NewSignatureResolvingKey: { value: 'key' },
  UserConfirmationRequest: { value: 'number' },
  PasskeyNotify: { passkey: 'number' },
  UserPasskeyReply: { passkey: 'number' },
  ReadLocalOutOfBandData: { hash192: 'hash', randomizer192: 'random', hash256: 'hash', randomizer256: 'random' },
  MeshDeviceFound: { instant: 'clock' },
  GetClockInformation: { localClock: 'clock', piconetClock: 'clock' },
};

/** The two highest bits of a private address are 00 or 01, of a static one 11 (Core Specification, volume 6, part B, 1.3). */
const isPrivate = (address: string): boolean => parseInt(address.slice(0, 2), 16) < 0xc0;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

const isZero = (text: string): boolean => /^0*$/.test(text);

const isNamed = (flags: Readonly<Record<string, unknown>>): boolean =>
  Object.values(flags).some((value) => typeof value === 'boolean') &&
  Object.entries(flags).every(([name, value]) => typeof value === 'boolean' || name === 'unknownBits');

/** Marks a value that varies, until all of a transcript is known and {@link Numbering} can number it. */
const varying = (kind: string, text: string): string => `⟪${kind} ${text}⟫`;

function plain(message: string, value: unknown): string {
  if (value instanceof Uint8Array) return value.length === 0 ? '-' : toHex(value).replaceAll(' ', '');
  if (Array.isArray(value)) return `[${value.map((item) => plain(message, item)).join(' ')}]`;
  // A strength that is not known, as the kernel says it.
  if (Number.isNaN(value)) return '127';
  if (!isObject(value)) return typeof value === 'string' ? JSON.stringify(value).slice(1, -1) : String(value);
  if (!isNamed(value)) return `{${fields(message, value)}}`;
  const on = Object.entries(value).filter(([, set]) => set !== false);
  return `[${on.map(([name, set]) => (set === true ? name : `${name}:${String(set)}`)).join(' ')}]`;
}

/** The fields of a message, or of a part of it, in one line. */
export function fields(message: string, values: Readonly<Record<string, unknown>>): string {
  const field = (name: string, value: unknown): string => {
    const text = plain(message, value);
    const kind = VARYING[message]?.[name];
    if (kind !== undefined && !isZero(text)) return varying(kind, text);
    const isAddress = name === 'address' && values['addressType'] === 'LERandom';
    return isAddress && isPrivate(text) ? varying('address', text) : text;
  };
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${field(name, value)}`)
    .join(' ');
}

/** The first characters of a text, but all of a value that varies. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const begin = text.lastIndexOf('⟪', length - 1);
  const end = begin < 0 ? 0 : text.indexOf('⟫', begin) + 1;
  const cut = Math.max(length, end);
  return cut < text.length ? `${text.slice(0, cut)}…` : text;
}

/** Replaces the values that vary by their kind and a number, counted through the transcript. */
export function numbered(lines: readonly string[]): string[] {
  const numbers = new Map<string, string>();
  const counts = new Map<string, number>();
  const label = (kind: string, text: string): string => {
    const key = `${kind} ${text}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    numbers.set(key, `<${kind} ${count}>`);
    return `<${kind} ${count}>`;
  };
  return lines.map((line) => line.replaceAll(/⟪(\w+) ([^⟫]*)⟫/g, (_, kind: string, text: string) => label(kind, text)));
}

/** Replaces the values that vary by their kind only. */
export function unnumbered(line: string): string {
  return line.replaceAll(/⟪(\w+) [^⟫]*⟫/g, (_, kind: string) => `<${kind}>`);
}
