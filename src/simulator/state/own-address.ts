import { NO_ADDRESS } from '../ground/address.js';

/** HCI_DEFAULT_RPA_TIMEOUT in include/net/bluetooth/hci_core.h, in seconds. */
const RPA_TIMEOUT = 15 * 60;

/** With which private and random addresses a controller shows itself over LE. */
export class OwnAddress {
  /** The identity resolving key that private addresses are made with (Set Privacy). */
  irk: Uint8Array = new Uint8Array(16);
  /** For how long a private address is used, in seconds. */
  rpaTimeout = RPA_TIMEOUT;
  /** The random address that the hardware was given last. */
  random = NO_ADDRESS;
  /** The private address that was made last. */
  rpa = NO_ADDRESS;
  /** Until when that is used, on the clock; 0: another one is made the next time. */
  validUntil = 0;

  /** Until when the private address that was made last is used; Infinity: there is none to be replaced. */
  get rpaEnd(): number {
    return this.rpa === NO_ADDRESS || this.validUntil === 0 ? Infinity : this.validUntil;
  }

  /** Makes a new private address the next time that one is needed. */
  expire(): void {
    this.validUntil = 0;
  }

  /** The hardware forgets it when it goes down. */
  reset(): void {
    this.expire();
    this.random = NO_ADDRESS;
  }
}
