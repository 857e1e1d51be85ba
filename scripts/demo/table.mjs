import { fitting } from './text.mjs';

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

/** Control characters would move the cursor: a name comes from a stranger. @param {string} text */
const printable = (text) => text.replaceAll(/\p{C}/gu, '?');

/** Columns of a row without what the device is. A narrower screen has no room for the bar, which repeats a number. */
const FIXED = 49;
/** With less room than this behind the other columns, what a device is has a line of its own. */
const ROOM_FOR_WHAT = 20;

/** The columns but the last, as wide as the screen allows. @param {readonly string[]} cells @param {number} width */
function columns([signal = '', strength = '', address = '', kind = '', seen = ''], width) {
  const bar = width >= FIXED ? `${signal.padEnd(8)} ` : '';
  return fitting(`${bar}${strength.padStart(4)}  ${address.padEnd(17)}  ${kind.padEnd(6)} ${seen.padStart(8)}`, width);
}

/** A row with its last column: behind the others, or below them. @param {readonly string[]} cells @param {string} what @param {number} width */
function lines(cells, what, width) {
  const row = columns(cells, width);
  if (what === '') return [row];
  const room = width - FIXED - 2;
  return room >= ROOM_FOR_WHAT ? [`${row}  ${fitting(what, room)}`] : [row, `  ${fitting(what, width - 2)}`];
}

/** @param {Seen} device @param {number} now */
function cells({ address, addressType, rssi, reports, at }, now) {
  const strength = Number.isNaN(rssi) ? '?' : String(rssi);
  const age = now - at > GONE ? `${Math.round((now - at) / 1000)} s ago` : String(reports);
  return [bar(rssi), strength, address, KINDS[addressType] ?? addressType, age];
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
  const head = lines(['signal', 'dBm', 'address', 'kind', 'seen'], 'what', width);
  const rows = sorted.map((device) => lines(cells(device, now), printable(device.what ?? ''), width));
  const all = [head, ...rows].flat();
  if (all.length <= height) return all;
  const shown = [...head];
  let left = rows.length;
  for (const row of rows) {
    // One line is for the rest.
    if (shown.length + row.length > height - 1) break;
    shown.push(...row);
    left -= 1;
  }
  return [...shown, `and ${left} more`];
}
