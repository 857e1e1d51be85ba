import type { World } from '../air/world.js';
import type { Traits } from './traits.js';
import { Phys } from '../../protocol/enums/controller.js';

const mask = (...names: readonly (keyof typeof Phys)[]): number =>
  names.reduce((bits, name) => bits | (1 << Phys[name]), 0);

const ALWAYS_CLASSIC = mask('BR1M1Slot');
const LONG_PACKETS = mask('BR1M3Slot', 'BR1M5Slot');
const ENHANCED = mask('EDR2M1Slot', 'EDR2M3Slot', 'EDR2M5Slot', 'EDR3M1Slot', 'EDR3M3Slot', 'EDR3M5Slot');
const ALWAYS_LE = mask('LE1MTx', 'LE1MRx');
const FAST_AND_FAR = mask('LE2MTx', 'LE2MRx', 'LECodedTx', 'LECodedRx');

export const LE_PHYS = ALWAYS_LE | FAST_AND_FAR;

/** The ways to modulate that a controller has, and those that it uses: bits as in Get PHY Configuration. */
export class RadioModes {
  readonly supported: number;
  readonly configurable: number;
  selected = 0;

  /** What is taken again whenever it is started. Linux 6.1 leaves LE as it is. */
  readonly #initial: number;

  constructor(world: World, { bredr, enhancedDataRate, fastAndLongRange, le }: Traits) {
    const always = (bredr ? ALWAYS_CLASSIC : 0) | (le ? ALWAYS_LE : 0);
    this.configurable = (enhancedDataRate ? LONG_PACKETS | ENHANCED : 0) | (fastAndLongRange ? FAST_AND_FAR : 0);
    this.supported = always | this.configurable;
    const slowest = world.isAtLeast('6.12') ? 0 : FAST_AND_FAR;
    this.#initial = this.supported & ~ENHANCED & ~slowest;
    this.selected = this.supported & ~slowest;
  }

  /**
   * What is used when it is started: all of LE, and long packets. Faster ones that a program has switched off stay so
   * (hci_cc_read_local_features in net/bluetooth/hci_event.c, hci_le_set_default_phy_sync in hci_sync.c).
   */
  reset(): void {
    this.selected |= this.#initial;
  }
}
