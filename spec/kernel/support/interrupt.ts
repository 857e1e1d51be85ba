import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';

const DEBUGFS = '/sys/kernel/debug';

/** Where {@link sleep} writes. To be mounted before anything is measured: starting a program takes the guest its time. */
export function mountDebugfs(): void {
  if (!existsSync(`${DEBUGFS}/bluetooth`)) spawnSync('mount', ['-t', 'debugfs', 'none', DEBUGFS]);
}

/** Long enough for a work that nothing is in the way of. */
const WORK_MS = 20;

/**
 * Makes the driver of virtual controllers say that the machine goes to sleep, or wakes up (drivers/bluetooth/hci_vhci.c). It does
 * so in a work, which would race with the next command, and nothing tells of a controller that is off that it is done. So this
 * process waits, without doing anything else.
 */
export function sleep(indexes: Iterable<number>, asleep: boolean): void {
  for (const index of indexes) {
    writeFileSync(`${DEBUGFS}/bluetooth/hci${index}/force_suspend`, asleep ? 'Y' : 'N');
  }
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WORK_MS);
}

/** Blocks the radios of controllers, or allows them again (Documentation/driver-api/rfkill.rst of the kernel). */
export function block(indexes: Iterable<number>, blocked: boolean): void {
  for (const index of indexes) {
    const folder = `/sys/class/bluetooth/hci${index}`;
    for (const entry of readdirSync(folder).filter((name) => name.startsWith('rfkill'))) {
      writeFileSync(`${folder}/${entry}/soft`, blocked ? '1' : '0');
    }
  }
}
