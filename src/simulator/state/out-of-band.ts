import type { Flags } from './flags.js';
import { isZero } from '../ground/bytes.js';
import type { NamedPeer } from '../ground/peer.js';
import { isSamePeer } from '../ground/peer.js';

/** What a program has heard about a device elsewhere, for one of the two curves. */
export interface OutOfBandValues {
  readonly hash: Uint8Array;
  readonly randomizer: Uint8Array;
}

interface OutOfBandData extends NamedPeer {
  readonly p192: OutOfBandValues | undefined;
  readonly p256: OutOfBandValues | undefined;
}

/** Values with zeros count as none. */
export const unlessZero = (values: OutOfBandValues): OutOfBandValues | undefined =>
  isZero(values.hash) || isZero(values.randomizer) ? undefined : values;

/** Data for pairing that travels by other ways (`remote_oob_data` of struct hci_dev). */
export class OutOfBand {
  /** Whether a program has read the data of this controller for LE, so that remotes may have it now. */
  wasRead = false;
  #data: OutOfBandData[] = [];

  add(data: OutOfBandData): void {
    this.remove(data);
    this.#data.push(data);
  }

  /** False if there was none. */
  remove(peer: NamedPeer): boolean {
    const before = this.#data.length;
    this.#data = this.#data.filter((data) => !isSamePeer(data, peer));
    return this.#data.length < before;
  }

  clear(): void {
    this.#data = [];
  }

  /** Whether pairing can use what is known about a device (bredr_oob_data_present, build_pairing_cmd). */
  isUsable(peer: NamedPeer, flags: Flags): boolean {
    const data = this.#data.find((each) => isSamePeer(each, peer));
    if (data === undefined) return false;
    if (peer.addressType !== 'BREDR') return data.p256 !== undefined;
    if (!flags.has('SecureConnections')) return data.p192 !== undefined;
    if (flags.has('SecureConnectionsOnly')) return data.p256 !== undefined;
    return data.p192 !== undefined || data.p256 !== undefined;
  }
}
