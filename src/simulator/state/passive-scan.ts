import type { Sender } from './discovery.js';

const keyOf = ({ address, addressType }: Sender): string => `${addressType} ${address}`;

/** Devices that are waited for, by their identity addresses. */
export class AwaitedDevices {
  readonly #keys = new Set<string>();

  get size(): number {
    return this.#keys.size;
  }

  has(device: Sender): boolean {
    return this.#keys.has(keyOf(device));
  }

  add(device: Sender): void {
    this.#keys.add(keyOf(device));
  }

  delete(device: Sender): void {
    this.#keys.delete(keyOf(device));
  }

  clear(): void {
    this.#keys.clear();
  }
}

/** What is scanned for while no discovery runs. */
export class PassiveScan {
  /** Devices to be reported when they advertise (`pend_le_reports` of struct hci_dev). */
  readonly reports = new AwaitedDevices();
  /** Devices to be connected when they advertise (`pend_le_conns`). */
  readonly connections = new AwaitedDevices();
}
