import { loadFfi } from '../../src/transport/linux/ffi.js';
import { createFrameReader } from '../../src/transport/linux/frame-reader.js';
import type { Libc } from '../../src/transport/linux/libc.js';
import { loadSystem, type System } from '../../src/transport/linux/system.js';

export interface CountedSystem extends System {
  /** How often each was called. */
  readonly counts: { recv: number; recvmmsg: number; getsockopt: number };
}

/** This machine, with its calls counted, and some of them changed. */
export function countedSystem(changed: Partial<Libc> = {}): CountedSystem {
  const { watch, libc: own } = loadSystem();
  const real = { ...own, ...changed };
  const counts = { recv: 0, recvmmsg: 0, getsockopt: 0 };
  const libc: Libc = {
    ...real,
    recv: (...parameters) => (counts.recv++, real.recv(...parameters)),
    recvmmsg: (...parameters) => (counts.recvmmsg++, real.recvmmsg(...parameters)),
    getsockopt: (...parameters) => (counts.getsockopt++, real.getsockopt(...parameters)),
  };
  return { libc, watch, counts, read: createFrameReader(libc, loadFfi()) };
}
