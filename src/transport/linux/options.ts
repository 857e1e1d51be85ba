import type { OptionChecks } from '../../protocol/options.js';
import { checkInteger, checkOptions } from '../../protocol/options.js';

/** Which socket is used, and how it is read. */
export interface HciSocketOptions {
  /**
   * The descriptor of a management socket that a privileged parent opened and bound to `HCI_CHANNEL_CONTROL`, for a
   * process without privileges: the kernel decides at `bind` what a socket may do (`hci_sock_bind` in
   * net/bluetooth/hci_sock.c). Without it a socket is opened.
   *
   * It stays yours. Each opening works on a duplicate, and closes that. So you may subscribe again; what the kernel had
   * for the socket meanwhile comes first, after what had been read together with the last frame that you took (several
   * are read at once; other processes with the same socket do not see those). Closing it yourself does not end a subscription. The socket becomes
   * non-blocking, for all who share it. Two transports that are open must not share one (`'IN_USE'`).
   */
  readonly fd?: number | undefined;

  /**
   * How much may wait in the kernel until it drops frames, in bytes as `SO_RCVBUF` takes them: 1 to 1 073 741 823. The
   * kernel keeps books with twice the number, at least 2 304, and charges about 750 for a small event.
   *
   * The default is 4 MiB, enough for some ten thousand events; an `fd` that has more already keeps it. Without
   * `CAP_NET_ADMIN` one gets `net.core.rmem_max` at most: by default 212 992 on kernels such as 6.12, enough for some
   * 550 events, and 4 MiB on 7.3. An `fd` then keeps what it has, unless this option is given.
   */
  readonly receiveBuffer?: number | undefined;

  /**
   * After how many frames timers and other input get a turn, even if there are more frames: an integer from 1 on.
   * The default is 256.
   */
  readonly maxFramesPerTurn?: number | undefined;
}

/** Options that have been checked. */
export interface Settings {
  readonly fd: number | undefined;
  readonly receiveBuffer: number | undefined;
  readonly maxFramesPerTurn: number;
}

/** 2 s at 1000 adverts per second lose nothing, even if each is an extended one (charged 2 to 4 KiB). */
export const DEFAULT_RECEIVE_BUFFER = 4 * 1024 * 1024;

/** The kernel doubles it in an `int` (`sk_setsockopt` in net/core/sock.c). */
const MAX_RECEIVE_BUFFER = 0x3fffffff;

/** Descriptors are of the type int: the call would get another number than was given. */
const MAX_FD = 0x7fffffff;

const OPTIONS: OptionChecks<HciSocketOptions> = {
  fd: (option, fd) => checkInteger(option, fd, 0, MAX_FD),
  receiveBuffer: (option, bytes) => checkInteger(option, bytes, 1, MAX_RECEIVE_BUFFER),
  maxFramesPerTurn: (option, frames) => checkInteger(option, frames, 1, Number.MAX_SAFE_INTEGER),
};

/** @throws OptionError */
export function checkSocketOptions(options: HciSocketOptions): Settings {
  const { fd, receiveBuffer, maxFramesPerTurn = 256 } = checkOptions(options, OPTIONS);
  return { fd, receiveBuffer, maxFramesPerTurn };
}
