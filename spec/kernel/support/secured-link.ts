import { createRequire } from 'node:module';
import type * as Koffi from 'koffi';

// The library's own dependency: the kernel's sockets of L2CAP are not part of it.
const koffi = createRequire(import.meta.url)('koffi') as typeof Koffi;
const libc = koffi.load(null);
const socket = libc.func('int socket(int, int, int)');
const bind = libc.func('int bind(int, const uint8_t *, uint32_t)');
const connect = libc.func('int connect(int, const uint8_t *, uint32_t)');
const setsockopt = libc.func('int setsockopt(int, int, int, const uint8_t *, uint32_t)');
const getsockopt = libc.func('int getsockopt(int, int, int, _Out_ uint8_t *, _Inout_ uint32_t *)');
const close = libc.func('int close(int)');

const AF_BLUETOOTH = 31;
const SOCK_SEQPACKET = 5;
const BTPROTO_L2CAP = 0;
const SOL_BLUETOOTH = 274;
const BT_SECURITY = 4;
const BT_SECURITY_MEDIUM = 2;
const BDADDR_LE_PUBLIC = 1;
/** The fixed channel of the Attribute Protocol, for which nobody has to listen at the other end. */
const ATT_CID = 4;

/** `struct sockaddr_l2` (include/net/bluetooth/l2cap.h). */
function addressOf(address: string): Uint8Array {
  const bytes = address.split(':').map((byte) => parseInt(byte, 16));
  const out = new Uint8Array(14);
  out.set([AF_BLUETOOTH, 0, 0, 0, ...bytes.reverse(), ATT_CID, 0, BDADDR_LE_PUBLIC]);
  return out;
}

/**
 * Connects over LE and asks for encryption, as a program does that wants to read a characteristic: the kernel uses the key that it has, or pairs. Gives how
 * many bytes of a key protect the connection, which lasts until `end`; 0: none do.
 */
export async function securedLink(
  from: string,
  to: string,
): Promise<{ readonly keySize: number; readonly end: () => void }> {
  const fd = socket(AF_BLUETOOTH, SOCK_SEQPACKET, BTPROTO_L2CAP) as number;
  const check = (call: string, result: number): void => {
    if (result >= 0) return;
    const error = koffi.errno();
    close(fd);
    throw new Error(`${call} failed with ${String(error)}`);
  };
  check('bind', bind(fd, addressOf(from), 14) as number);
  check('setsockopt', setsockopt(fd, SOL_BLUETOOTH, BT_SECURITY, Uint8Array.of(BT_SECURITY_MEDIUM, 0), 2) as number);
  await new Promise<void>((resolve, reject) => {
    connect.async(fd, addressOf(to), 14, (error: Error | null, result: number) => {
      if (error === null && result === 0) resolve();
      else reject(error ?? new Error('connect failed'));
    });
  });
  const security = new Uint8Array(2);
  check('getsockopt', getsockopt(fd, SOL_BLUETOOTH, BT_SECURITY, security, Uint32Array.of(2)) as number);
  return { keySize: security[1]!, end: () => void close(fd) };
}
