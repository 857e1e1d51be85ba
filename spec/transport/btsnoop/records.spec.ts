import fc from 'fast-check';
import { CodecError } from '../../../src/protocol/index.js';
import type { BtsnoopRecord } from '../../../src/transport/btsnoop/index.js';
import {
  MonitorOpcode,
  btsnoopHeader,
  decodeControl,
  encodeRecord,
  readRecords,
  sessionsOf,
  writeRecords,
} from '../../../src/transport/btsnoop/index.js';
import { discoveryCapture } from './vectors.js';

const note: BtsnoopRecord = {
  opcode: MonitorOpcode.SystemNote,
  index: null,
  time: Date.UTC(2026, 10, 23) + 0.001,
  drops: 0,
  data: Uint8Array.of(0x68, 0x69, 0),
};

function thrownBy(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

const changed = (at: number, ...values: number[]): Uint8Array => {
  const bytes = btsnoopHeader();
  bytes.set(values, at);
  return bytes;
};

describe('a capture of btmon', () => {
  const { records, truncated } = readRecords(discoveryCapture);

  it('is read to its end', () => {
    expect(truncated).toBeUndefined();
    expect(records).toHaveLength(145);
    expect(new Set(records.map(({ opcode }) => opcode))).toEqual(new Set([0, 2, 3, 8, 9, 10, 12, 14, 15, 16, 17]));
  });

  it('is written byte for byte as it was, records of other kinds included', () => {
    expect(writeRecords(records)).toEqual(discoveryCapture);
  });

  it('has times to the microsecond', () => {
    const [first, , , last] = records.filter(({ opcode }) => opcode === MonitorOpcode.ControlCommand);
    // As btmon -r -T prints them.
    expect(new Date(first!.time).toISOString()).toBe('2026-11-23T02:28:30.556Z');
    expect(Math.round((first!.time % 1) * 1000)).toBe(576);
    expect(Math.round((last!.time - first!.time) * 1000)).toBe(10_093_143 - 9_556_576);
  });

  it('can be given as a Buffer at any offset', () => {
    const shifted = Buffer.concat([Buffer.of(1, 2, 3), discoveryCapture]).subarray(3);
    expect(readRecords(shifted)).toEqual({ records });
  });

  it('that breaks off is read as far as it goes, and says where', () => {
    const whole: number[] = [];
    for (let length = 16; length < discoveryCapture.length; length++) {
      const cut = readRecords(discoveryCapture.subarray(0, length));
      if (!cut.truncated) whole.push(cut.records.length);
      else if (cut.records.length !== whole.length - 1) throw new Error(`${cut.records.length} records at ${length}`);
    }
    expect(whole).toEqual(records.map((_, i) => i));
  });
});

describe('a record', () => {
  it('is written as BlueZ does', () => {
    const hex = Buffer.from(encodeRecord(note)).toString('hex');
    // Original and included length, controller and opcode, drops, timestamp (btsnoop_write in BlueZ), data.
    expect(hex).toBe('00000003' + '00000003' + 'ffff000c' + '00000000' + '00e33e9955940001' + '686900');
  });

  it('that was cut keeps its original length', () => {
    const cut = { ...note, originalLength: 2000 };
    expect(readRecords(writeRecords([cut])).records).toEqual([cut]);
  });

  it.each([
    [{ opcode: -1 }, 'opcode: -1 is not an integer from 0 to 65535'],
    [{ opcode: 65536 }, 'opcode: 65536 is not an integer from 0 to 65535'],
    [{ index: 0.5 }, 'index: 0.5 is not a controller index from 0 to 65534, or 65535 or null for none'],
    [{ drops: 2 ** 32 }, 'drops: 4294967296 is not an integer from 0 to 4294967295'],
    [{ originalLength: NaN }, 'originalLength: NaN is not an integer from 0 to 4294967295'],
    [{ time: NaN }, 'time: NaN is not a time in milliseconds since 1970'],
    [{ time: -Infinity }, 'time: -Infinity is not a time in milliseconds since 1970'],
  ])('with %p is refused', (wrong, message) => {
    const error = thrownBy(() => encodeRecord({ ...note, ...wrong }));
    expect(error).toBeInstanceOf(CodecError);
    expect(error).toMatchObject({ code: 'InvalidValue', message });
  });

  it('of any kind comes back as it was', () => {
    const anyRecord = fc.record({
      opcode: fc.nat(0xffff),
      index: fc.oneof(fc.nat(0xfffe), fc.constant(null)),
      // 1831 to 2109
      time: fc.integer({ min: -(2 ** 42) * 1000, max: 2 ** 42 * 1000 }).map((microseconds) => microseconds / 1000),
      drops: fc.nat(0xffff_ffff),
      data: fc.uint8Array({ maxLength: 100 }),
    });
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 5 }), (records) => {
        expect(readRecords(writeRecords(records))).toEqual({ records });
      }),
    );
  });

  it('has the nearest time that there is, if it is from before the year 0 or after the year 580 000', () => {
    const times = [-1e20, 1e20].map((time) => readRecords(writeRecords([{ ...note, time }])).records[0]!.time);
    expect(times).toEqual([-62_168_256_000_000, 18_384_575_817_709_552]);
  });
});

describe('what is no capture of management frames', () => {
  it.each([
    ['nothing', new Uint8Array(0), 'a capture begins with 16 bytes of header, here are 0'],
    ['half a header', btsnoopHeader().subarray(0, 9), 'a capture begins with 16 bytes of header, here are 9'],
    ['another format', changed(0, 0x0a), "this is no btsnoop capture: it does not begin with 'btsnoop'"],
    ['another version', changed(11, 2), 'btsnoop version 2 is not known, only 1'],
    [
      'a capture of HCI, such as of Android',
      changed(14, 0x03, 0xea),
      'the capture has datalink 1002 (HCI over UART (H4)); management frames are in 2001 (Linux monitor) only',
    ],
    [
      'an unknown datalink',
      changed(12, 0xff),
      'the capture has datalink 4278192081 (unknown); management frames are in 2001 (Linux monitor) only',
    ],
  ])('is refused: %s', (_, bytes, message) => {
    const error = thrownBy(() => readRecords(bytes));
    expect(error).toBeInstanceOf(CodecError);
    expect(error).toMatchObject({ message });
  });

  it('is nothing with a header: an empty capture', () => {
    expect(readRecords(btsnoopHeader())).toEqual({ records: [] });
  });
});

describe('hostile bytes', () => {
  /** All that reads a capture. */
  const readAll = (bytes: Uint8Array): void => {
    try {
      const { records } = readRecords(bytes);
      records.forEach(decodeControl);
      sessionsOf(records);
      expect(writeRecords(records).length).toBeLessThanOrEqual(bytes.length);
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
    }
  };

  it('cost no more than their size: a record that says 4 GB', () => {
    const bytes = Uint8Array.of(...btsnoopHeader(), ...encodeRecord(note));
    bytes.fill(0xff, 16, 24);
    expect(readRecords(bytes)).toEqual({
      records: [],
      truncated: { offset: 16, reason: 'the record has 4294967295 bytes of data, 3 are left' },
    });
  });

  it('cost no more than their size: 100 000 sockets that are opened', () => {
    const opening = readRecords(discoveryCapture).records.find(({ opcode }) => opcode === MonitorOpcode.ControlOpen)!;
    const openings = Array.from({ length: 100_000 }, (_, cookie) => {
      const data = opening.data.slice();
      new DataView(data.buffer).setUint32(0, cookie, true);
      return { ...opening, data };
    });
    expect(sessionsOf(openings)).toHaveLength(100_000);
  });

  it('throw nothing but a CodecError: random ones', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), readAll));
  });

  it('throw nothing but a CodecError: random ones behind a header', () => {
    const behindHeader = fc.uint8Array({ maxLength: 500 }).map((rest) => Uint8Array.of(...btsnoopHeader(), ...rest));
    fc.assert(fc.property(behindHeader, readAll));
  });

  it('throw nothing but a CodecError: a capture with changes', () => {
    const change = fc.tuple(fc.nat(discoveryCapture.length - 1), fc.nat(0xff));
    const mutated = fc.array(change, { minLength: 1, maxLength: 20 }).map((changes) => {
      const bytes = discoveryCapture.slice();
      for (const [at, value] of changes) bytes[at] = value;
      return bytes;
    });
    fc.assert(fc.property(mutated, readAll));
  });
});
