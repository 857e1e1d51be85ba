import type { SchedulerLike } from 'rxjs';
import type { Session } from './sessions.js';

export interface ReplayOptions {
  /** For the time between frames. Default: `asyncScheduler`. */
  readonly scheduler?: SchedulerLike;
  /**
   * `'original'` keeps the time between frames, to the millisecond; `'immediate'` hands all out as soon as there is a
   * subscriber, before `subscribe` returns. Default: `'original'`.
   */
  readonly timing?: 'original' | 'immediate';
  /** 2 takes half the time, 0.5 double. Default: 1. */
  readonly speed?: number;
  /**
   * What sending does. `'ignore'` takes every frame and does nothing: all that came from the kernel comes at its time, the
   * answers to commands too. For looking on.
   *
   * `'match'` runs a program again: the replay waits at each command of the capture until the program sends it, and goes on
   * with what the kernel said after it. A command is the same if opcode and controller are; among those one with the same
   * parameters comes first. Commands may come early. One that the capture does not have is refused with a
   * `TransportError` `'NOT_IN_CAPTURE'`. Default: `'ignore'`.
   */
  readonly onSend?: 'ignore' | 'match';
  /**
   * Which management socket: its position in the capture, or what is true for it; every opening plays that from its beginning.
   * `'next'` plays the first socket at the first opening, the second at the second, and so on: for programs that open and close
   * several times, as `Mgmt` does for each command when nobody keeps it open. Default: 0, the first.
   */
  readonly session?: SessionChoice;
}

export type SessionChoice = number | 'next' | ((session: Session) => boolean);

/** The options with nothing left open. */
export interface ReplaySettings {
  readonly timed: boolean;
  readonly speed: number;
  readonly matches: boolean;
  readonly session: SessionChoice;
}

function oneOf<T extends string>(name: string, value: T, known: readonly T[]): T {
  if (known.includes(value)) return value;
  throw new RangeError(`${name} is '${value}', it must be one of ${known.join(', ')}`);
}

/** @throws RangeError */
export function replaySettings(options: ReplayOptions): ReplaySettings {
  const { speed = 1, session = 0 } = options;
  if (!(speed > 0 && speed < Infinity)) throw new RangeError(`speed is ${speed}, it must be a number above 0`);
  return {
    timed: oneOf('timing', options.timing ?? 'original', ['original', 'immediate']) === 'original',
    speed,
    matches: oneOf('onSend', options.onSend ?? 'ignore', ['ignore', 'match']) === 'match',
    session,
  };
}
