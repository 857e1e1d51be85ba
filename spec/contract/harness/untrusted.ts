import koffi from 'koffi';
import { Observable } from 'rxjs';
import type { Transport } from 'rx-btmgmt';

/** _LINUX_CAPABILITY_VERSION_3: two sets of 32 bits (include/uapi/linux/capability.h). */
const VERSION_3 = 0x20080522;
const CAP_NET_ADMIN = 12;
/** In struct __user_cap_data_struct: effective, permitted, inheritable, each a u32. */
const EFFECTIVE = 0;

/** A socket that is opened without CAP_NET_ADMIN: what it may do the kernel decides when it is bound (hci_sock_bind). */
export function untrusted(transport: Transport): Transport {
  return {
    ...transport,
    frames$: new Observable<Uint8Array>((subscriber) =>
      withoutCapability(() => transport.frames$.subscribe(subscriber)),
    ),
  };
}

/** Takes the capability from this thread while something runs. */
function withoutCapability<T>(run: () => T): T {
  const libc = koffi.load(null);
  const capget = libc.func('int capget(const void *, void *)') as (header: Buffer, data: Buffer) => number;
  const capset = libc.func('int capset(const void *, const void *)') as typeof capget;
  const header = Buffer.alloc(8);
  header.writeUInt32LE(VERSION_3);
  const before = Buffer.alloc(24);
  check('capget', capget(header, before));
  const without = Buffer.from(before);
  without.writeUInt32LE((before.readUInt32LE(EFFECTIVE) & ~(1 << CAP_NET_ADMIN)) >>> 0, EFFECTIVE);
  check('capset', capset(header, without));
  try {
    return run();
  } finally {
    check('capset', capset(header, before));
  }
}

function check(call: string, result: number): void {
  if (result !== 0) throw new Error(`${call} failed with errno ${koffi.errno()}`);
}
