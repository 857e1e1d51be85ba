import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Kernel, Scenario } from './scenario.js';

/** Where scenarios run: on a kernel, or on the simulator as that kernel. */
export type Place = Kernel | `simulator as ${Kernel}`;

/** What became of the scenarios in one place, by `domain: title`. */
export interface Report {
  readonly place: Place;
  readonly ran: readonly string[];
  readonly failed: readonly string[];
  /** Those that said something else first, and what their transcript says when they were run again. */
  readonly unsteady?: readonly string[];
  /** With the reasons. */
  readonly skipped: Readonly<Record<string, string>>;
}

/** The folder, in that of the build, in which the places leave their reports. */
export const REPORTS = 'contract-reports';

export const reportName = (place: Place): string => `${place.replaceAll(' ', '-')}.json`;

export const nameOf = (domain: string, { title }: Scenario): string => `${domain}: ${title}`;

/** Notes what runs, and writes it down. */
export class Reporter {
  readonly #ran = new Set<string>();
  readonly #failed = new Set<string>();
  readonly #unsteady = new Set<string>();
  readonly #skipped: Record<string, string> = {};

  constructor(private readonly place: Place) {}

  /** It said something else than its transcript, and is run again. */
  runAgain(name: string): void {
    this.#unsteady.add(name);
  }

  skip(name: string, reason: string): void {
    this.#skipped[name] = reason;
  }

  /** Runs something that is a failure if it throws. */
  async run(name: string, run: () => Promise<void>): Promise<void> {
    this.#ran.add(name);
    this.#failed.add(name);
    await run();
    this.#failed.delete(name);
  }

  get report(): Report {
    const failed = [...this.#failed];
    const unsteady = [...this.#unsteady].filter((name) => !failed.includes(name));
    return { place: this.place, ran: [...this.#ran], failed, unsteady, skipped: this.#skipped };
  }

  write(path: string): void {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(this.report));
  }
}
