import { takeBackOf } from '../protocol/rules/take-backs.js';

/** What it means that the kernel says nothing, where it is not the controller that is to blame. */
const MEANINGS: Readonly<Record<string, string>> = {
  PairDevice:
    'The device did not answer, or the pairing waits for its user: the device may be out of range, switched off, or not ready to pair.',
  StartDiscovery: 'The controller did not say that it discovers.',
  StartServiceDiscovery: 'The controller did not say that it discovers.',
  StartLimitedDiscovery: 'The controller did not say that it discovers.',
};

const UNKNOWN =
  'Its effect is unknown. The controller may hang: switching it off and on, or plugging it in again, may help. ' +
  'Answers also get lost when the socket overflows, see drops$.';

/** What it means that a command was not answered, and what became of it. */
export function adviceOnSilence(command: string, isTakenBack = false, known = MEANINGS[command]): string {
  const takeBack = takeBackOf(command);
  const outcome = isTakenBack || takeBack?.when === 'when it has begun' ? takeBack?.outcome : undefined;
  if (outcome === undefined) return known ?? UNKNOWN;
  return `${known ?? UNKNOWN} ${outcome}`;
}
