import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const TRIES = 50;
const PAUSE_MS = 100;

/** Lends a new folder, and removes it afterwards. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'rx-btmgmt-browser-'));
  try {
    return await use(folder);
  } finally {
    await remove(folder);
  }
}

/**
 * Chromium's children outlive it by a moment and still write into its profile. Node's `maxRetries` is no help there: it does not read
 * the folder again before it tries again.
 */
async function remove(folder: string): Promise<void> {
  for (let left = TRIES; ; left -= 1) {
    try {
      await rm(folder, { recursive: true, force: true });
      return;
    } catch (error) {
      const isWrittenTo = (error as NodeJS.ErrnoException).code === 'ENOTEMPTY';
      if (!isWrittenTo || left === 0) throw error;
    }
    await pause(PAUSE_MS);
  }
}
