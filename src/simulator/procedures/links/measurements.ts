import type { Link } from './link.js';

/** HCI_RSSI_INVALID and HCI_TX_POWER_INVALID in include/net/bluetooth/hci.h. */
export const UNKNOWN = { rssi: 127, txPower: 127, maxTxPower: 127 };

/** What controllers of BlueZ's emulator say (btdev.c). */
const TX_POWER = -1;
const MAX_TX_POWER = 4;
const CLOCK = 0x11223344;
const ACCURACY = 0x5566;
/** Ticks of a Bluetooth clock in a millisecond: one each 312.5 µs. */
const TICKS = 3.2;

/** What a controller measures of a connection. */
export class Measurements {
  /** When it was asked for last. */
  at = -Infinity;
  values = UNKNOWN;

  constructor(private readonly link: Link) {}

  measure(): typeof UNKNOWN {
    const rssi = this.link.party?.rssi() ?? UNKNOWN.rssi;
    this.values = { rssi, txPower: TX_POWER, maxTxPower: MAX_TX_POWER };
    return this.values;
  }

  /** The clock of the controller, and that which both follow. */
  clocks(): { readonly localClock: number; readonly piconetClock: number; readonly accuracy: number } {
    if (this.link.isEmulated) return { localClock: CLOCK, piconetClock: CLOCK, accuracy: ACCURACY };
    const ticks = Math.floor(this.link.controller.world.clock.now() * TICKS) % 0x10000000;
    return { localClock: ticks, piconetClock: ticks, accuracy: 0 };
  }
}
