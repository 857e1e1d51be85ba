import { decodeEvent, encodeCommand, frameOf, toBytes, toHex } from '../../../src/protocol/index.js';
import type { ControlRecord, BtsnoopRecord } from '../../../src/transport/btsnoop/index.js';
import {
  MonitorOpcode,
  decodeControl,
  encodeControl,
  readRecords,
  sessionsOf,
} from '../../../src/transport/btsnoop/index.js';
import { discoveryCapture } from './vectors.js';

const { records } = readRecords(discoveryCapture);
const controls = records.map((record) => ({ record, control: decodeControl(record) }));
const recordOf = (opcode: number, data: string, more: Partial<BtsnoopRecord> = {}): BtsnoopRecord => ({
  opcode,
  index: 0,
  time: 0,
  drops: 0,
  data: toBytes(data),
  ...more,
});

describe('records about management sockets', () => {
  it('are those that Linux wrote', () => {
    const opening = { kind: 'open', cookie: 1, format: 2, version: 1, revision: 23, trusted: true, name: 'node' };
    const [first] = controls.filter(({ control }) => control?.kind === 'open');
    expect(first?.control).toEqual(opening);
    expect(controls.at(-1)?.control).toEqual({ kind: 'close', cookie: 1 });
    expect(controls[1]?.control).toEqual({ kind: 'note', text: 'Bluetooth subsystem version 2.22' });
  });

  it('have whole frames', () => {
    const frames = controls.flatMap(({ control }) => (control && 'frame' in control ? [control] : []));
    expect(frames[0]).toEqual({
      kind: 'command',
      cookie: 1,
      frame: encodeCommand('ReadManagementVersionInformation', null, {}),
    });
    const events = frames.filter(({ kind }) => kind === 'event').map(({ frame }) => decodeEvent(frame).event);
    expect(events).toEqual([
      ...['CommandComplete', 'CommandComplete', 'CommandComplete', 'CommandComplete', 'CommandComplete'],
      ...['Discovering', 'CommandComplete', 'DeviceFound', 'CommandComplete', 'Discovering'],
      ...['CommandStatus', 'CommandStatus', 'CommandComplete'],
    ]);
  });

  it('are written as Linux wrote them', () => {
    const written = controls.filter(({ control }) => control !== undefined);
    expect(written).toHaveLength(27);
    for (const { record, control } of written) {
      const { opcode, index, data } = record;
      expect(encodeControl(control!)).toEqual({ opcode, index, data });
    }
  });

  it('are all; other records are none', () => {
    const kinds = new Set(controls.filter(({ control }) => !control).map(({ record }) => record.opcode));
    expect([...kinds].sort((a, b) => a - b)).toEqual([0, 2, 3, 8, 9, 10]);
  });

  it.each([
    ['an opening', MonitorOpcode.ControlOpen, '0100000002000117000100000004616263'],
    ['a closing', MonitorOpcode.ControlClose, '010000'],
    ['a command', MonitorOpcode.ControlCommand, '0100000005'],
    ['an event', MonitorOpcode.ControlEvent, ''],
  ])('that are too short are none: %s', (_, opcode, data) => {
    expect(decodeControl(recordOf(opcode, data))).toBeUndefined();
  });

  it('that are longer than any frame are none', () => {
    expect(decodeControl(recordOf(MonitorOpcode.ControlEvent, '00'.repeat(65_542)))).toBeUndefined();
    expect(decodeControl(recordOf(MonitorOpcode.ControlEvent, '00'.repeat(65_541)))).toBeDefined();
  });

  it('that were cut say so in the header of their frame', () => {
    const control = decodeControl(recordOf(MonitorOpcode.ControlEvent, '01000000120001aabb', { originalLength: 26 }));
    expect(control && 'frame' in control && toHex(control.frame)).toBe('12000000140001aabb');
  });

  it('without a socket of the kernel can have any name; it is cut to 15 bytes', () => {
    const opening: ControlRecord = {
      kind: 'open',
      cookie: 7,
      format: 2,
      version: 1,
      revision: 22,
      trusted: false,
      name: 'ein Gerät mit Überlänge',
    };
    const body = encodeControl(opening);
    expect(toHex(body.data)).toBe(
      '07000000' + '0200' + '01' + '1600' + '00000000' + '10' + '65696e20476572c3a474206d69742000',
    );
    expect(decodeControl({ ...recordOf(0, ''), ...body })).toEqual({ ...opening, name: 'ein Gerät mit ' });
  });

  it('cannot be made of what is no frame', () => {
    expect(() => encodeControl({ kind: 'command', cookie: 1, frame: Uint8Array.of(5, 0, 0) })).toThrow(
      'frame: 3 bytes are no frame: its header alone takes 6',
    );
  });
});

describe('sessions', () => {
  const open = (cookie: number, format = 2, name = 'a'): ControlRecord => ({
    ...{ kind: 'open', cookie, format, name },
    ...{ version: 1, revision: 23, trusted: true },
  });
  const event = (cookie: number, code: number): ControlRecord => ({
    kind: 'event',
    cookie,
    frame: frameOf(code, 0, new Uint8Array()),
  });
  const close = (cookie: number): ControlRecord => ({ kind: 'close', cookie });
  /** One record a millisecond. */
  const at = (controls: readonly ControlRecord[], drops: readonly number[] = []): BtsnoopRecord[] =>
    controls.map((control, time) => ({ ...encodeControl(control), time, drops: drops[time] ?? 0 }));
  const shown = (all: readonly BtsnoopRecord[]): unknown[] =>
    sessionsOf(all).map(({ cookie, start, end, frames, lost, opening }) => [
      `${opening?.name ?? '-'}${cookie} ${start}-${end} lost ${lost}`,
      ...frames.map(({ frame, time, lost: before }) => `${frame[0]} ${time} ${before}`),
    ]);

  it('are what went over one socket', () => {
    expect(sessionsOf(records)).toEqual([
      expect.objectContaining({ cookie: 1, lost: 0, opening: expect.objectContaining({ name: 'node' }) }),
    ]);
    expect(sessionsOf(records)[0]!.frames).toHaveLength(23);
  });

  it('are kept apart by their cookie, which may come again', () => {
    const all = at([open(1), open(2), event(1, 4), event(2, 5), close(1), event(2, 6), open(1), event(1, 7)]);
    expect(shown(all)).toEqual([
      ['a1 0-4 lost 0', '4 2 0'],
      ['a2 1-7 lost 0', '5 3 0', '6 5 0'],
      ['a1 6-7 lost 0', '7 7 0'],
    ]);
  });

  it('need no opening and no end', () => {
    expect(shown(at([event(3, 4), close(4), event(3, 5)]))).toEqual([['-3 0-2 lost 0', '4 0 0', '5 2 0']]);
  });

  it('that have no end before the next opening end there', () => {
    expect(shown(at([open(1), event(1, 4), open(1)]))).toEqual([['a1 0-2 lost 0', '4 1 0'], ['a1 2-2 lost 0']]);
  });

  it('are of management sockets only', () => {
    expect(shown(at([open(1, 0), event(1, 4), close(1), event(1, 5)]))).toEqual([['-1 3-3 lost 0', '5 3 0']]);
  });

  it('count what was lost in them', () => {
    const all = at(
      [open(1), event(1, 4), event(1, 5), close(1), open(2), event(2, 6), close(2)],
      [0, 0, 3, 5, 5, 5, 6],
    );
    expect(shown(all)).toEqual([
      ['a1 0-3 lost 5', '4 1 0', '5 2 3'],
      ['a2 4-6 lost 1', '6 5 0'],
    ]);
  });
});
