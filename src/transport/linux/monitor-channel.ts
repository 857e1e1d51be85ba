import type { Libc } from './libc.js';
import { AF_BLUETOOTH, HCI_DEV_NONE, openHciSocket } from './open-socket.js';

const HCI_CHANNEL_MONITOR = 2;
/** Header of the monitor channel: code, index and length, 16 bits each. */
const HEADER = 6;
/** `HCI_MON_CTRL_OPEN` of include/net/bluetooth/hci_mon.h. */
const CONTROL_OPEN = 14;
/** In it: cookie (4), format (2), version (3), flags (4), length of the name, name. */
const FORMAT_AT = HEADER + 4;
const NAME_AT = FORMAT_AT + 2 + 3 + 4 + 1;
/** `CONTROL`, as opposed to raw and user channels. */
const FORMAT_CONTROL = 2;
/** More than the kernel says of anything when the channel is opened. */
const LONGEST = 1024;
/** An end to it, should traffic come faster than it is read. */
const MOST_FRAMES = 4096;

/**
 * The names of all programs that have the management channel open, in whatever container: the kernel tells them to who opens the
 * monitor channel (`send_monitor_control_replay` in net/bluetooth/hci_sock.c, since 4.9), which takes CAP_NET_RAW. `undefined`:
 * it does not tell us.
 */
export function managementPrograms(libc: Libc): ReadonlySet<string> | undefined {
  const fd = openHciSocket(libc);
  if (fd < 0) return undefined;
  try {
    if (libc.bind(fd, Uint16Array.of(AF_BLUETOOTH, HCI_DEV_NONE, HCI_CHANNEL_MONITOR)) < 0) return undefined;
    const names = new Set<string>();
    const frame = new Uint8Array(LONGEST);
    const view = new DataView(frame.buffer);
    for (let i = 0; i < MOST_FRAMES; i++) {
      const length = libc.recv(fd, frame);
      if (length < 0) break;
      const isOpening = length > NAME_AT && view.getUint16(0, true) === CONTROL_OPEN;
      if (isOpening && view.getUint16(FORMAT_AT, true) === FORMAT_CONTROL) names.add(textAt(frame, NAME_AT, length));
    }
    return names;
  } finally {
    libc.close(fd);
  }
}

/** Text that ends with a NUL, or with the frame. */
function textAt(frame: Uint8Array, from: number, end: number): string {
  const [text = ''] = String.fromCharCode(...frame.subarray(from, end)).split('\0');
  return text;
}
