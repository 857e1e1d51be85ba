import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBluetoothd } from 'rx-btmgmt/linux';
import { believing, lookForBluetoothd } from '../../../src/transport/linux/bluetoothd.js';
import { managementPrograms } from '../../../src/transport/linux/monitor-channel.js';
import { processesNamed } from '../../../src/transport/linux/processes.js';
import { EAGAIN, FAKE_FD, fakeSystem } from '../../support/fake-system.js';

const EPERM = 1;
const MONITOR = `bind ${FAKE_FD} [31,0,255,255,2,0]`;
const FIRST_NAMESPACE = 'pid:[4026531836]';

/** A monitor channel on which these frames lie. */
function monitorWith(frames: readonly string[]) {
  const left = frames.map((hex) => Buffer.from(hex.replaceAll(' ', ''), 'hex'));
  return fakeSystem({
    recv: (_fd, buffer) => {
      const frame = left.shift();
      if (frame === undefined) return -EAGAIN;
      new Uint8Array(buffer.buffer, buffer.byteOffset).set(frame);
      return frame.length;
    },
  });
}

describe('who has the management channel open', () => {
  it('is what the kernel tells whoever opens the monitor channel', () => {
    const { libc, calls } = monitorWith([]);
    expect(managementPrograms(libc)).toEqual(new Set());
    expect(calls).toEqual([`socket 31 ${3 | 0o2000000 | 0o4000} 1`, MONITOR, `close ${FAKE_FD}`]);
  });

  it('can not be told without CAP_NET_RAW, or without Bluetooth', () => {
    const refused = fakeSystem({ bind: () => -EPERM });
    expect(managementPrograms(refused.libc)).toBeUndefined();
    expect(refused.calls.at(-1)).toBe(`close ${FAKE_FD}`);
    const none = fakeSystem({ socket: () => -97 });
    expect(managementPrograms(none.libc)).toBeUndefined();
    expect(none.calls).toHaveLength(1);
  });

  it('does not look for ever where traffic comes as fast as it is read', () => {
    const { libc } = fakeSystem({ recv: () => 6 });
    expect(managementPrograms(libc)).toEqual(new Set());
  });
});

describe('processes', () => {
  let proc: string;
  beforeEach(() => {
    proc = mkdtempSync(join(tmpdir(), 'proc-'));
    mkdirSync(join(proc, 'self', 'ns'), { recursive: true });
    symlinkSync(FIRST_NAMESPACE, join(proc, 'self', 'ns', 'pid'));
    addProcess(1, 'systemd');
  });
  afterEach(() => rmSync(proc, { recursive: true }));

  function addProcess(pid: number, name: string, state = 'S'): void {
    mkdirSync(join(proc, String(pid)));
    writeFileSync(join(proc, String(pid), 'comm'), `${name}\n`);
    writeFileSync(join(proc, String(pid), 'stat'), `${pid} (${name}) ${state} 1 ${pid}`);
  }

  it('are found by the name that the kernel has for them', () => {
    addProcess(812, 'bluetoothd');
    addProcess(813, 'bluetoothd-fake');
    writeFileSync(join(proc, 'uptime'), '');
    expect(processesNamed('bluetoothd', proc)).toEqual({ pids: [812], hidden: undefined });
  });

  it('are none when they have ended, or end while we look', () => {
    addProcess(812, 'bluetoothd', 'Z');
    addProcess(813, 'bluetoothd');
    rmSync(join(proc, '813', 'stat'));
    mkdirSync(join(proc, '814'));
    expect(processesNamed('bluetoothd', proc)).toEqual({ pids: [], hidden: undefined });
  });

  it('may be hidden by a namespace or by an option of /proc', () => {
    rmSync(join(proc, 'self', 'ns', 'pid'));
    symlinkSync('pid:[4026532190]', join(proc, 'self', 'ns', 'pid'));
    expect(processesNamed('bluetoothd', proc).hidden).toMatch(/container/);
    rmSync(join(proc, '1'), { recursive: true });
    expect(processesNamed('bluetoothd', proc).hidden).toMatch(/hidepid/);
    expect(processesNamed('bluetoothd', join(proc, 'nothing'))).toEqual({
      pids: [],
      hidden: expect.stringMatching(/no .*nothing/),
    });
  });
});

describe('bluetoothd', () => {
  const seen = { pids: [], hidden: undefined };
  const hidden = { pids: [], hidden: 'this is a container' };
  const running = { pids: [812], hidden: undefined };
  const clients = new Set(['node', 'bluetoothd']);

  it.each([
    ['a process', undefined, running, { state: 'running', pid: 812 }],
    ['a process, and what the kernel says', clients, running, { state: 'running', pid: 812 }],
    ['what the kernel says', clients, hidden, { state: 'running' }],
    ['a process that is just starting', new Set(['node']), running, { state: 'running', pid: 812 }],
  ] as const)('runs: %s', (_, programs, processes, expected) => {
    expect(lookForBluetoothd({ programs: () => programs, processes: () => processes })).toEqual(expected);
  });

  it('does not run if all can be seen, or the kernel says so', () => {
    const absent = { state: 'absent' };
    expect(lookForBluetoothd({ programs: () => undefined, processes: () => seen })).toEqual(absent);
    expect(lookForBluetoothd({ programs: () => new Set(['node']), processes: () => hidden })).toEqual(absent);
  });

  it('may run where nothing can be seen', () => {
    const result = lookForBluetoothd({ programs: () => undefined, processes: () => hidden });
    expect(result).toEqual({ state: 'unknown', reason: expect.stringMatching(/^this is a container.*CAP_NET_RAW/) });
  });

  it('is looked for again when the last answer is a second old', () => {
    let now = 5000;
    const look = jest.fn(() => ({ state: 'absent' }) as const);
    const find = believing(look, { now: () => now });
    find();
    now += 999;
    find();
    expect(look).toHaveBeenCalledTimes(1);
    now += 1;
    find();
    expect(look).toHaveBeenCalledTimes(2);
  });

  it('is looked for on this machine', () => {
    expect(['running', 'absent', 'unknown']).toContain(findBluetoothd().state);
  });
});
