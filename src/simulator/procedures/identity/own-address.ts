import { nonResolvableAddress, resolvableAddress } from '../../ground/private-address.js';
import { NO_ADDRESS } from '../../ground/address.js';
import type { Controller } from '../../state/controller.js';

/** HCI_DEFAULT_RPA_TIMEOUT in include/net/bluetooth/hci_core.h, in seconds. */
const RPA_TIMEOUT = 15 * 60;

/** Under which address the controller shows itself over LE. */
export interface LocalAddress {
  readonly addressType: 'LEPublic' | 'LERandom';
  readonly address: string;
}

/** The addresses of a controller for LE: public, static or private (hci_update_random_address_sync in hci_sync.c). */
export class OwnAddress {
  /** The identity resolving key that private addresses are made with (Set Privacy). */
  irk: Uint8Array = new Uint8Array(16);
  /** For how long a private address is used, in seconds. */
  rpaTimeout = RPA_TIMEOUT;
  /** The random address that the hardware was given last. */
  random = NO_ADDRESS;
  /** The private address that was made last. */
  rpa = NO_ADDRESS;
  #rpaEnd = 0;

  constructor(private readonly controller: Controller) {}

  /** Makes a new private address the next time that one is needed. */
  expire(): void {
    this.#rpaEnd = 0;
  }

  /** Until when the private address that was made last is used; Infinity: there is none to be replaced. */
  get rpaEnd(): number {
    return this.rpa === NO_ADDRESS || this.#rpaEnd === 0 ? Infinity : this.#rpaEnd;
  }

  /** What is used without privacy (hci_copy_identity_address in net/bluetooth/hci_core.c). */
  identity(): LocalAddress {
    const { address, staticAddress, flags } = this.controller;
    const isStatic =
      flags.has('ForceStaticAddress') ||
      address === NO_ADDRESS ||
      (!flags.has('BREDR') && staticAddress !== NO_ADDRESS);
    return isStatic ? { addressType: 'LERandom', address: staticAddress } : { addressType: 'LEPublic', address };
  }

  /** The address to advertise, scan or connect with; gives the hardware a random one if it takes that. */
  update(options: { readonly requirePrivacy: boolean; readonly rpa: boolean }): LocalAddress {
    if (options.rpa) {
      if (!this.isRpaValid) this.setRandom(this.makeRpa());
      return { addressType: 'LERandom', address: this.random };
    }
    if (options.requirePrivacy) {
      this.setRandom(this.makeUnresolvable());
      return { addressType: 'LERandom', address: this.random };
    }
    const identity = this.identity();
    if (identity.addressType === 'LEPublic') return identity;
    if (identity.address !== this.random) this.setRandom(identity.address);
    return { addressType: 'LERandom', address: this.random };
  }

  /** A new resolvable private address. */
  makeRpa(): string {
    this.rpa = resolvableAddress(this.irk, this.controller.world.random);
    return this.rpa;
  }

  makeUnresolvable(): string {
    return nonResolvableAddress(this.controller.world.random);
  }

  /** Whether the private address that was made last still holds (rpa_valid in include/net/bluetooth/hci_core.h). */
  get isRpaValid(): boolean {
    return this.rpa !== NO_ADDRESS && this.controller.advertising.now < this.#rpaEnd;
  }

  /** It can't change while the controller shows itself under the one that it has (hci_set_random_addr_sync). */
  setRandom(address: string): void {
    const { isOn, now } = this.controller.advertising;
    if (this.random !== NO_ADDRESS && isOn) return this.expire();
    this.random = address;
    if (address === this.rpa) this.#rpaEnd = now + this.rpaTimeout * 1000;
  }

  /** The hardware forgets it when it goes down. */
  reset(): void {
    this.expire();
    this.random = NO_ADDRESS;
  }
}
