/**
 * A device as it was seen so far.
 *
 * @typedef {object} Seen
 * @property {string} address
 * @property {string} addressType
 * @property {number} rssi
 * @property {string | undefined} what
 * @property {number} reports how often
 * @property {number} at when last, in milliseconds
 */

/** After so long a device is shown as gone, in milliseconds. */
const GONE = 4000;
const [WEAKEST, STRONGEST] = [-100, -40];
const KINDS = /** @type {Record<string, string>} */ ({ BREDR: 'BR/EDR', LEPublic: 'public', LERandom: 'random' });

/** Eight cells, the more the stronger; none if the strength is not known. @param {number} rssi */
export function bar(rssi) {
  const share = Number.isNaN(rssi) ? 0 : (rssi - WEAKEST) / (STRONGEST - WEAKEST);
  const cells = Math.min(8, Math.max(0, Math.round(share * 8)));
  return '█'.repeat(cells) + '·'.repeat(8 - cells);
}

/** What takes two columns of a terminal. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
/** @param {string} character */
const columns = (character) => (WIDE.test(character) ? 2 : 1);

/** As much of a text as fits into so many columns. @param {string} text @param {number} width */
export function fitting(text, width) {
  const characters = [...text];
  if (characters.reduce((sum, character) => sum + columns(character), 0) <= width) return text;
  let left = width - 1;
  const end = characters.findIndex((character) => (left -= columns(character)) < 0);
  return `${characters.slice(0, end).join('')}…`;
}

/** Control characters would move the cursor: a name comes from a stranger. @param {string} text */
const printable = (text) => text.replaceAll(/\p{C}/gu, '?');

/** @param {Seen} device @param {number} now @param {number} width */
function row({ address, addressType, rssi, what, reports, at }, now, width) {
  const strength = Number.isNaN(rssi) ? '   ?' : String(rssi).padStart(4);
  const age = now - at > GONE ? `${Math.round((now - at) / 1000)} s ago` : `${reports}`;
  const fixed = `${bar(rssi)} ${strength}  ${address}  ${(KINDS[addressType] ?? addressType).padEnd(6)} ${age.padStart(8)}`;
  return fitting(`${fixed}  ${printable(what ?? '')}`, width);
}

/**
 * The table, the strongest first, those that are gone last; no line is longer than `width`, and there are not more than `height`.
 *
 * @param {Iterable<Seen>} devices
 * @param {{ now: number, width: number, height?: number }} screen
 * @returns {string[]}
 */
export function table(devices, { now, width, height = Infinity }) {
  /** @param {Seen} device */
  const rank = ({ rssi, at }) => (Number.isNaN(rssi) ? -200 : rssi) - (now - at > GONE ? 1000 : 0);
  const sorted = [...devices].sort((a, b) => rank(b) - rank(a) || a.address.localeCompare(b.address));
  const head = fitting(
    `${'signal'.padEnd(8)}  dBm  ${'address'.padEnd(17)}  ${'kind'.padEnd(6)} ${'seen'.padStart(8)}  what`,
    width,
  );
  const rows = sorted.map((device) => row(device, now, width));
  const left = rows.length - (height - 1);
  if (left <= 0) return [head, ...rows];
  return [head, ...rows.slice(0, Math.max(0, height - 2)), fitting(`and ${left + 1} more`, width)];
}
