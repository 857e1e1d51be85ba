import type { WriteStream } from 'node:fs';
import { createWriteStream, fchmodSync, fstatSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Observable, defer, map } from 'rxjs';
import type { OperatorFunction } from 'rxjs';
import { TransportError } from '../errors.js';

export interface SaveOptions {
  /**
   * How many bytes may wait for a disk that is slower than they come, before it gives up rather than fill the memory.
   * Default: 16 MiB, some 200 000 advertisements.
   */
  readonly maxPending?: number;
}

/** For its owner only: captures say who was near when, and may hold keys. */
const MODE = 0o600;
const MAX_PENDING = 16 * 1024 * 1024;

/** Opens at once, so that whatever is wrong with the path is known before anything comes. */
function open(path: string): WriteStream {
  const fd = openSync(path, 'w', MODE);
  // A file that was there keeps its mode. Pipes and terminals have no use for one.
  if (fstatSync(fd).isFile()) fchmodSync(fd, MODE);
  return createWriteStream(path, { fd });
}

function tooSlow(pending: number): TransportError {
  const message = `The disk is too slow for the capture: ${pending} bytes wait to be written. Raise maxPending`;
  return new TransportError('ENOBUFS', 'write', 105, message);
}

/**
 * Writes bytes to a file: `capture.bytes$.pipe(saveCapture('trace.btsnoop')).subscribe()`. It replaces a file of that name;
 * only its owner may read it.
 *
 * Emits how many bytes it wrote and completes when the source has completed and the file is closed. Unsubscribing ends the
 * file with what has come until then, and does not wait for that. It does not keep the process alive by itself, but the process
 * does not end before what has come is written, unless it is killed or calls `process.exit`.
 *
 * Bytes that come while others are being written wait and are written together. Errors: those of the source and of the file
 * system, and a `TransportError` `'ENOBUFS'` if too much waits.
 */
export function saveCapture(path: string, options: SaveOptions = {}): OperatorFunction<Uint8Array, number> {
  const { maxPending = MAX_PENDING } = options;
  return (source$) =>
    // A source of its own, because a stream has a life of its own: it opens, waits, fails and closes.
    new Observable<number>((subscriber) => {
      const stream = open(path);
      stream.on('error', (error) => subscriber.error(error));
      subscriber.add(
        source$.subscribe({
          next: (bytes) => {
            stream.write(bytes);
            if (stream.writableLength > maxPending) subscriber.error(tooSlow(stream.writableLength));
          },
          error: (error: unknown) => stream.end(() => subscriber.error(error)),
          complete: () => {
            stream.once('close', () => {
              subscriber.next(stream.bytesWritten);
              subscriber.complete();
            });
            stream.end();
          },
        }),
      );
      subscriber.add(() => stream.end());
    });
}

/** The bytes of a capture in a file, for `replay` and `readRecords`. Emits once; errors with those of the file system. */
export function readCapture(path: string): Observable<Uint8Array> {
  return defer(() => readFile(path)).pipe(
    map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength)),
  );
}
