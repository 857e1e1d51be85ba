import { loadFfi } from '../../src/transport/linux/ffi.js';
import { createFrameReader } from '../../src/transport/linux/frame-reader.js';
import type { Libc } from '../../src/transport/linux/libc.js';
import type { Listener } from '../../src/transport/linux/poll.js';
import type { System } from '../../src/transport/linux/system.js';

export interface FakeSystem extends System {
  /** What was called, in order, such as `socket 31 526339 1`. */
  readonly calls: string[];
  /** Whoever watches now. */
  readonly listener: () => Listener;
}

export const EAGAIN = 11;
const ENOSYS = 38;
export const FAKE_FD = 1000;

/** A machine whose system calls do as told. They succeed otherwise; there is nothing to read. */
export function fakeSystem(told: Partial<Libc> = {}): FakeSystem {
  const calls: string[] = [];
  let listener: Listener | undefined;

  const noted =
    <Parameters extends unknown[]>(name: string, call: (...parameters: Parameters) => number) =>
    (...parameters: Parameters) => {
      calls.push([name, ...parameters.map(shown)].join(' '));
      return call(...parameters);
    };

  const libc: Libc = {
    socket: noted('socket', told.socket ?? (() => FAKE_FD)),
    bind: noted('bind', told.bind ?? (() => 0)),
    recv: told.recv ?? (() => -EAGAIN),
    recvmmsg: told.recvmmsg ?? (() => -ENOSYS),
    send: noted('send', told.send ?? ((_fd, frame) => frame.byteLength)),
    getsockopt: noted('getsockopt', told.getsockopt ?? ((_fd, _level, _option, value) => value.byteLength)),
    setsockopt: noted('setsockopt', told.setsockopt ?? (() => 0)),
    fcntl: noted('fcntl', told.fcntl ?? (() => FAKE_FD)),
    ioctl: (fd, request, argument, done) => {
      calls.push(`ioctl ${fd} 0x${request.toString(16)} ${argument}`);
      if (told.ioctl) told.ioctl(fd, request, argument, done);
      else setImmediate(done, 0);
    },
    ioctlInto: noted('ioctlInto', told.ioctlInto ?? (() => 0)),
    close: noted('close', told.close ?? (() => 0)),
  };

  return {
    libc,
    read: createFrameReader(libc, loadFfi()),
    calls,
    listener: () => {
      if (listener === undefined) throw new Error('nobody watches');
      return listener;
    },
    watch: (fd, watching) => {
      calls.push(`watch ${fd}`);
      listener = watching;
      return {
        run: (action) => action(),
        close: () => {
          calls.push(`unwatch ${fd}`);
          listener = undefined;
        },
      };
    },
  };
}

function shown(value: unknown): string {
  return ArrayBuffer.isView(value)
    ? `[${new Uint8Array(value.buffer, value.byteOffset, value.byteLength).join(',')}]`
    : String(value);
}
