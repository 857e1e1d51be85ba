import { map } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { frameOf } from '../../../src/protocol/index.js';
import type { BtsnoopRecord, ControlRecord } from '../../../src/transport/btsnoop/index.js';
import { encodeControl, writeRecords } from '../../../src/transport/btsnoop/index.js';

export const frame = (code: number, ...parameters: number[]): Uint8Array =>
  frameOf(code, 0, Uint8Array.from(parameters));
export const none = new Uint8Array();

/**
 * A capture from marbles, a millisecond each. Upper case: a command, lower case: an event, whose code is the letter as a digit of
 * base 36; `(` and `)`: opening and closing; a digit: so many losses.
 */
export function captureOf(marbles: string, cookie = 1): BtsnoopRecord[] {
  const records: BtsnoopRecord[] = [];
  let drops = 0;
  Array.from(marbles).forEach((char, time) => {
    const add = (control: ControlRecord): unknown => records.push({ ...encodeControl(control), time, drops });
    if (char === '(')
      add({ kind: 'open', cookie, format: 2, version: 1, revision: 23, trusted: true, name: `p${cookie}` });
    else if (char === ')') add({ kind: 'close', cookie });
    else if (/[A-Z]/.test(char)) add({ kind: 'command', cookie, frame: frame(parseInt(char, 36)) });
    else if (/[a-z]/.test(char)) add({ kind: 'event', cookie, frame: frame(parseInt(char, 36)) });
    else if (/\d/.test(char)) {
      drops += Number(char);
      add({ kind: 'note', text: 'lost' });
    }
  });
  return records;
}
export const bytesOf = (marbles: string): Uint8Array => writeRecords(captureOf(marbles));
export const command = (char: string, ...parameters: number[]): Uint8Array => frame(parseInt(char, 36), ...parameters);
/** The letters of frames. */
export const shown = map((bytes: Uint8Array) => (bytes[0]! | (bytes[1]! << 8)).toString(36));

export function inVirtualTime(test: Parameters<TestScheduler['run']>[0]): void {
  new TestScheduler((actual, expected) => expect(actual).toEqual(expected)).run(test);
}

export function thrownBy(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}
