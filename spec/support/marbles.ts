import type { MgmtRunHelpers } from '../../src/testing/index.js';
import { MgmtTestScheduler } from '../../src/testing/index.js';

/** Runs a marble test in virtual time, with the comparison and the messages of jest. */
export function marbles(test: (helpers: MgmtRunHelpers) => void): void {
  new MgmtTestScheduler((actual, expected) => expect(actual).toEqual(expected)).run(test);
}
