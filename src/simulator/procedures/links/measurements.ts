import type { Controller } from '../../state/controller.js';
import type { Link } from '../../state/link.js';
import { UNMEASURED } from '../../state/link.js';
import { isEmulated } from './own-party.js';

/** What controllers of BlueZ's emulator say (btdev.c). */
const TX_POWER = -1;
const MAX_TX_POWER = 4;
const CLOCK = 0x11223344;
const ACCURACY = 0x5566;
/** Ticks of a Bluetooth clock in a millisecond: one each 312.5 µs. */
const TICKS = 3.2;

/** What a controller measures of a connection, in dBm; the kernel keeps it for a while. */
export function measure(link: Link): typeof UNMEASURED {
  const rssi = link.party?.rssi() ?? UNMEASURED.rssi;
  link.measured = { rssi, txPower: TX_POWER, maxTxPower: MAX_TX_POWER };
  return link.measured;
}

interface Clocks {
  readonly localClock: number;
  readonly piconetClock: number;
  readonly accuracy: number;
}

/** The clock of the controller, and that which both ends follow. */
export function clocks(controller: Controller, link: Link): Clocks {
  if (isEmulated(controller, link)) return { localClock: CLOCK, piconetClock: CLOCK, accuracy: ACCURACY };
  const ticks = Math.floor(controller.world.clock.now() * TICKS) % 0x10000000;
  return { localClock: ticks, piconetClock: ticks, accuracy: 0 };
}
