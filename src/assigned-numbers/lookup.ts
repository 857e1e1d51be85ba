/** Makes a value when it is asked for first: importing names costs nothing. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Lines of a key, a blank and a name. */
export function keyedNames(text: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const line of text.split('\n')) {
    const blank = line.indexOf(' ');
    names.set(line.slice(0, blank), line.slice(blank + 1));
  }
  return names;
}

/** Lines of names of consecutive numbers, beginning with 0; `@` and four hexadecimal digits say where to go on. */
export function numberedNames(text: string): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  let next = 0;
  for (const line of text.split('\n')) {
    if (/^@[0-9a-f]{4}$/.test(line)) next = parseInt(line.slice(1), 16);
    else names.set(next++, line);
  }
  return names;
}

/** The tail of all UUIDs that have a short form (Core Specification, Vol 3, Part B, 2.5.1). */
const BASE = '-0000-1000-8000-00805f9b34fb';

/** A UUID as it stands in the lists: four digits if it has such a short form, the long form otherwise; lower case. */
export function uuidKey(uuid: string | number): string {
  const text = typeof uuid === 'number' ? uuid.toString(16).padStart(4, '0') : uuid.toLowerCase();
  const short = text.endsWith(BASE) ? text.slice(0, -BASE.length) : text;
  return short.length === 8 && short.startsWith('0000') ? short.slice(4) : short;
}
