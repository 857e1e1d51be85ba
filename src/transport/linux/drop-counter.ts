import type { Drops } from '../transport.js';
import type { Libc } from './libc.js';

const SOL_SOCKET = 1;
const SO_MEMINFO = 55;
const SK_MEMINFO_DROPS = 8;

/** What a socket lost since the counter was asked last, if it lost something. */
export type DropCounter = (fd: number) => Drops | undefined;

/**
 * Counts the frames that the kernel dropped because the receive buffer was full. It does not tell otherwise: ancillary
 * data (`SO_RXQ_OVFL`) is not delivered on this channel (`hci_sock_recvmsg` in net/bluetooth/hci_sock.c).
 *
 * Kernels older than 4.12 can't be asked; with them it stays silent.
 */
export function createDropCounter(libc: Libc): DropCounter {
  const memory = new Uint32Array(SK_MEMINFO_DROPS + 1);
  let seen = 0;
  let total = 0;

  return (fd) => {
    const length = libc.getsockopt(fd, SOL_SOCKET, SO_MEMINFO, memory);
    if (length < memory.byteLength) return undefined;
    const now = memory[SK_MEMINFO_DROPS]!;
    // The kernel counts in 32 bits, and starts again at 0.
    const dropped = (now - seen) >>> 0;
    if (dropped === 0) return undefined;
    seen = now;
    total += dropped;
    return { dropped, total };
  };
}
