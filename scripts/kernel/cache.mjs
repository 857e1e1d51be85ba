import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where kernels and tools are kept. Deleting it is always safe. */
export function cacheDirectory() {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return process.env.RX_BTMGMT_CACHE || join(base, 'rx-btmgmt');
}

/**
 * A directory of the cache, built when it is not there yet. It is built aside and renamed when it is whole, under a lock,
 * so that neither a second run nor a broken one can leave or see half of it.
 *
 * @param {string} name
 * @param {(directory: string) => Promise<void>} build fills an empty directory
 * @param {{ update?: boolean }} [options] `update`: build it anew
 * @returns {Promise<string>} its path
 */
export async function cached(name, build, { update = false } = {}) {
  const root = cacheDirectory();
  const directory = join(root, name);
  if (existsSync(directory) && !update) return directory;
  mkdirSync(root, { recursive: true });
  const unlock = await lock(join(root, `${name}.lock`));
  try {
    if (existsSync(directory) && !update) return directory;
    const aside = mkdtempSync(join(root, `${name}.new-`));
    try {
      // Somebody else, such as apt's own user, may have to look in.
      chmodSync(aside, 0o755);
      await build(aside);
      if (existsSync(directory)) renameSync(directory, join(mkdtempSync(join(root, `${name}.old-`)), 'old'));
      renameSync(aside, directory);
    } finally {
      rmSync(aside, { recursive: true, force: true });
    }
    return directory;
  } finally {
    unlock();
  }
}

/**
 * Waits for a lock. It is held by a child that lives as long as its standard input, so it ends with this process however
 * that ends: nothing stale can be left behind.
 *
 * @param {string} path
 * @returns {Promise<() => void>} unlocks
 */
function lock(path) {
  return new Promise((resolve, reject) => {
    const child = spawn('flock', [path, 'sh', '-c', 'echo locked; exec cat >/dev/null'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`flock ${path} ended with ${code}`)));
    child.stdout.once('data', () => resolve(() => child.stdin.end()));
  });
}
