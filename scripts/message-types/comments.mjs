// What editors show of a message and of a field, as doc comments.

/** How people call a unit. */
const IN = { s: 'In seconds', ms: 'In milliseconds', dBm: 'In dBm', bytes: 'In bytes' };

const limits = ([min, max]) => `${min} to ${max}`;

/** What a number counts in and how far it goes, or how many bytes there are. */
function measure({ kind, unit, range, size, maxSize }) {
  if (unit !== undefined) {
    const what = IN[unit] ?? (/^\d/.test(unit) ? `In units of ${unit}` : `In ${unit}`);
    return range ? `${what}, ${limits(range)}.` : `${what}.`;
  }
  if (range !== undefined) return `From ${limits(range)}.`;
  if (maxSize !== undefined) return `At most ${maxSize} bytes${kind === 'bytes' ? '' : ' of UTF-8'}.`;
  return kind === 'bytes' && size !== undefined ? `${size} bytes.` : '';
}

const sentences = (...parts) => parts.filter((part) => part !== '').join(' ');

/** What is known of a field. */
export const fieldComment = (field) => sentences(`${field.doc}.`, measure(field), `(${field.source})`);

const hex = (code) => `0x${code.toString(16).toUpperCase().padStart(4, '0')}`;

/** What a command is beside bluetoothd. Events are nothing. */
function sharing(kind, beside) {
  if (kind === undefined) return '';
  return sentences(`${kind[0].toUpperCase()}${kind.slice(1)}${beside === '' ? '.' : ':'}`, beside);
}

/** What is known of a command or an event. */
export function messageComment({ title, opcode, code, since, doc, class: kind, beside, source }) {
  const version = since.startsWith('Linux') ? since : `since ${since}`;
  return sentences(`${title}, ${hex(opcode ?? code)}, ${version}.`, doc, sharing(kind, beside), `(${source})`);
}
