import type { SchedulerLike, Subscription } from 'rxjs';
import { Observable } from 'rxjs';
import type { EventStep, LossStep, Script } from './script.js';
import { Cues } from './script.js';
import { scheduleAfter } from '../schedule-after.js';

/** One run of a script. */
export class Playback {
  readonly #cues: Cues;
  /** Plays on from where it stands. */
  #go: () => void = () => undefined;

  /**
   * What the kernel does, once. A source of its own, because it is a loop with waits in it: made of operators, a step
   * without a wait would be a call inside of the one before, and a long script would overflow the stack.
   */
  readonly happenings$ = new Observable<EventStep | LossStep>((subscriber) => {
    const { scheduler, script, timed } = this;
    let at = 0;
    /** When the script would have begun, had the program sent its commands when it really did. */
    let began = scheduler.now();
    let running = false;
    let timer: Subscription | undefined;

    const wait = (delay: number): void => {
      timer = scheduleAfter(scheduler, () => this.#go(), delay);
    };

    this.#go = () => {
      // Who sends a command from within an event is inside of the loop, which sees it by itself.
      if (running) return;
      running = true;
      timer?.unsubscribe();
      for (; !subscriber.closed; at++) {
        const step = script[at]!;
        if (step.kind === 'command') {
          if (!this.#cues.given(step)) break;
          // The time before a command was the program's, not the kernel's: it is not waited for.
          began = scheduler.now() - step.at;
          continue;
        }
        const delay = timed ? began + step.at - scheduler.now() : 0;
        if (delay > 0) {
          wait(delay);
          break;
        }
        if (step.kind === 'end') subscriber.complete();
        else subscriber.next(step);
      }
      running = false;
    };
    this.#go();
    return () => timer?.unsubscribe();
  });

  /** @param timed whether it keeps the times of the script; otherwise all happens at once that waits for no command */
  constructor(
    private readonly script: Script,
    private readonly scheduler: SchedulerLike,
    private readonly timed: boolean,
  ) {
    this.#cues = new Cues(script);
  }

  /** The program sends a command. Returns false if the script has none like it left. */
  cue(frame: Uint8Array): boolean {
    const known = this.#cues.give(frame);
    if (known) this.#go();
    return known;
  }
}
