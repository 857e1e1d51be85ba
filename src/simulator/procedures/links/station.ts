import { answerCall } from './answer-call.js';
import type { HciError } from '../../ground/hci-error.js';
import type { Accepted, CallToConnect } from '../../air/calling.js';
import type { Advertisement, InquiryResponse, Station } from '../../air/station.js';
import type { Controller } from '../../state/controller.js';

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
    this.controller.world.radio.changed(this);
  }

  advertisements(): readonly Advertisement[] {
    this.controller.advertising.catchUp();
    return this.controller.isUp ? this.#advertisements : NOTHING;
  }

  /** It answers while it can be discovered: inquiry scan runs (hci_update_scan_sync in net/bluetooth/hci_sync.c). */
  inquiryResponse(limited: boolean): InquiryResponse | undefined {
    const { address, extendedInquiryResponse: eir, hardware, isUp } = this.controller;
    const { classOfDevice, inquiryScan, limitedInquiryScan } = hardware;
    if (!isUp || !inquiryScan || (limited && !limitedInquiryScan)) return undefined;
    return { address, classOfDevice, eir, rssi: INQUIRY_RSSI };
  }

  /** It answers while it can be connected: page scan runs. */
  remoteName(address: string): string | undefined {
    const { controller } = this;
    const { hardware, isUp } = controller;
    return isUp && hardware.pageScan && address === controller.address ? hardware.name : undefined;
  }

  rssi(): number {
    return UNKNOWN_RSSI;
  }

  answer(request: CallToConnect): Accepted | HciError | undefined {
    return answerCall(this.controller, this.advertisements(), request);
  }

  nextChange(): number {
    return this.controller.advertising.nextChange;
  }
}
