import type { AdvertisingData } from '../../protocol/advertising/parse.js';
import { parseAdvertisingData } from '../../protocol/advertising/parse.js';
import { sameBytes } from '../../protocol/bytes.js';
import type { Facts } from '../sightings/facts.js';
import { factsOf } from '../sightings/facts.js';

/** What a report says of a device: read when it is asked for, and once. */
export class Payload {
  #data: AdvertisingData | undefined;
  #facts: Facts | undefined;

  constructor(readonly bytes: Uint8Array) {}

  get data(): AdvertisingData {
    return (this.#data ??= parseAdvertisingData(this.bytes));
  }

  get facts(): Facts {
    return (this.#facts ??= factsOf(this.data));
  }
}

/** A power of two: of what was heard of late so much is remembered. */
const SLOTS = 1024;

/** FNV-1a, as good as any for so few bytes. */
function slotOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash ^ (hash >>> 16)) & (SLOTS - 1);
}

/**
 * What was heard of late, so that the same bytes are the same object: devices say the same again and again, most models of a maker the same as
 * each other, and one that changes its address goes on with what it said. Each has one place where it can be, which the next one takes.
 */
export class Payloads {
  readonly #slots: (Payload | undefined)[] = new Array<Payload | undefined>(SLOTS).fill(undefined);

  of(bytes: Uint8Array): Payload {
    const slot = slotOf(bytes);
    const known = this.#slots[slot];
    if (known !== undefined && sameBytes(known.bytes, bytes)) return known;
    // A copy: whoever got the event may write into its bytes.
    return (this.#slots[slot] = new Payload(bytes.slice()));
  }
}
