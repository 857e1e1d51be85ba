import type { Controller } from '../../state/controller.js';
import { oneOf } from '../../options/checks/words.js';
import { block, unblock } from '../../procedures/power/rfkill.js';
import type { Cure, Fault } from '../../options/fault.js';

/** What can be the matter with one controller, until it is cured or the fault is ended. */
export interface ControllerFaults {
  /**
   * It goes silent: no command to it is carried out or answered, and it reports nothing.
   *
   * @param until Default: `'reset'`
   */
  silence(until?: Exclude<Cure, 'power-cycle'>): Fault;
  /**
   * Its firmware hangs: the kernel answers what it knows itself, but each thing that it asks the controller ends after two
   * seconds (HCI_CMD_TIMEOUT) with the status AuthenticationFailed, which is how Linux reports a timeout. Nothing is found.
   * When the fault is ended before that, the controller does what it was told last.
   *
   * @param until Default: `'reset'`
   */
  wedge(until?: Cure): Fault;
  /**
   * Its radio hears nothing: commands succeed, but nothing is found, and no device can be connected.
   *
   * @param until Default: `'reset'`
   */
  deafen(until?: Cure): Fault;
  /**
   * The radio is blocked, as by `rfkill block bluetooth`: it goes off at once, and `SetPowered` fails until the fault is
   * ended, which is `rfkill unblock`. It stays off then.
   */
  block(): Fault;
}

const cure = oneOf<Cure>('power-cycle', 'reset', 'never');
const cureOfSilence = oneOf<Cure>('reset', 'never');

/** The faults of the controller that is plugged in at present. */
export function controllerFaults(present: () => Controller): ControllerFaults {
  return {
    silence: (until = 'reset') => present().health.fall('silent', cureOfSilence('until', until)),
    wedge: (until = 'reset') => {
      const hang = present().health.fall('wedged', cure('until', until));
      return {
        end: () => {
          hang.end();
          present().work.resume();
        },
      };
    },
    deafen: (until = 'reset') => present().health.fall('deaf', cure('until', until)),
    block: () => {
      block(present());
      return { end: () => unblock(present()) };
    },
  };
}
