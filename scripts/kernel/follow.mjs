import { closeSync, openSync, readSync } from 'node:fs';

/** How often a file is looked at: 9p tells nobody that it has grown. */
const INTERVAL_MS = 100;

/**
 * Copies to a stream what is appended to a file, as it comes.
 *
 * @param {string} path
 * @param {NodeJS.WritableStream} stream
 * @returns {() => void} copies what is left and ends
 */
export function follow(path, stream) {
  const file = openSync(path, 'r');
  const buffer = Buffer.alloc(65536);
  const copy = () => {
    for (;;) {
      const length = readSync(file, buffer, 0, buffer.length, null);
      if (length === 0) return;
      stream.write(Buffer.from(buffer.subarray(0, length)));
    }
  };
  const timer = setInterval(copy, INTERVAL_MS);
  return () => {
    clearInterval(timer);
    copy();
    closeSync(file);
  };
}
