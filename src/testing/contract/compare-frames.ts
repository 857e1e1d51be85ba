import { Violation, counted, showFrame } from './violation.js';
import { sameBytes } from '../../protocol/bytes.js';

/** Throws a {@link Violation} that says where two lists of frames differ first. */
export function compareFrames(who: string, actual: readonly Uint8Array[], expected: readonly Uint8Array[]): void {
  const count = Math.max(actual.length, expected.length);
  for (let i = 0; i < count; i++) {
    const [came, due] = [actual[i], expected[i]];
    if (came !== undefined && due !== undefined && sameBytes(came, due)) continue;
    throw new Violation(
      due === undefined
        ? `${who} gets ${counted(expected.length, 'frame')}`
        : `${who} gets as frame ${i + 1} of ${expected.length} ${showFrame(due)}`,
      came === undefined ? `only ${actual.length} came` : `there came ${showFrame(came)}`,
    );
  }
}
