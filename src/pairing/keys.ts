import type { Peer } from '../controllers/controller-state.js';
import type { PairingKey } from './strength.js';

/** So many keys of others that pair at the same time are kept until it is known whether they are ours. */
const MOST_OTHERS = 64;

/** The keys that one pairing makes. */
export class Keys {
  readonly found: PairingKey[] = [];
  readonly #addresses: Set<string>;
  readonly #others: PairingKey[] = [];

  constructor({ address }: Peer) {
    this.#addresses = new Set([address]);
  }

  isAbout(address: string): boolean {
    return this.#addresses.has(address);
  }

  /** A key was made; gives those that are known to be of this pairing now. */
  add(key: PairingKey): readonly PairingKey[] {
    // Keys follow the identity (smp_notify_keys in net/bluetooth/smp.c).
    if (key.event === 'NewIdentityResolvingKey' && this.isAbout(key.randomAddress)) this.#addresses.add(key.address);
    if (this.isAbout(key.address)) {
      this.found.push(key);
      return [key];
    }
    this.#others.push(key);
    if (this.#others.length > MOST_OTHERS) this.#others.shift();
    return [];
  }

  /** The kernel has said who it is: a device with a lasting address may have told another one as its identity. */
  identify({ address }: Peer): readonly PairingKey[] {
    if (this.isAbout(address)) return [];
    this.#addresses.add(address);
    const keys = this.#others.filter((key) => key.address === address);
    this.found.push(...keys);
    return keys;
  }

  /** The one that protects the connection. */
  main({ addressType }: Peer): PairingKey | undefined {
    const event = addressType === 'BREDR' ? 'NewLinkKey' : 'NewLongTermKey';
    return this.found.filter((key) => key.event === event).pop();
  }
}
