import { hciSocketOn } from '../../../src/transport/linux/hci-socket.js';
import { loadFfi, type NativeLibrary } from '../../../src/transport/linux/ffi.js';
import { loadLibc } from '../../../src/transport/linux/libc.js';
import { countedSystem } from '../../support/counted-system.js';
import { fakeSystem } from '../../support/fake-system.js';
import { frame, frames, waiting } from '../../support/hci.js';
import { closeSockets, libc, socketPair } from '../../support/sockets.js';

afterEach(closeSockets);

describe('where recvmmsg is missing', () => {
  it.each([
    ['ENOSYS', -38],
    ['EPERM', -1],
    ['EACCES', -13],
  ])('(%s) takes one frame after the other, and asks no second time', async (_name, errno) => {
    const { ours, theirs } = socketPair();
    const system = countedSystem({ recvmmsg: () => errno });
    const socket = hciSocketOn(() => system, { fd: ours });
    const longest = Uint8Array.from({ length: 65_541 }, (_, i) => i % 251);
    for (const sent of [frame(1), longest, frame(3)]) libc.send(theirs, sent);
    const arrived = await frames(socket, 3);
    expect(arrived.map(({ length }) => length)).toEqual([1, 65_541, 1]);
    expect(Buffer.compare(arrived[1] ?? frame(), longest)).toBe(0);
    libc.send(theirs, frame(4));
    expect(await frames(socket, 1)).toEqual([frame(4)]);
    expect(system.counts).toMatchObject({ recvmmsg: 1 });
  });

  it('leaves what nobody took in the socket', async () => {
    const { ours, theirs } = socketPair();
    for (const sent of [frame(1), frame(2)]) libc.send(theirs, sent);
    const system = countedSystem({ recvmmsg: () => -38 });
    expect(
      await frames(
        hciSocketOn(() => system, { fd: ours }),
        1,
      ),
    ).toEqual([frame(1)]);
    expect(waiting(ours)).toEqual([2]);
  });

  it('says what recv says, if that is forbidden, too', () => {
    const system = fakeSystem({ recvmmsg: () => -13, recv: () => -13 });
    const errors: unknown[] = [];
    hciSocketOn(() => system, {}).frames$.subscribe({ error: (error: unknown) => errors.push(error) });
    system.listener().readable();
    expect(errors).toEqual([expect.objectContaining({ code: 'EACCES', syscall: 'recv' })]);
  });

  it('does without a C library that has it', () => {
    const ffi = loadFfi();
    const library = ffi.load(null);
    const func = (prototype: string) => {
      if (prototype.includes('recvmmsg')) throw new Error("Cannot find function 'recvmmsg' in shared library");
      return library.func(prototype as never);
    };
    // Nobody can write a function with the eight types of the real one.
    const old = { func } as NativeLibrary;
    const { recvmmsg, recv } = loadLibc({ ...ffi, load: () => old });
    expect(recvmmsg(-1, new Uint8Array(64), 1)).toBe(-38);
    expect(recv(-1, new Uint8Array(1))).toBe(-9);
  });
});
