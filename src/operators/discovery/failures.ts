import { StatusError } from '../../mgmt/errors.js';
import { containsAll, inWords } from './kinds.js';
import type { Kinds } from './kinds.js';
import type { OthersDiscovery } from './others-discovery.js';

const failed = (index: number) => ({ command: 'StartDiscovery', index }) as const;

/** The controller was switched off while it discovered. */
export function switchedOff(index: number): StatusError {
  const advice =
    'The controller was switched off while it discovered: by another program, by rfkill (see `rfkill list`), or by the system. ' +
    'Switch it on with SetPowered, and discover again.';
  return new StatusError(failed(index), 'NotPowered', { source: 'library', advice });
}

/** The controller has gone while it discovered. */
export function gone(index: number): StatusError {
  const advice = 'The controller has gone: it was unplugged, has failed, or is used by a program alone.';
  return new StatusError(failed(index), 'InvalidIndex', { source: 'library', advice });
}

/** The system went to sleep, and the kernel has paused the discovery. */
export const WHY_ASLEEP =
  'The system went to sleep, and the kernel has paused the discovery. Discover again when it has woken up ' +
  '(event Controller Resume); a continuous discovery goes on by itself.';

export const asleep = (index: number): StatusError =>
  new StatusError(failed(index), 'Cancelled', { source: 'library', advice: WHY_ASLEEP });

/** What is seen while the kernel refuses to start a discovery, and what helps. */
export function whyBusy(others: OthersDiscovery, wanted: Kinds): string {
  const advice = 'Wait for its end or end the other program, and discover again.';
  const { isMissed, runs, lastAnnounced } = others;
  // Between two of another program none runs, or it is not known whether one does.
  if (!isMissed && lastAnnounced !== undefined && !containsAll(lastAnnounced, wanted)) {
    return `Another program discovers ${inWords(lastAnnounced)}, which does not find ${inWords(wanted)}. ${advice}`;
  }
  if (runs === false) {
    return (
      'The kernel refuses to start a discovery although none runs. It does so while the system sleeps; and for good if a discovery was ' +
      'paused for that and the controller was switched off before the system woke up, a fault of Linux that switching off and ' +
      'on does not cure. What does: letting the system sleep and wake up while the controller is on, or plugging it in again ' +
      '(or loading its driver again).'
    );
  }
  if (runs === true) {
    return (
      'A discovery of another program runs that began before this one, so it is not known what it looks for; it has ' +
      `found nothing of ${inWords(wanted)}. ${advice}`
    );
  }
  return `The kernel refuses to start a discovery, and does not say whether another one runs. ${advice}`;
}

/** No discovery can be started, and no other program's finds what is wanted. */
export const busy = (index: number, why: string): StatusError =>
  new StatusError(failed(index), 'Busy', { advice: why });
