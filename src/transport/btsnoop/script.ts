import { redactCommand } from '../../protocol/redact.js';
import type { Session } from './sessions.js';
import { sameBytes } from '../../protocol/bytes.js';

interface At {
  /** Since the beginning, in milliseconds. */
  readonly at: number;
}

/** The program sends a frame. */
export interface CommandStep extends At {
  readonly kind: 'command';
  readonly frame: Uint8Array;
}

/** The kernel sends a frame. */
export interface EventStep extends At {
  readonly kind: 'event';
  readonly frame: Uint8Array;
}

/** Frames of the kernel were lost. */
export interface LossStep extends At {
  readonly kind: 'loss';
  readonly dropped: number;
  readonly total: number;
}

export interface EndStep extends At {
  readonly kind: 'end';
}

/** A session to be played again. */
export type Script = readonly [...(CommandStep | EventStep | LossStep)[], EndStep];

/**
 * The script of a session. Times are whole milliseconds, because timers have no finer ones.
 *
 * @param speed 2 makes it take half the time
 */
export function scriptOf(session: Session, speed: number): Script {
  const at = (time: number): number => Math.round((time - session.start) / speed);
  const steps: (CommandStep | EventStep | LossStep)[] = [];
  let lost = 0;
  const lose = (total: number, time: number): void => {
    if (total > lost) steps.push({ kind: 'loss', at: at(time), dropped: total - lost, total });
    lost = total;
  };
  for (const { kind, frame, time, lost: total } of session.frames) {
    lose(total, time);
    steps.push({ kind, at: at(time), frame });
  }
  lose(session.lost, session.end);
  return [...steps, { kind: 'end', at: at(session.end) }];
}

const isNoCommand = <T extends Script[number]>(step: T | CommandStep): step is Exclude<T, CommandStep> =>
  step.kind !== 'command';

/** For a replay that does not wait for the program. */
export function withoutCommands(script: Script): Script {
  return script.filter(isNoCommand) as unknown as Script;
}

const keyOf = (frame: Uint8Array): string => frame.subarray(0, 4).join();

/** The commands of a script, and which of them the program has sent. */
export class Cues {
  /** Those that it has not sent: by opcode and controller, in order. */
  readonly #left = new Map<string, CommandStep[]>();
  readonly #given = new Set<CommandStep>();

  constructor(script: Script) {
    for (const step of script) {
      if (step.kind !== 'command') continue;
      const key = keyOf(step.frame);
      const before = this.#left.get(key);
      if (before) before.push(step);
      else this.#left.set(key, [step]);
    }
  }

  /**
   * Takes the next command of the script with the same opcode and controller; one with the same parameters before others.
   * Keys do not count: the capture may not have them. Returns false if there is none.
   */
  give(frame: Uint8Array): boolean {
    const candidates = this.#left.get(keyOf(frame)) ?? [];
    const redacted = redactCommand(frame);
    const exact = candidates.findIndex((step) => sameBytes(redactCommand(step.frame), redacted));
    const [step] = candidates.splice(Math.max(exact, 0), 1);
    if (step) this.#given.add(step);
    return step !== undefined;
  }

  given(step: CommandStep): boolean {
    return this.#given.has(step);
  }
}
