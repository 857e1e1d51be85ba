/** Makes a value when it is asked for first: importing names costs nothing. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** A line that names a long UUID. */
const LONG = /^([0-9a-f]{32}) (.*)$/;

/**
 * Names by number, or by long UUID without dashes. A line is the name of the number after the one before, beginning with 0;
 * an empty line repeats the name above; `@` and four hexadecimal digits say where to go on; a long UUID stands before its name.
 */
export function namesOf(...lists: string[]): ReadonlyMap<number | string, string> {
  const names = new Map<number | string, string>();
  for (const list of lists) {
    let next = 0;
    let name = '';
    for (const line of list.split('\n')) {
      const [, uuid, long = ''] = LONG.exec(line) ?? [];
      if (uuid !== undefined) names.set(uuid, long);
      else if (/^@[0-9a-f]{4}$/.test(line)) next = parseInt(line.slice(1), 16);
      else {
        name = line === '' ? name : line;
        names.set(next++, name);
      }
    }
  }
  return names;
}

/** The tail of all UUIDs that have a short form (Core Specification, Vol 3, Part B, 2.5.1), without dashes. */
const BASE = '00001000800000805f9b34fb';

/** A UUID as `namesOf` has it: a number if it has such a short form, the long form without dashes otherwise. */
export function uuidKey(uuid: string | number): string | number {
  // Callers without types may pass anything: it has no name.
  if (typeof uuid !== 'string') return uuid;
  const text = uuid.toLowerCase().replace(/^(.{8})-(.{4})-(.{4})-(.{4})-(.{12})$/, '$1$2$3$4$5');
  const short = text.length === 32 && text.endsWith(BASE) ? text.slice(0, 8) : text;
  return /^(0000)?[0-9a-f]{4}$/.test(short) ? parseInt(short, 16) : short;
}
