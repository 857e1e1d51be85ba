import { defer, filter, map, repeat, take, timer } from 'rxjs';
import type { LinuxStep } from './step.js';
import type { RfkillFiles, RfkillSwitch } from '../rfkill.js';
import { readRfkill, switchesOf, unblockSwitch } from '../rfkill.js';

/** How often to look whether it is done, in milliseconds, and how often at most. */
const LOOK_AGAIN = 100;
const LOOKS = 50;

const why = (switches: readonly RfkillSwitch[] | undefined): string | undefined => {
  // Not known is not the same as not blocked; but there is nothing to be done about it.
  if (switches === undefined) return 'This machine shows no switches of radios (/sys/class/rfkill).';
  const hard = switches.find((entry) => entry.hard);
  if (hard !== undefined) return `The switch ${hard.name} blocks it by hardware. Only a hand helps.`;
  return switches.some(({ soft }) => soft) ? undefined : 'No switch blocks it.';
};

export function rfkillUnblockOn(files?: RfkillFiles): LinuxStep {
  const read = (index: number) => {
    const all = readRfkill(files);
    return all && switchesOf(all, index);
  };
  const softOf = (index: number) => read(index)?.filter(({ soft }) => soft) ?? [];
  return {
    name: 'rfkillUnblock',
    refusal: ({ index }) => why(read(index)),
    apply: ({ mgmt }, { index }) =>
      defer(() => {
        for (const { id } of softOf(index)) unblockSwitch(id, files);
        // To switch it on before that is done would fail.
        return timer(0, mgmt.scheduler).pipe(
          map(() => softOf(index).length),
          repeat({ count: LOOKS, delay: () => timer(LOOK_AGAIN, mgmt.scheduler) }),
          filter((count) => count === 0),
          take(1),
        );
      }),
  };
}
