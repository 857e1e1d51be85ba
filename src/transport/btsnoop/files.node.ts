import { Observable, defer, map, takeWhile } from 'rxjs';
import type { OperatorFunction } from 'rxjs';
import { invalid } from '../../protocol/errors.js';
import { checkInteger, checkNames, checkPath } from '../../protocol/options.js';
import { TransportError } from '../errors.js';
import { openForWriting, readWhole } from './open-file.node.js';

/** How a capture is written to a file. */
export interface SaveOptions {
  /**
   * How many bytes may wait for a disk that is slower than they come, before it gives up rather than fill the memory.
   * Default: 16 MiB, some 200 000 advertisements.
   */
  readonly maxPending?: number;
}

const MAX_PENDING = 16 * 1024 * 1024;
const ENOBUFS = 105;

function checkBytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw invalid(value, 'a Uint8Array').within('bytes');
}

function tooSlow(path: string, pending: number): TransportError {
  const message = `${path} takes the capture too slowly: ${pending} bytes wait to be written. Raise maxPending`;
  return new TransportError('ENOBUFS', 'write', ENOBUFS, message);
}

/**
 * Writes bytes to a file: `capture.bytes$.pipe(saveCapture('trace.btsnoop')).subscribe()`. It replaces a file of that name;
 * only its owner may read it. A FIFO with a reader, such as Wireshark, will do, too.
 *
 * Emits how many bytes it wrote and completes when the source has completed and the file is closed. Unsubscribing ends the
 * file with what has come until then, and does not wait for that. It does not keep the process alive by itself, but the process
 * does not end before what has come is written, unless it is killed or calls `process.exit`.
 *
 * Bytes that come while others are being written wait and are written together. Errors: those of the source and of the file
 * system; a `CodecError` for a value that is no `Uint8Array`; a `TransportError` `'ENXIO'` for a FIFO without a reader, or
 * `'ENOBUFS'` if too much waits, which is lost then. What came before an error of the source, or before a value that is no bytes,
 * is written. Throws an `OptionError` for a path or options that make no sense.
 */
export function saveCapture(path: string, options: SaveOptions = {}): OperatorFunction<Uint8Array, number> {
  checkPath('path', path, 'a file');
  checkNames(options, ['maxPending']);
  const { maxPending = MAX_PENDING } = options;
  checkInteger('maxPending', maxPending, 0, Number.MAX_SAFE_INTEGER);
  return (source$) =>
    // A source of its own, because a stream has a life of its own: it opens, waits, fails and closes.
    new Observable<number>((subscriber) => {
      const file = openForWriting(path);
      file.on('error', (error) => subscriber.error(error));
      // A source that emits without end while it is subscribed to must see that the file has failed.
      const wanted$ = source$.pipe(
        takeWhile(() => !subscriber.closed),
        map(checkBytes),
      );
      subscriber.add(
        wanted$.subscribe({
          next: (bytes) => {
            file.write(bytes);
            if (file.writableLength <= maxPending) return;
            subscriber.error(tooSlow(path, file.writableLength));
            // A FIFO whose reader sleeps would keep it for ever.
            file.destroy();
          },
          error: (error: unknown) => file.end(() => subscriber.error(error)),
          complete: () => {
            file.once('close', () => {
              subscriber.next(file.bytesWritten);
              subscriber.complete();
            });
            file.end();
          },
        }),
      );
      subscriber.add(() => file.end());
    });
}

/**
 * The bytes of a capture in a file, for `replay` and `readRecords`. Emits once; errors with those of the file system, and with a
 * `TransportError` for what is no file: `'EISDIR'` for a directory, `'EINVAL'` for a FIFO or a device. Throws an `OptionError`
 * for what is no path.
 */
export function readCapture(path: string): Observable<Uint8Array> {
  checkPath('path', path, 'a file');
  return defer(() => readWhole(path));
}
