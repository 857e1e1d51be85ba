import type { SchedulerLike } from 'rxjs';
import { OptionError } from '../../protocol/option-error.js';
import type { OptionChecks } from '../../protocol/options.js';
import { checkOneOf, checkOptions } from '../../protocol/options.js';
import { checkScheduler } from '../check-scheduler.js';
import type { Session } from './sessions.js';

/** How a capture is played. */
export interface ReplayOptions {
  /** For the time between frames. Default: `asyncScheduler`. */
  readonly scheduler?: SchedulerLike;
  /**
   * Above 0: 2 takes half the time of the capture, 0.5 double, to the millisecond. Infinity hands all out as soon as there is a subscriber,
   * before `subscribe` returns. Default: 1.
   */
  readonly speed?: number;
  /**
   * `'watch'` is for looking on: sending takes every frame and does nothing, and all that came from the kernel comes at its
   * time, the answers to commands too.
   *
   * `'match'` runs a program again: the replay waits at each command of the capture until the program sends it, and goes on
   * with what the kernel said after it. A command is the same if opcode and controller are; among those one with the same
   * parameters comes first. Commands may come early. One that the capture does not have is refused with a
   * `TransportError` `'NOT_IN_CAPTURE'`. Default: `'watch'`.
   */
  readonly mode?: 'watch' | 'match';
  /**
   * Which management socket: its position in the capture, or what is true for it; every opening plays that from its beginning.
   * `'next'` plays the first socket at the first opening, the second at the second, and so on: for programs that open and close
   * several times, as `Mgmt` does for each command when no subscriber keeps it open. Default: 0, the first.
   */
  readonly session?: SessionChoice;
}

/** Which socket of a capture is played: its number from 0 on, the next one at each opening, or the first one for which a function says so. */
export type SessionChoice = number | 'next' | ((session: Session) => boolean);

/** The options with nothing left open. */
export interface ReplaySettings {
  readonly speed: number;
  readonly matches: boolean;
  readonly session: SessionChoice;
}

const REPLAY: OptionChecks<ReplayOptions> = {
  scheduler: checkScheduler,
  speed: (option, speed) => {
    if (typeof speed !== 'number' || !(speed > 0))
      throw new OptionError(option, speed, 'a number above 0, or Infinity');
  },
  mode: (option, mode) => checkOneOf(option, mode, ['watch', 'match']),
  session: (option, session) => {
    if (typeof session === 'function' || session === 'next' || (Number.isInteger(session) && session >= 0)) return;
    throw new OptionError(option, session, "an integer from 0 on, 'next', or a function that chooses");
  },
};

/** @throws OptionError */
export function replaySettings(options: ReplayOptions): ReplaySettings {
  const { speed = 1, mode = 'watch', session = 0 } = checkOptions(options, REPLAY);
  return { speed, matches: mode === 'match', session };
}
