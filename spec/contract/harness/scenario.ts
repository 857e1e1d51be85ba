import type { MgmtNotificationName } from 'rx-btmgmt';
import type { Bench } from './bench.js';

/** The kernels that the transcripts are of, as scripts/kernel and the simulator name them. */
export const KERNELS = ['6.1', '6.12', 'newest'] as const;
export type Kernel = (typeof KERNELS)[number];

export const isKernel = (name: string): name is Kernel => KERNELS.some((kernel) => kernel === name);

/**
 * The controllers of a scenario, fresh for each, from index 0 on.
 *
 * `pair`: two dual-mode ones that hear each other; `dual`, `le`, `bredr`: one; `unconfigured`: one for LE that needs
 * SetExternalConfiguration first.
 */
export type BenchKind = 'pair' | 'dual' | 'le' | 'bredr' | 'unconfigured';

export interface ScenarioOptions {
  readonly on: BenchKind;
  readonly racing?: Racing;
  /** Where it can't run, and why: on one kernel, on all of them (`kernel`), or on the simulator. */
  readonly skip?: Readonly<Partial<Record<Kernel | 'kernel' | 'simulator', string>>>;
}

/** Events of which the kernel does not promise when they come among others; their order among themselves is kept. */
export type Racing = readonly MgmtNotificationName[];

export interface Scenario extends ScenarioOptions {
  readonly title: string;
  readonly run: (bench: Bench) => Promise<void>;
}

/** What to do, written once; what comes of it stands in the transcripts, which are recorded from real kernels. */
export function scenario(title: string, options: ScenarioOptions, run: Scenario['run']): Scenario {
  return { title, ...options, run };
}

/** Why it does not run on this kernel, if it doesn't. */
export function skippedOn({ skip = {} }: Scenario, kernel: Kernel): string | undefined {
  return skip[kernel] ?? skip.kernel;
}

/** Why it does not run on the simulator as this kernel: where the kernel says nothing there is nothing to compare with. */
export function skippedOnSimulator(scenario: Scenario, kernel: Kernel): string | undefined {
  return scenario.skip?.simulator ?? skippedOn(scenario, kernel);
}
