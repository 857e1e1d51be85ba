import type { Accepted, Advertisement, CallToConnect, InquiryResponse } from '../air/station.js';
import type { HciError } from '../ground/hci-error.js';
import { UNKNOWN_RSSI } from '../ground/rssi.js';
import type { Antenna, Chip } from './chip.js';

/** BlueZ's virtual controllers hear each other so in inquiries, and say of LE that they don't know. */
const INQUIRY_RSSI = -60;

const NOTHING: readonly Advertisement[] = [];

/** One of the machine's own controllers, as others hear it. */
export class ControllerStation implements Antenna {
  #advertisements = NOTHING;

  constructor(private readonly chip: Chip) {}

  advertise(advertisements: readonly Advertisement[]): void {
    this.#advertisements = advertisements;
    this.chip.world.radio.changed(this);
  }

  advertisements(): readonly Advertisement[] {
    this.chip.events.catchUp();
    return this.chip.isUp ? this.#advertisements : NOTHING;
  }

  /** It answers while it can be discovered: inquiry scan runs (hci_update_scan_sync in net/bluetooth/hci_sync.c). */
  inquiryResponse(limited: boolean): InquiryResponse | undefined {
    const { address, extendedInquiryResponse: eir, hardware, isUp } = this.chip;
    const { classOfDevice, inquiryScan, limitedInquiryScan } = hardware;
    if (!isUp || !inquiryScan || (limited && !limitedInquiryScan)) return undefined;
    return { address, classOfDevice, eir, rssi: INQUIRY_RSSI };
  }

  /** It answers while it can be connected: page scan runs. */
  remoteName(address: string): string | undefined {
    const { chip } = this;
    return chip.isUp && chip.hardware.pageScan && address === chip.address ? chip.hardware.name : undefined;
  }

  rssi(): number {
    return UNKNOWN_RSSI;
  }

  answer(request: CallToConnect): Accepted | HciError | undefined {
    return this.chip.events.called(request, this.advertisements());
  }

  nextChange(): number {
    return this.chip.events.nextChange();
  }
}
