import type { Answer } from './random-answers.js';

/** Some answers of a kernel beside those of the simulator, of one sequence of commands. */
export class Agreement {
  #count = 0;
  #agreed = 0;
  /** By what is different: how often, and where first. */
  readonly #differences = new Map<string, { count: number; first: string }>();

  /** Compares one by one; gives how many agree. */
  add(sequence: string, kernel: readonly Answer[], simulator: readonly Answer[]): number {
    let agreed = 0;
    for (const [at, { command, before, reply }] of kernel.entries()) {
      const simulated = simulator[at]?.reply ?? 'nothing';
      if (simulated === reply) agreed += 1;
      else
        this.#differ(`${command.split(' ')[0]}: ${statusOf(reply)} / ${statusOf(simulated)}`, () => {
          const earlier = kernel
            .slice(Math.max(0, at - EARLIER), at)
            .map((each) => `    after ${each.command}: ${each.reply}`);
          const what = [`  ${sequence}, number ${at}: ${command}`, `    before ${before}`];
          return [...what, `    - ${reply}`, `    + ${simulated}`, ...earlier.reverse()].join('\n');
        });
    }
    this.#count += kernel.length;
    this.#agreed += agreed;
    return agreed;
  }

  /** The part that agrees, from 0 to 1. */
  get share(): number {
    return this.#agreed / this.#count;
  }

  /** What differs: kernel, then simulator, the most frequent first, each with the place where it was seen first. */
  toString(): string {
    const sorted = [...this.#differences].sort(([, a], [, b]) => b.count - a.count);
    const lines = sorted.map(([what, { count, first }]) => `${count} times ${what}\n${first}`);
    const percent = (Math.floor(this.share * 10_000) / 100).toFixed(2);
    return [...lines, `${percent} % of ${this.#count} replies agree`].join('\n');
  }

  #differ(what: string, first: () => string): void {
    const known = this.#differences.get(what);
    if (known === undefined) this.#differences.set(what, { count: 1, first: first() });
    else known.count += 1;
  }
}

/** How many commands before the one that differs are shown. */
const EARLIER = 4;

/** A reply without what it returns. */
function statusOf(reply: string): string {
  return reply
    .split(' ')
    .slice(0, /^(status|send|no) /.test(reply) ? 2 : 1)
    .join(' ');
}
