import type { NamedPeer, Peer } from '../ground/peer.js';
import { isSamePeer } from '../ground/peer.js';
import { NO_ADDRESS } from '../ground/address.js';

/**
 * What is to be done when an LE device is heard (enum in struct hci_conn_params): nothing; reporting it; connecting it if it asks
 * for this host, or always; connecting it once.
 */
export type AutoConnect = 'Disabled' | 'Report' | 'Direct' | 'Always' | 'Explicit';

/** The parameters wanted for a connection to an LE device: intervals in 1.25 ms, timeout in 10 ms. */
export interface ConnectionParameters {
  readonly minConnectionInterval: number;
  readonly maxConnectionInterval: number;
  readonly connectionLatency: number;
  readonly supervisionTimeout: number;
}

/** An LE device by its address. */
export interface LowEnergyPeer {
  readonly address: string;
  readonly addressType: 'LEPublic' | 'LERandom';
}

/** What the kernel keeps of an LE device (struct hci_conn_params). */
export interface LowEnergyEntry extends LowEnergyPeer {
  autoConnect: AutoConnect;
  /** A command waits for a connection to it just now, whatever `autoConnect` says. */
  isWanted: boolean;
  flags: number;
  parameters: ConnectionParameters;
}

/** A BR/EDR device that may connect although the controller is not connectable. */
export interface ClassicEntry {
  readonly address: string;
  flags: number;
}

/** As an LE device: what is not public is taken for random (le_addr_type in net/bluetooth/mgmt.c). */
export const lowEnergyPeer = ({ address, addressType }: NamedPeer): LowEnergyPeer => ({
  address,
  addressType: addressType === 'LEPublic' ? 'LEPublic' : 'LERandom',
});

const ofDevice =
  (peer: NamedPeer) =>
  (entry: NamedPeer): boolean =>
    isSamePeer(entry, peer);

/** The devices that a controller was told of: blocked, let in, waited for. The newest first, as in the kernel. */
export class DeviceList {
  #blocked: Peer[] = [];
  #classic: ClassicEntry[] = [];
  #lowEnergy: LowEnergyEntry[] = [];

  get classic(): readonly ClassicEntry[] {
    return this.#classic;
  }

  get lowEnergy(): readonly LowEnergyEntry[] {
    return this.#lowEnergy;
  }

  /** False if it is blocked already. */
  block(peer: Peer): boolean {
    if (peer.address === NO_ADDRESS || this.isBlocked(peer)) return false;
    this.#blocked.unshift(peer);
    return true;
  }

  /** One device, or all for no address; false if it was not blocked. */
  unblock(peer: Peer): boolean {
    if (peer.address === NO_ADDRESS) {
      this.#blocked = [];
      return true;
    }
    const before = this.#blocked.length;
    this.#blocked = this.#blocked.filter((entry) => !isSamePeer(entry, peer));
    return this.#blocked.length < before;
  }

  isBlocked(peer: NamedPeer): boolean {
    return this.#blocked.some(ofDevice(peer));
  }

  /**
   * Whether the kernel ignores an LE device that could be connected. It looks for it with HCI's number of the type, which is
   * one less than that of mgmt: who blocks `LEPublic` blocks random addresses (check_pending_le_conn in net/bluetooth/hci_event.c).
   */
  ignores({ address, addressType }: Peer): boolean {
    return this.isBlocked({ address, addressType: addressType === 'LEPublic' ? 'BREDR' : 'LEPublic' });
  }

  findClassic(address: string): ClassicEntry | undefined {
    return this.#classic.find((entry) => entry.address === address);
  }

  /** False if it is there already. */
  addClassic(address: string): boolean {
    if (this.findClassic(address) !== undefined) return false;
    this.#classic.unshift({ address, flags: 0 });
    return true;
  }

  removeClassic(address: string): boolean {
    const before = this.#classic.length;
    this.#classic = this.#classic.filter((entry) => entry.address !== address);
    return this.#classic.length < before;
  }

  find(peer: NamedPeer): LowEnergyEntry | undefined {
    return this.#lowEnergy.find(ofDevice(peer));
  }

  /**
   * The entry of an LE device, which is made if there is none (hci_conn_params_add in hci_core.c).
   *
   * @param defaults how connections to devices are that have no parameters of their own
   */
  entryOf(peer: LowEnergyPeer, defaults: ConnectionParameters): LowEnergyEntry {
    const known = this.find(peer);
    if (known !== undefined) return known;
    const { address, addressType } = peer;
    const entry: LowEnergyEntry = {
      address,
      addressType,
      autoConnect: 'Disabled',
      isWanted: false,
      flags: 0,
      parameters: defaults,
    };
    this.#lowEnergy.unshift(entry);
    return entry;
  }

  remove(peer: NamedPeer): void {
    this.#lowEnergy = this.#lowEnergy.filter((entry) => !isSamePeer(entry, peer));
  }

  /** Removes what only has parameters; what a command waits for stays for that once (hci_conn_params_clear_disabled). */
  removeDisabled(): void {
    for (const entry of this.#lowEnergy) {
      if (entry.autoConnect === 'Disabled' && entry.isWanted) entry.autoConnect = 'Explicit';
    }
    this.#lowEnergy = this.#lowEnergy.filter(({ autoConnect }) => autoConnect !== 'Disabled');
  }

  /** Removes all that were added; gives them, BR/EDR first (remove_device in net/bluetooth/mgmt.c). */
  removeAdded(): { readonly classic: readonly ClassicEntry[]; readonly lowEnergy: readonly LowEnergyEntry[] } {
    const classic = this.#classic;
    const lowEnergy = this.#lowEnergy.filter(({ autoConnect }) => autoConnect !== 'Disabled');
    this.#classic = [];
    for (const entry of lowEnergy) {
      if (entry.isWanted) entry.autoConnect = 'Explicit';
    }
    this.#lowEnergy = this.#lowEnergy.filter((entry) => entry.isWanted || !lowEnergy.includes(entry));
    return { classic, lowEnergy };
  }
}
