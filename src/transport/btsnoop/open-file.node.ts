import type { Stats } from 'node:fs';
import { closeSync, constants, createWriteStream, fchmodSync, fstatSync, ftruncateSync, openSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import { isObject } from '../../protocol/errors.js';
import { TransportError } from '../errors.js';

/** What is written to: Node's streams of files and of sockets have in common what is needed. */
export interface WritableFile extends Writable {
  readonly bytesWritten: number;
}

/** For its owner only: captures say who was near when, and may hold keys. */
const MODE = 0o600;
const ENXIO = 6;
const EISDIR = 21;
const EINVAL = 22;

// Without O_NONBLOCK, opening a FIFO waits for whoever is at its other end, and nothing can end that wait. Windows has neither flag.
const AT_ONCE = constants.O_NONBLOCK | constants.O_NOCTTY;

/** What a path leads to, if it is none of the things that are of use. */
function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a directory';
  if (stats.isFIFO()) return 'a FIFO';
  if (stats.isSocket()) return 'a socket';
  return 'a device';
}

function refused(path: string, stats: Stats, wanted: string): TransportError {
  const [code, errno] = stats.isDirectory() ? (['EISDIR', EISDIR] as const) : (['EINVAL', EINVAL] as const);
  return new TransportError(code, 'open', errno, `${path} is ${kindOf(stats)}, not ${wanted}`);
}

/** The error of Linux for a FIFO without a reader, and for sockets, says neither. */
function explained(error: unknown, path: string): unknown {
  if (!isObject(error) || !('code' in error) || error.code !== 'ENXIO') return error;
  return new TransportError(
    'ENXIO',
    'open',
    ENXIO,
    `The FIFO ${path} has no reader, or it is a socket. Start the reader first`,
  );
}

function openDescriptor(path: string): number {
  try {
    return openSync(path, constants.O_WRONLY | constants.O_CREAT | AT_ONCE, MODE);
  } catch (error) {
    throw explained(error, path);
  }
}

/**
 * Opens at once, so that whatever is wrong with the path is known before anything comes: a file, emptied, or a FIFO that is read,
 * or a device such as a terminal. Throws errors of the file system, and `TransportError`s that explain some of them.
 */
export function openForWriting(path: string): WritableFile {
  const fd = openDescriptor(path);
  try {
    const stats = fstatSync(fd);
    if (stats.isFIFO()) return new Socket({ fd, readable: false, writable: true });
    if (stats.isFile()) {
      // One that was there keeps its mode.
      fchmodSync(fd, MODE);
      ftruncateSync(fd);
    } else if (!stats.isCharacterDevice()) throw refused(path, stats, 'a file');
    return createWriteStream(path, { fd });
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** All that a file holds. Only what has an end is read: no FIFO, no device. */
export async function readWhole(path: string): Promise<Uint8Array> {
  const file = await open(path, constants.O_RDONLY | AT_ONCE);
  try {
    const stats = await file.stat();
    if (!stats.isFile())
      throw refused(path, stats, 'a file. What comes through it can be given to replay() once it has ended');
    const { buffer, byteOffset, byteLength } = await file.readFile();
    return new Uint8Array(buffer, byteOffset, byteLength);
  } finally {
    await file.close();
  }
}
