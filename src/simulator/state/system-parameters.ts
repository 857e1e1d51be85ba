import type { World } from '../air/world.js';
import type { ConnectionParameters } from './device-list.js';

/** Types of parameters and the values that they begin with (hci_alloc_dev_priv in net/bluetooth/hci_core.c). */
const DEFAULTS: readonly (readonly [type: number, value: number])[] = [
  [0x0000, 0],
  [0x0001, 0x0800],
  [0x0002, 0x0012],
  [0x0003, 0],
  [0x0004, 0],
  [0x0005, 0],
  [0x0006, 0],
  [0x0007, 0],
  [0x0008, 80],
  [0x0009, 800],
  [0x000a, 0x0800],
  [0x000b, 0x0800],
  [0x000c, 2],
  [0x000d, 0x0060],
  [0x000e, 0x0030],
  [0x000f, 0x0800],
  [0x0010, 0x0012],
  [0x0011, 0x0012],
  [0x0012, 0x0012],
  [0x0013, 0x0060],
  [0x0014, 0x0030],
  [0x0015, 0x0060],
  [0x0016, 0x0060],
  [0x0017, 0x0018],
  [0x0018, 0x0028],
  [0x0019, 0],
  [0x001a, 0x002a],
  [0x001b, 20_000],
  [0x001d, 300],
  [0x001e, 500],
  [0x001f, 0],
];
/** What Linux 6.1 has instead. */
const OLDER: typeof DEFAULTS = [
  [0x000f, 0x0400],
  [0x001b, 4000],
];
const SCAN_INTERVAL = 0x000d;
const SCAN_WINDOW = 0x000e;
const AUTO_CONNECT_TIMEOUT = 0x001b;
const INTERLEAVE_SCAN = 0x001f;
const IDLE_TIMEOUT = 0x0020;
/** The kernel counts in ticks, of which Debian's have 250 in a second: so many milliseconds each. */
const TICK = 4;

const widthOf = (type: number): number => (type === INTERLEAVE_SCAN ? 1 : type === IDLE_TIMEOUT ? 4 : 2);

/** One parameter on the wire: type, length, value (struct mgmt_tlv in mgmt.h). */
interface Entry {
  readonly type: number;
  readonly value: Uint8Array;
}
const HEADER_SIZE = 3;

/** Times and intervals that a controller uses unless it is told others (net/bluetooth/mgmt_config.c). */
export class SystemParameters {
  readonly #values: Map<number, number>;

  constructor(world: World) {
    this.#values = new Map(DEFAULTS);
    if (!world.isAtLeast('6.12')) for (const [type, value] of OLDER) this.#values.set(type, value);
    if (world.isAtLeast('newest')) this.#values.set(IDLE_TIMEOUT, 0);
  }

  /** The value of one that there is. */
  valueOf(type: number): number {
    return this.#values.get(type) ?? 0;
  }

  /** The parameters of an LE connection, unless the device has some of its own. */
  get connection(): ConnectionParameters {
    return {
      minConnectionInterval: this.valueOf(0x0017),
      maxConnectionInterval: this.valueOf(0x0018),
      connectionLatency: this.valueOf(0x0019),
      supervisionTimeout: this.valueOf(0x001a),
    };
  }

  setScan(interval: number, window: number): void {
    this.#values.set(SCAN_INTERVAL, interval);
    this.#values.set(SCAN_WINDOW, window);
  }

  /** All, as they are sent. */
  toBytes(): Uint8Array {
    return Uint8Array.from(
      [...this.#values].flatMap(([type, value]) => {
        const width = widthOf(type);
        const bytes = Array.from({ length: width }, (_, i) => (value >>> (8 * i)) & 0xff);
        return [type & 0xff, type >> 8, width, ...bytes];
      }),
    );
  }

  /** Sets those that are there; false, and nothing is set, if one of them has the wrong length. */
  setAll(bytes: Uint8Array): boolean {
    const entries = entriesOf(bytes);
    if (entries === undefined || bytes.length < HEADER_SIZE) return false;
    // What is not known is passed over, whatever its length.
    const known = entries.filter(({ type }) => this.#values.has(type));
    if (known.some(({ type, value }) => value.length !== widthOf(type))) return false;
    for (const { type, value } of known) {
      const number = value.reduceRight((sum, byte) => sum * 0x100 + byte, 0);
      this.#values.set(type, type === AUTO_CONNECT_TIMEOUT ? Math.ceil(number / TICK) * TICK : number);
    }
    return true;
  }
}

/** Nothing if the last value is cut. One or two bytes behind it do no harm. */
function entriesOf(bytes: Uint8Array): Entry[] | undefined {
  const entries: Entry[] = [];
  for (let at = 0; bytes.length - at >= HEADER_SIZE;) {
    const end = at + HEADER_SIZE + bytes[at + 2]!;
    if (end > bytes.length) return undefined;
    entries.push({ type: bytes[at]! | (bytes[at + 1]! << 8), value: bytes.subarray(at + HEADER_SIZE, end) });
    at = end;
  }
  return entries;
}
