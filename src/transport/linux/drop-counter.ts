import type { Drops } from '../transport.js';
import type { Libc } from './libc.js';

const SOL_SOCKET = 1;
const SO_MEMINFO = 55;
const SK_MEMINFO_RCVBUF = 1;
const SK_MEMINFO_DROPS = 8;

/** Counts what one socket lost, however often it is opened. */
export interface DropCounter {
  /** What was lost since this was asked last, if something was. A system call. */
  ask(fd: number): Drops | undefined;
  /** How many bytes the kernel lets wait, in its own count; 0 until asked, `Infinity` if it does not tell of losses. */
  readonly receiveBuffer: number;
}

/**
 * Counts the frames that the kernel dropped because the receive buffer was full. It does not tell otherwise: ancillary
 * data (`SO_RXQ_OVFL`) is not delivered on this channel (`hci_sock_recvmsg` in net/bluetooth/hci_sock.c).
 *
 * Kernels older than 4.12 can't be asked; with them it stays silent.
 */
export function createDropCounter(libc: Libc): DropCounter {
  const memory = new Uint32Array(SK_MEMINFO_DROPS + 1);
  let receiveBuffer = 0;
  let seen = 0;
  let total = 0;

  return {
    get receiveBuffer() {
      return receiveBuffer;
    },
    ask: (fd) => {
      const length = libc.getsockopt(fd, SOL_SOCKET, SO_MEMINFO, memory);
      if (length < memory.byteLength) {
        receiveBuffer = Infinity;
        return undefined;
      }
      receiveBuffer = memory[SK_MEMINFO_RCVBUF]!;
      const now = memory[SK_MEMINFO_DROPS]!;
      // The kernel counts in 32 bits, and starts again at 0.
      const dropped = (now - seen) >>> 0;
      if (dropped === 0) return undefined;
      seen = now;
      total += dropped;
      return { dropped, total };
    },
  };
}
