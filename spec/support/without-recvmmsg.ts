/** The numbers of recvmmsg, from <asm/unistd.h>; 32-bit ARM has a second one, with times of 64 bits. */
const NUMBERS: Readonly<Partial<Record<NodeJS.Architecture, readonly [number, number]>>> = {
  x64: [299, 299],
  arm64: [243, 243],
  arm: [365, 417],
};
const [first, second] = NUMBERS[process.arch] ?? [-1, -1];

/**
 * Lines for a program of `runProgram`: from there on a filter refuses recvmmsg with EPERM, as container runtimes refuse
 * what they do not know (seccomp(2)).
 */
export const withoutRecvmmsg = `
  {
    // struct sock_filter: code, jump if true, jump if false, value. struct sock_fprog: their number and their address.
    const filter = new ArrayBuffer(8 * 5);
    [
      [0x20, 0, 0, 0], // load the number of the system call
      [0x15, 2, 0, ${first}],
      [0x15, 1, 0, ${second}],
      [0x06, 0, 0, 0x7fff0000], // allow
      [0x06, 0, 0, 0x00050001], // EPERM
    ].forEach(([code, ifTrue, ifFalse, value], i) => {
      new Uint16Array(filter, 8 * i, 1)[0] = code;
      new Uint8Array(filter, 8 * i + 2, 2).set([ifTrue, ifFalse]);
      new Uint32Array(filter, 8 * i + 4, 1)[0] = value;
    });
    const word = koffi.sizeof('void *');
    const program = new ArrayBuffer(2 * word);
    new Uint16Array(program, 0, 1)[0] = 5;
    if (word === 8) new BigUint64Array(program, 8, 1)[0] = koffi.address(filter);
    else new Uint32Array(program, 4, 1)[0] = Number(koffi.address(filter));
    const prctl = koffi.load(null).func('int prctl(int, uintptr_t, void *, uintptr_t, uintptr_t)');
    if (prctl(38, 1, null, 0, 0) < 0 || prctl(22, 2, new Uint8Array(program), 0, 0) < 0) throw new Error('no filter');
  }
`;
