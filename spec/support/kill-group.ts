import type { ChildProcess } from 'node:child_process';

/** Ends a process that was spawned `detached`, and whatever it has started. All of them may have ended already. */
export function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
