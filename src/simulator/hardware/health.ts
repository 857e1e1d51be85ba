import type { Cure, Fault } from '../options/fault.js';
import { FaultList } from '../ground/fault-list.js';

type Ailment = 'silent' | 'wedged' | 'deaf';
interface State {
  readonly ailment: Ailment;
  readonly until: Cure;
}

/**
 * What is the matter with a controller in the hand: with its firmware, its radio, its cable. That stays while it is plugged
 * in again.
 */
export class Health {
  readonly #states = new FaultList<Ailment, State>();
  /** Whether a switch forbids it to send (rfkill). */
  isBlocked = false;

  /** The kernel hears nothing of it, and waits for it for ever. */
  get isSilent(): boolean {
    return this.#states.threatens('silent');
  }

  /** It does not answer what it is asked, and the kernel gives it up. */
  get isWedged(): boolean {
    return this.#states.threatens('wedged');
  }

  /** Its radio hears nothing, whatever it says of itself. */
  get isDeaf(): boolean {
    return this.#states.threatens('deaf') || this.isWedged || this.isSilent;
  }

  fall(ailment: Ailment, until: Cure): Fault {
    return this.#states.add((asked) => asked === ailment, { ailment, until });
  }

  /** It was switched off. */
  onPowerOff(): void {
    this.#states.clear(({ until }) => until === 'power-cycle');
  }

  /** It was pulled out. */
  onReset(): void {
    this.#states.clear(({ until }) => until !== 'never');
  }
}
