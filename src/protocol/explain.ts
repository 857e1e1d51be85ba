import type { BytesSource } from './bytes.js';
import { toBytes, toHex } from './bytes.js';
import { labelOf } from './command-label.js';
import { Reader } from './cursor.js';
import type { Fields } from './fields.js';
import { HEADER_SIZE, readHeader } from './header.js';
import { escaped } from './escaped.js';
import { checkNames, checkOneOf } from './options.js';
import { redactCommand, redactEvent } from './redact.js';
import { commandSecrets, eventSecrets, replySecrets } from './secrets.js';
import { commandNames, commandCodecs, eventNames, eventCodecs } from './tables.js';
import type { TracedField } from './trace.js';
import { traceFields } from './trace.js';

/** Which way the frame went, and whether keys are shown. */
export interface ExplainOptions {
  /** `'in'` from the kernel, an event; `'out'` to it, a command. Commands and events have the same codes. Default: `'in'`. */
  readonly direction?: 'in' | 'out';
  /** What happens to key material: `'redact'` hides it, `'keep'` shows it. Default: `'redact'`. */
  readonly secrets?: 'redact' | 'keep';
}

type Secrecy = NonNullable<ExplainOptions['secrets']>;

/** A frame of `Mgmt` will do, too: it knows its direction. */
const NAMES = ['direction', 'secrets', 'bytes', 'time'];

function checked(options: ExplainOptions): ExplainOptions {
  checkNames(options, NAMES);
  const { direction = 'in', secrets = 'redact' } = options;
  checkOneOf('direction', direction, ['in', 'out']);
  // A misspelt 'keep' must not hide keys, nor anything else show them.
  checkOneOf('secrets', secrets, ['redact', 'keep']);
  return { direction, secrets };
}

/** Bytes in one line, and the width of the columns. */
const PER_LINE = 16;
const HEX_WIDTH = PER_LINE * 3;
const NAME_WIDTH = 22;

/**
 * A frame as annotated hex, a line a field, with names and values: for logs, bug reports and people. Never throws for bytes, whatever
 * they hold.
 *
 * ```ts
 * mgmt.frames$.subscribe((frame) => console.log(explain(frame.bytes, frame)));
 * ```
 *
 * @throws CodecError if `source` is no bytes
 * @throws OptionError
 */
export function explain(source: BytesSource, options: ExplainOptions = {}): string {
  const { direction = 'in', secrets: secrecy = 'redact' } = checked(options);
  const out = direction === 'out';
  const frame = toBytes(source);
  const shown = secrecy === 'keep' ? frame : out ? redactCommand(frame) : redactEvent(frame);
  if (shown.length < HEADER_SIZE)
    return [`${out ? '>' : '<'} no frame`, ...line(0, shown, '', 'shorter than a header')].join('\n');
  const { code, index, length } = readHeader(shown);
  const name = (out ? commandNames : eventNames).get(code) ?? (out ? 'unknown command' : 'unknown event');
  const rows = [
    ...line(0, shown.subarray(0, 2), 'code', name),
    ...line(2, shown.subarray(2, 4), 'index', String(index ?? 'none')),
    ...line(
      4,
      shown.subarray(4, 6),
      'length',
      `${length}${length === shown.length - HEADER_SIZE ? '' : ', which is wrong'}`,
    ),
    ...parameters(shown, out, secrecy),
  ];
  const target = index === null ? 'no controller' : `controller ${index}`;
  const about = out ? '' : answered(shown);
  return [`${out ? '>' : '<'} ${name} (${hex16(code)})${about}, ${target}`, ...rows].join('\n');
}

/** What an answer is the answer to: in the title, since most frames in a log are answers. */
function answered(frame: Uint8Array): string {
  const { code } = readHeader(frame);
  const event = eventNames.get(code);
  if (event !== 'CommandComplete' && event !== 'CommandStatus') return '';
  const [opcode] = traceFields(eventCodecs()[event].params.fields.slice(0, 1), new Reader(frame, HEADER_SIZE));
  return typeof opcode?.value === 'number' ? ` of ${labelOf(opcode.value)}` : '';
}

const isOpcode = ({ path }: TracedField): boolean => path === 'commandOpcode';

function parameters(frame: Uint8Array, out: boolean, secrecy: Secrecy): string[] {
  const { code } = readHeader(frame);
  const command = out ? commandNames.get(code) : undefined;
  const event = out ? undefined : eventNames.get(code);
  const reader = new Reader(frame, HEADER_SIZE);
  if (event === 'CommandComplete') return reply(reader, secrecy);
  const fields: Fields = command
    ? commandCodecs()[command].params.fields
    : event
      ? eventCodecs()[event].params.fields
      : [];
  const secrets = command ? commandSecrets.get(command) : event && eventSecrets.get(event);
  return traced(reader, fields, secrecy === 'redact' ? secrets : undefined);
}

/** Command Complete carries what its command returns. */
function reply(reader: Reader, secrecy: Secrecy): string[] {
  const head = traceFields(eventCodecs().CommandComplete.params.fields.slice(0, 2), reader);
  const command = commandNames.get(Number(head[0]?.value));
  const rows = head.flatMap((row) => fieldLines(reader.bytes, row));
  const secrets = command && replySecrets.get(command);
  const failed = head[1]?.value !== 'Success' && reader.left === 0;
  return [
    ...rows,
    ...traced(
      reader,
      command && !failed ? commandCodecs()[command].reply.fields : [],
      secrecy === 'redact' ? secrets : undefined,
    ),
  ];
}

function traced(reader: Reader, fields: Fields, secrets: readonly string[] = []): string[] {
  const { bytes } = reader;
  const rows = traceFields(fields, reader);
  const lines = rows.flatMap((row) => fieldLines(bytes, row, isSecret(row, secrets) ? 'hidden' : undefined));
  return [...lines, ...(reader.left > 0 ? line(reader.offset, bytes.subarray(reader.offset), 'trailing', '') : [])];
}

const isSecret = ({ path }: TracedField, secrets: readonly string[]): boolean =>
  secrets.includes(path.split('.').at(-1) ?? '');

function fieldLines(bytes: Uint8Array, row: TracedField, text?: string): string[] {
  const { offset, size, path, value, fault } = row;
  const said = text ?? (isOpcode(row) ? labelOf(Number(value)) : describe(value));
  return line(offset, bytes.subarray(offset, offset + size), path, fault ?? said);
}

/** One or more lines: offset, bytes, name and value behind the first bytes. */
function line(offset: number, bytes: Uint8Array, name: string, value: string): string[] {
  const lines: string[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += PER_LINE) {
    const hex = toHex(bytes.subarray(at, at + PER_LINE)).replace(/../g, '$& ');
    const note = at === 0 ? `${name.padEnd(NAME_WIDTH)} ${value}` : '';
    lines.push(`  ${(offset + at).toString(16).padStart(4, '0')}  ${hex.padEnd(HEX_WIDTH)} ${note}`.trimEnd());
  }
  return lines;
}

const hex16 = (code: number): string => `0x${code.toString(16).padStart(4, '0')}`;

/** A value for people: flags as the names of those that are set, bytes not at all, since they stand beside it. */
function describe(value: unknown): string {
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(describe).join(', ');
  if (typeof value === 'object' && value !== null) {
    const set = Object.entries(value).filter(([, on]) => on !== false);
    return set.length === 0
      ? 'none'
      : set.map(([key, on]) => (on === true ? key : `${key} ${describe(on)}`)).join(', ');
  }
  if (Number.isNaN(value)) return 'unknown';
  return typeof value === 'string' ? escaped(JSON.stringify(value).slice(1, -1)) : String(value);
}
