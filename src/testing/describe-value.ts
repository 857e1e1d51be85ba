import { toHex } from '../protocol/bytes.js';

const INDENT = '  ';

/** A value as lines of text, for people who compare. */
export function describeValue(value: unknown, around: readonly object[] = []): string[] {
  if (typeof value !== 'object' || value === null) return [describePrimitive(value)];
  if (around.includes(value)) return ['[circular]'];
  if (value instanceof Uint8Array) return [`Uint8Array ${toHex(value)}`];
  if (value instanceof Date) return [`Date ${value.getTime()}`];
  const inner = [...around, value];
  if (Array.isArray(value))
    return wrapped(
      '[',
      (value as unknown[]).flatMap((item) => listed(item, inner)),
      ']',
    );
  if (value instanceof Map) {
    const entries = [...(value as Map<unknown, unknown>)];
    return wrapped(
      'Map [',
      entries.flatMap((entry) => listed(entry, inner)),
      ']',
    );
  }
  if (value instanceof Set) {
    return wrapped(
      'Set [',
      [...(value as Set<unknown>)].flatMap((item) => listed(item, inner)),
      ']',
    );
  }
  const own = Object.entries(value).flatMap(([key, item]) => property(key, item, inner));
  return wrapped(`${headOf(value)}{`, own, '}');
}

function headOf(value: object): string {
  if (value instanceof Error) return `${value.name}: ${value.message} `;
  const { constructor } = value as { readonly constructor?: { readonly name?: unknown } };
  const name = constructor?.name;
  return typeof name === 'string' && name !== 'Object' ? `${name} ` : '';
}

function describePrimitive(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return `[function ${value.name}]`;
  if (Object.is(value, -0)) return '-0';
  return String(value);
}

/** Short things stay on one line. */
function wrapped(head: string, lines: readonly string[], tail: string): string[] {
  if (lines.length === 0) return [head + tail];
  return [head, ...lines.map((line) => INDENT + line), tail];
}

const listed = (item: unknown, around: readonly object[]): string[] => ended(describeValue(item, around));

function property(key: string, value: unknown, around: readonly object[]): string[] {
  const [first = '', ...rest] = describeValue(value, around);
  return ended([`${key}: ${first}`, ...rest]);
}

const ended = (lines: readonly string[]): string[] =>
  lines.map((line, i) => (i === lines.length - 1 ? `${line},` : line));
