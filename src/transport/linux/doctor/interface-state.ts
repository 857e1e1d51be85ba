import type { Libc } from '../libc.js';
import { openHciSocket } from '../open-socket.js';

/** Of <bluetooth/hci.h>: _IOR('H', 211, int), and the first flag of a device. */
const HCIGETDEVINFO = 0x800448d3;
const HCI_UP = 1;

/** `struct hci_dev_info`: the index comes first, 16 bits; the flags stand behind name, address and index. 92 bytes. */
const FLAGS_AT = 16;
const INFO_SIZE = 128;

/**
 * Whether the interface of a controller is up, which it can be although the management channel does not show it; undefined if the
 * kernel can't be asked.
 */
export function isInterfaceUp(libc: Libc, index: number): boolean | undefined {
  const info = new Uint32Array(INFO_SIZE / 4);
  new Uint16Array(info.buffer)[0] = index;
  // A socket that is not bound may ask (hci_sock_ioctl in net/bluetooth/hci_sock.c).
  const fd = openHciSocket(libc);
  if (fd < 0) return undefined;
  const result = libc.ioctlInto(fd, HCIGETDEVINFO, info);
  libc.close(fd);
  return result < 0 ? undefined : (info[FLAGS_AT / 4]! & HCI_UP) !== 0;
}
