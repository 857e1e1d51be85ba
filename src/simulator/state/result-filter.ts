import { AdType } from '../../protocol/enums/ad-type.js';
import { UNKNOWN_RSSI } from '../ground/rssi.js';
import { fieldOf, listsAny } from '../ground/fields.js';

/** What a discovery looks for; everything, at first. */
export class ResultFilter {
  /** Whether a service discovery runs, which filters what it finds. */
  isOn = false;
  /** Only devices in limited discoverable mode. Stays until the next discovery of the other kind. */
  isLimited = false;
  /** Whether a strength that is not known is told as such; else, for BR/EDR, as 0. */
  tellsUnknownRssi = true;
  #rssi = UNKNOWN_RSSI;
  #uuids: readonly Uint8Array[] = [];

  /** hci_discovery_filter_clear in include/net/bluetooth/hci_core.h. */
  clear(): void {
    this.isOn = false;
    this.tellsUnknownRssi = true;
    this.#rssi = UNKNOWN_RSSI;
    this.#uuids = [];
  }

  set(rssi: number, uuids: readonly Uint8Array[]): void {
    this.isOn = true;
    this.#rssi = rssi;
    this.#uuids = uuids;
  }

  /** Whether a service discovery would find it, if it were heard well enough. */
  finds(rssi: number, data: Uint8Array, scanResponse: Uint8Array): boolean {
    if (!this.isOn || (this.#rssi !== UNKNOWN_RSSI && rssi === UNKNOWN_RSSI)) return false;
    return this.#hasService(data, scanResponse);
  }

  #hasService(data: Uint8Array, scanResponse: Uint8Array): boolean {
    const uuids = this.#uuids;
    return uuids.length === 0 || listsAny(data, uuids) || listsAny(scanResponse, uuids);
  }

  /**
   * Whether a device is looked for (is_filter_match and mgmt_device_found in net/bluetooth/mgmt.c).
   *
   * @param classOfDevice of a device of BR/EDR
   */
  lets(rssi: number, data: Uint8Array, scanResponse: Uint8Array, classOfDevice?: number): boolean {
    if (this.isOn) {
      if (this.#rssi !== UNKNOWN_RSSI && (rssi === UNKNOWN_RSSI || rssi < this.#rssi)) return false;
      if (!this.#hasService(data, scanResponse)) return false;
    }
    if (!this.isLimited) return true;
    if (classOfDevice !== undefined) return (classOfDevice & LIMITED_CLASS) !== 0;
    return ((fieldOf(data, AdType.Flags)?.[0] ?? 0) & LIMITED_FLAG) !== 0;
  }
}

/** The bit of the class of device (Baseband assigned numbers), and that of the flags of LE (CSS part A, 1.3). */
const LIMITED_CLASS = 0x2000;
const LIMITED_FLAG = 0x01;
