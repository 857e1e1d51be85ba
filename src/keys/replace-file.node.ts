import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { KeyStoreError } from './key-store-error.js';
import { isObject } from '../protocol/errors.js';

/** `'latin1'`: each character is a byte, whatever it means. */
type Encoding = 'utf8' | 'latin1';

/** For its owner only. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/** How old a file must be to be one that a killed program has left, in milliseconds: writing one takes a few. */
const LEFT_BEHIND = 60_000;

const notAFile = (path: string): KeyStoreError =>
  new KeyStoreError('Damaged', `${path} is no file: a folder, a FIFO or a device. It was left as it is.`);

/** Whether there is no such file or folder. */
export const isMissing = (error: unknown): boolean => isObject(error) && 'code' in error && error.code === 'ENOENT';

/** Where a path leads, also if nothing is there yet: through links, so that the file is replaced and not the link. */
export async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
    const absolute = resolve(path);
    const folder = dirname(absolute);
    const target = await readlink(absolute).catch(() => undefined);
    return target === undefined ? join(await realPath(folder), basename(absolute)) : realPath(resolve(folder, target));
  }
}

/**
 * All text of a file; `undefined` if there is none. Does not wait for the writer of a FIFO: that, a folder and a device are no files: then it throws a `KeyStoreError`.
 */
export async function textOfFile(path: string, encoding: Encoding = 'utf8'): Promise<string | undefined> {
  try {
    const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      if (!(await handle.stat()).isFile()) throw notAFile(path);
      return await handle.readFile(encoding);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Makes sure that what is in a folder is still in it after a power failure. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes what programs that were killed have left: it holds keys. */
async function tidy(folder: string, prefix: string): Promise<void> {
  const left = (await readdir(folder)).filter((name) => name.startsWith(prefix) && name.endsWith('.tmp'));
  for (const name of left) {
    const path = join(folder, name);
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > LEFT_BEHIND) await rm(path, { force: true });
  }
}

/**
 * Puts a text in the place of a file, so that at any moment, whatever is killed or loses its power, the file has the old text or the new one. Made with the
 * folders that it needs.
 */
export async function replaceFile(path: string, text: string, encoding: Encoding = 'utf8'): Promise<void> {
  const folder = dirname(path);
  const prefix = `.${basename(path)}.`;
  await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  await tidy(folder, prefix);
  // No other program has the same one.
  const temporary = join(folder, `${prefix}${randomBytes(8).toString('hex')}.tmp`);
  try {
    const handle = await open(temporary, 'wx', FILE_MODE);
    try {
      await handle.writeFile(text, encoding);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}
