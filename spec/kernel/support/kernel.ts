import { release } from 'node:os';

/** Whether the running kernel is of this version or a later one. */
export function isKernelAtLeast(major: number, minor: number): boolean {
  const [runningMajor = 0, runningMinor = 0] = release().split('.').map(Number);
  return runningMajor > major || (runningMajor === major && runningMinor >= minor);
}
