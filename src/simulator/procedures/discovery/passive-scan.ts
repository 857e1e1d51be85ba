import type { Controller } from '../../state/controller.js';
import type { Sender } from '../../state/advertising-reports.js';

const keyOf = ({ address, addressType }: Sender): string => `${addressType} ${address}`;

/** Devices that somebody waits for, by their identity addresses. */
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

/** Scanning for devices that somebody waits for, and for monitors, while no discovery runs. */
export class PassiveScan {
  /** Devices to be reported when they advertise (`pend_le_reports` of struct hci_dev). */
  readonly reports = new AwaitedDevices();
  /** Devices to be connected when they advertise (`pend_le_conns`). */
  readonly connections = new AwaitedDevices();
  readonly #update = {};

  constructor(private readonly controller: Controller) {}

  /** Something changed that it depends on (hci_update_passive_scan in net/bluetooth/hci_sync.c). */
  update(): void {
    const { controller } = this;
    if (!controller.isPowered || controller.flags.has('PoweringDown')) return;
    // Once is enough, however often it is asked for.
    controller.work.remove(this.#update);
    const isIdle = !this.#isWanted && controller.discovery.scanner.kind === undefined;
    controller.work.submit({ owner: this.#update, ...(isIdle && { duration: 0 }), done: () => this.apply() });
  }

  /** hci_update_passive_scan_sync in net/bluetooth/hci_sync.c. */
  apply(): void {
    const { discovery, flags, isPowered, monitors, scanHooks } = this.controller;
    if (!isPowered || !flags.has('LowEnergy') || discovery.state !== 'stopped') return;
    discovery.filter.clear();
    if (!this.#isWanted || flags.has('Suspended')) return discovery.stopScan();
    if (scanHooks.isConnecting?.() === true) return;
    discovery.stopScan();
    // Otherwise monitors would hear each device once only.
    discovery.startScan('passive', monitors.size === 0 && !flags.has('Mesh'));
  }

  get #isWanted(): boolean {
    const { flags, monitors } = this.controller;
    return flags.has('Mesh') || this.connections.size + this.reports.size + monitors.size > 0;
  }
}
