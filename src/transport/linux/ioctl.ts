import { Observable } from 'rxjs';
import { checked } from './errno.js';
import type { Libc } from './libc.js';
import { createSocket } from './open-socket.js';

/** `_IOW('H', 201 to 203, int)` of <net/bluetooth/hci_sock.h>: the same on every architecture that koffi has. */
export const HCIDEVUP = 0x400448c9;
export const HCIDEVDOWN = 0x400448ca;
/** `_IO('U', 20)` of <linux/usbdevice_fs.h>. */
export const USBDEVFS_RESET = 0x5514;

/**
 * Asks a driver for something that takes its time, and completes when it is done. Whoever unsubscribes does not end it. `open`
 * gives a descriptor, which is closed at the end.
 *
 * Errors: a `TransportError`, unless its number is one of `fine`.
 */
export function ioctl$(
  libc: Libc,
  open: () => number,
  request: number,
  argument: number,
  fine: readonly number[] = [],
): Observable<never> {
  // A new Observable, because it is a call with a callback, and the descriptor must outlive the subscriber.
  return new Observable((subscriber) => {
    const fd = open();
    libc.ioctl(fd, request, argument, (result) => {
      libc.close(fd);
      try {
        if (!fine.includes(-result)) checked('ioctl', result);
        subscriber.complete();
      } catch (error) {
        subscriber.error(error);
      }
    });
  });
}

/** Asks the kernel to take a controller up or down, past the management channel. Needs CAP_NET_ADMIN. */
export function hciIoctl$(libc: Libc, request: number, index: number, fine?: readonly number[]): Observable<never> {
  return ioctl$(libc, () => createSocket(libc), request, index, fine);
}
