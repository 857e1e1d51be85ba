import { loadFfi } from './ffi.js';
import { createFrameReader, type FrameReader } from './frame-reader.js';
import { type Libc, loadLibc } from './libc.js';
import { type Listener, watch, type Watcher } from './poll.js';

/** All that the socket needs of the machine. */
export interface System {
  readonly libc: Libc;
  readonly read: FrameReader;
  /** Watches a socket, which then belongs to the watcher; throws a TransportError if it can't. */
  watch(fd: number, listener: Listener): Watcher;
}

let system: System | undefined;

/** This machine, through koffi. Throws a TransportError that says what is missing. */
export function loadSystem(): System {
  if (system === undefined) {
    const ffi = loadFfi();
    const libc = loadLibc(ffi);
    system = {
      libc,
      read: createFrameReader(libc, ffi),
      watch: (fd, listener) => watch(ffi.node, libc, fd, listener),
    };
  }
  return system;
}
