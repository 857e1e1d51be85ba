import type { Advertisement, InquiryResponse, Station } from '../radio/station.js';
import type { Controller } from './controller.js';

/** BlueZ's virtual controllers hear each other so in inquiries, and say of LE that they don't know. */
const INQUIRY_RSSI = -60;
const UNKNOWN_RSSI = 127;

const NOTHING: readonly Advertisement[] = [];

/** One of the machine's own controllers, as others hear it. */
export class ControllerStation implements Station {
  #advertisements = NOTHING;

  constructor(private readonly controller: Controller) {}

  /** What the controller sends from now on, in place of what it sent before. */
  advertise(advertisements: readonly Advertisement[]): void {
    this.#advertisements = advertisements;
    this.controller.kernel.radio.changed(this);
  }

  advertisements(): readonly Advertisement[] {
    return this.controller.isUp ? this.#advertisements : NOTHING;
  }

  /** It answers while it can be discovered: inquiry scan runs (hci_update_scan_sync in net/bluetooth/hci_sync.c). */
  inquiryResponse(limited: boolean): InquiryResponse | undefined {
    const { address, classOfDevice, extendedInquiryResponse: eir, flags } = this.controller;
    if (!this.#isScanning || !flags.has('Discoverable')) return undefined;
    if (limited && !flags.has('LimitedDiscoverable')) return undefined;
    return { address, classOfDevice, eir, rssi: INQUIRY_RSSI };
  }

  /** It answers while it can be connected: page scan runs. */
  remoteName(address: string): string | undefined {
    const { controller } = this;
    if (!this.#isScanning || address !== controller.address || !controller.flags.has('Connectable')) return undefined;
    return controller.name;
  }

  rssi(): number {
    return UNKNOWN_RSSI;
  }

  nextChange(): number {
    return Infinity;
  }

  get #isScanning(): boolean {
    return this.controller.isPowered && this.controller.flags.has('BREDR');
  }
}
