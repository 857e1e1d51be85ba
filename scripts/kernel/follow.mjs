import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

/** How often a file is looked at: 9p tells nobody that it has grown. */
const INTERVAL_MS = 100;

/**
 * Copies to a stream what is appended to a file, as it comes.
 *
 * @param {string} path
 * @param {NodeJS.WritableStream} stream
 * @param {string} [label] before each line, which then comes when it is whole: for several files that go to one stream
 * @returns {() => void} copies what is left and ends
 */
export function follow(path, stream, label) {
  const file = openSync(path, 'r');
  const buffer = Buffer.alloc(65536);
  const to = label === undefined ? { write: stream.write.bind(stream), end: () => {} } : labelled(stream, label);
  const copy = () => {
    for (;;) {
      const length = readSync(file, buffer, 0, buffer.length, null);
      if (length === 0) return;
      to.write(Buffer.from(buffer.subarray(0, length)));
    }
  };
  const timer = setInterval(copy, INTERVAL_MS);
  return () => {
    clearInterval(timer);
    copy();
    to.end();
    closeSync(file);
  };
}

/** @param {NodeJS.WritableStream} stream @param {string} label */
function labelled(stream, label) {
  const decoder = new StringDecoder();
  let begun = '';
  return {
    /** @param {Buffer} bytes */
    write(bytes) {
      const lines = `${begun}${decoder.write(bytes)}`.split('\n');
      begun = lines.pop() ?? '';
      for (const line of lines) stream.write(`${label} | ${line}\n`);
    },
    end() {
      if (begun !== '') stream.write(`${label} | ${begun}\n`);
    },
  };
}
