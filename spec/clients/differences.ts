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
export const DIFFERENCES: readonly Difference[] = [
  {
    session: 'bluetoothctl: pairs with another controller',
    kernel: [
      'Pairing successful',
      ' [CHG] Device 00:AA:01:01:00:01 Paired: yes',
      ' [CHG] Device 00:AA:01:01:00:01 ServicesResolved: yes',
    ],
    reason:
      'bluetoothd says that it has paired when it has read the services, by SDP over L2CAP. The simulator has no L2CAP.',
  },
];
