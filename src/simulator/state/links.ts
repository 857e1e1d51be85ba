import type { NamedPeer } from '../ground/peer.js';
import { isLowEnergyPeer, isSamePeer } from '../ground/peer.js';
import type { IoCapabilityName } from '../security/security-messages.js';
import type { Link } from './link.js';

/** The connections of a controller, in the order in which they were made (`conn_hash` of struct hci_dev). */
export class Links implements Iterable<Link> {
  /** What programs have said that the machine can show and enter (Set IO Capability). */
  ioCapability: IoCapabilityName = 'NoInputNoOutput';
  readonly #links = new Set<Link>();

  [Symbol.iterator](): Iterator<Link> {
    return this.#links[Symbol.iterator]();
  }

  add(link: Link): void {
    this.#links.add(link);
  }

  has(link: Link): boolean {
    return this.#links.has(link);
  }

  /** False if it is gone already. */
  delete(link: Link): boolean {
    return this.#links.delete(link);
  }

  clear(): void {
    this.#links.clear();
  }

  find(peer: NamedPeer): Link | undefined {
    return this.#first((link) => isSamePeer(link.peer, peer));
  }

  /** As `find`, but it takes one LE address type for the other, as some commands do. */
  findByAddress(peer: NamedPeer): Link | undefined {
    const transport = isLowEnergyPeer(peer) ? 'LE' : 'BREDR';
    return this.#first((link) => link.transport === transport && link.peer.address === peer.address);
  }

  /** Whether a device is being called over LE just now (hci_lookup_le_connect in hci_core.h). */
  get isCalling(): boolean {
    return this.#first(({ state, transport }) => state === 'connecting' && transport === 'LE') !== undefined;
  }

  #first(matches: (link: Link) => boolean): Link | undefined {
    for (const link of this.#links) if (matches(link)) return link;
    return undefined;
  }
}
