import { ENOSYS } from './errno.js';
import type { Ffi } from './ffi.js';

/**
 * The system calls of a socket. Each returns what the call returns, or the negative error number if it failed, as the
 * kernel itself does: there is no `errno` that something else could change before it is read.
 */
export interface Libc {
  socket(domain: number, type: number, protocol: number): number;
  bind(fd: number, address: ArrayBufferView): number;
  /** Takes one frame without waiting; `-EAGAIN` if there is none. */
  recv(fd: number, buffer: ArrayBufferView): number;
  /**
   * Takes up to `count` frames without waiting, to where an array of `struct mmsghdr` says; returns how many. `-EAGAIN` if
   * there is none, `-ENOSYS` if there is no such call.
   */
  recvmmsg(fd: number, headers: ArrayBufferView, count: number): number;
  /** Sends one frame without waiting for room. */
  send(fd: number, frame: ArrayBufferView): number;
  /** Returns the number of bytes written to `value`. */
  getsockopt(fd: number, level: number, option: number, value: ArrayBufferView): number;
  setsockopt(fd: number, level: number, option: number, value: ArrayBufferView): number;
  fcntl(fd: number, command: number, argument: number): number;
  /**
   * Asks a driver for something that may take it seconds, on another thread; `done` gets what the call returned. Until then the
   * descriptor must stay open.
   */
  ioctl(fd: number, request: number, argument: number, done: (result: number) => void): void;
  /** An `ioctl` that fills `value`, at once. */
  ioctlInto(fd: number, request: number, value: ArrayBufferView): number;
  /** Never call it twice: the descriptor is gone even if `close` fails, and its number may be someone else's. */
  close(fd: number): number;
}

const MSG_DONTWAIT = 0x40;
const MSG_NOSIGNAL = 0x4000;

/** The C library of the running process. */
export function loadLibc(ffi: Ffi): Libc {
  const library = ffi.load(null);
  const socket = library.func('int socket(int, int, int)');
  const bind = library.func('int bind(int, const void *, uint32_t)');
  const recv = library.func('intptr_t recv(int, void *, size_t, int)');
  const recvmmsg = optional(() => library.func('int recvmmsg(int, void *, uint32_t, int, void *)'));
  const send = library.func('intptr_t send(int, const void *, size_t, int)');
  const getsockopt = library.func('int getsockopt(int, int, int, void *, void *)');
  const setsockopt = library.func('int setsockopt(int, int, int, const void *, uint32_t)');
  // Variadic in C; on Linux a variadic integer is passed like any other.
  const fcntl = library.func('int fcntl(int, int, int)');
  // Looked for only when it is needed, which is seldom.
  const ioctl = () => library.func('int ioctl(int, unsigned long, intptr_t)');
  const ioctlInto = () => library.func('int ioctl(int, unsigned long, void *)');
  const close = library.func('int close(int)');
  const orErrno = (result: number) => (result < 0 ? -ffi.errno() : result);

  return {
    socket: (domain, type, protocol) => orErrno(socket(domain, type, protocol)),
    bind: (fd, address) => orErrno(bind(fd, address, address.byteLength)),
    recv: (fd, buffer) => orErrno(recv(fd, buffer, buffer.byteLength, MSG_DONTWAIT)),
    recvmmsg: (fd, headers, count) =>
      recvmmsg === undefined ? -ENOSYS : orErrno(recvmmsg(fd, headers, count, MSG_DONTWAIT, null)),
    send: (fd, frame) => orErrno(send(fd, frame, frame.byteLength, MSG_DONTWAIT | MSG_NOSIGNAL)),
    getsockopt: (fd, level, option, value) => {
      const size = Uint32Array.of(value.byteLength);
      const result = getsockopt(fd, level, option, value, size);
      return result < 0 ? -ffi.errno() : size[0]!;
    },
    setsockopt: (fd, level, option, value) => orErrno(setsockopt(fd, level, option, value, value.byteLength)),
    fcntl: (fd, command, argument) => orErrno(fcntl(fd, command, argument)),
    ioctl: (fd, request, argument, done) =>
      ioctl().async(fd, request, argument, (_error, result) => done(orErrno(result))),
    ioctlInto: (fd, request, value) => orErrno(ioctlInto()(fd, request, value)),
    close: (fd) => orErrno(close(fd)),
  };
}

/** A function that a C library may lack: looking for it throws then. */
function optional<Function>(find: () => Function): Function | undefined {
  try {
    return find();
  } catch {
    return undefined;
  }
}
