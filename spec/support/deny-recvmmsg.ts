/** What this needs of koffi. Its own types describe it less closely. */
interface Koffi {
  load(path: null): { func(prototype: string): (...parameters: unknown[]) => number };
  address(memory: ArrayBuffer): bigint;
  sizeof(type: string): number;
}

/**
 * From now on a filter refuses recvmmsg to this process with EPERM, as container runtimes refuse what they do not know
 * (seccomp(2)).
 *
 * It refers to nothing outside of itself, so that its text can stand in a program.
 */
export function denyRecvmmsg(koffi: Koffi): void {
  // From <asm/unistd.h>; 32-bit ARM has a second one, with times of 64 bits.
  const numbers: Partial<Record<string, readonly [number, number]>> = {
    x64: [299, 299],
    arm64: [243, 243],
    arm: [365, 417],
  };
  const [first, second] = numbers[process.arch] ?? [-1, -1];
  // struct sock_filter: code, jump if true, jump if false, value. struct sock_fprog: their number and their address.
  const instructions: readonly (readonly [number, number, number, number])[] = [
    [0x20, 0, 0, 0], // load the number of the system call
    [0x15, 2, 0, first],
    [0x15, 1, 0, second],
    [0x06, 0, 0, 0x7fff0000], // allow
    [0x06, 0, 0, 0x00050001], // EPERM
  ];
  const filter = new ArrayBuffer(8 * instructions.length);
  instructions.forEach(([code, ifTrue, ifFalse, value], i) => {
    new Uint16Array(filter, 8 * i, 1)[0] = code;
    new Uint8Array(filter, 8 * i + 2, 2).set([ifTrue, ifFalse]);
    new Uint32Array(filter, 8 * i + 4, 1)[0] = value;
  });
  const word = koffi.sizeof('void *');
  const program = new ArrayBuffer(2 * word);
  new Uint16Array(program, 0, 1)[0] = instructions.length;
  if (word === 8) new BigUint64Array(program, 8, 1)[0] = koffi.address(filter);
  else new Uint32Array(program, 4, 1)[0] = Number(koffi.address(filter));
  const prctl = koffi.load(null).func('int prctl(int, uintptr_t, void *, uintptr_t, uintptr_t)');
  const PR_SET_NO_NEW_PRIVS = 38;
  const PR_SET_SECCOMP = 22;
  const SECCOMP_MODE_FILTER = 2;
  const isSet = (...parameters: unknown[]) => prctl(...parameters) === 0;
  if (!isSet(PR_SET_NO_NEW_PRIVS, 1, null, 0, 0)) throw new Error('PR_SET_NO_NEW_PRIVS failed');
  if (!isSet(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, new Uint8Array(program), 0, 0)) throw new Error('no filter');
}
