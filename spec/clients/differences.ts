import type { Kernel } from '../contract/harness/scenario.js';

/** A line that a program prints only on the kernels, or only on the simulator. */
export interface Difference {
  /** `group: title`. */
  readonly session: string;
  /** As which the simulator is different. Default: all. */
  readonly kernels?: readonly Kernel[];
  /** What is printed on the kernel, and not on the simulator. */
  readonly kernel?: readonly string[];
  /** What is printed on the simulator, and not on the kernel. */
  readonly simulator?: readonly string[];
  /** Why it may stay. */
  readonly reason: string;
}

/** All that is different. What is not listed fails, and so does what is listed and does not occur any more. */
export const DIFFERENCES: readonly Difference[] = [];
