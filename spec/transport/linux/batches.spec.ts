import { concat, lastValueFrom, repeat, take, toArray } from 'rxjs';
import { hciSocketOn } from '../../../src/transport/linux/hci-socket.js';
import { hciSocket } from '../../../src/transport/linux/index.js';
import { allocateReceiveBuffers } from '../../../src/transport/linux/receive-buffers.js';
import { runProgram, soundly } from '../../support/child.js';
import { countedSystem } from '../../support/counted-system.js';
import { frame, frames, waiting } from '../../support/hci.js';
import { closeSocket, closeSockets, libc, socketPair } from '../../support/sockets.js';

// Starting a process takes its time on a small machine.
jest.setTimeout(30_000);

afterEach(closeSockets);

const numbered = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => frame(from + i));

function sendAll(fd: number, sent: readonly Uint8Array[]): void {
  for (const bytes of sent) expect(libc.send(fd, bytes)).toBe(bytes.length);
}

describe('reading several frames at once', () => {
  it.each([
    [1, 1],
    [63, 1],
    [64, 2],
    [65, 2],
    [150, 3],
  ])('takes %i with %i system calls, and asks again only after a full batch', (count, calls) => {
    const { ours, theirs } = socketPair();
    const system = countedSystem();
    const socket = hciSocketOn(() => system, { fd: ours });
    const arrived: Uint8Array[] = [];
    const subscription = socket.frames$.subscribe((bytes) => arrived.push(bytes));
    sendAll(theirs, numbered(1, count));
    socket.poll();
    subscription.unsubscribe();
    expect(arrived).toEqual(numbered(1, count));
    expect(system.counts).toMatchObject({ recvmmsg: calls, recv: 0 });
  });

  it('keeps the longest whole, among short ones, and all in order', async () => {
    const { ours, theirs } = socketPair();
    const longest = (seed: number) => Uint8Array.from({ length: 65_541 }, (_, i) => (i * seed) % 251);
    const sent = [frame(1), longest(3), frame(2, 2), longest(5), frame(3, 3, 3)];
    const arrived = frames(hciSocket({ fd: ours }), sent.length);
    sendAll(theirs, sent);
    expect((await arrived).map((bytes, i) => Buffer.compare(bytes, sent[i] ?? frame()))).toEqual([0, 0, 0, 0, 0]);
  });

  it('gives frames that later ones do not change', () => {
    const { ours, theirs } = socketPair();
    const socket = hciSocket({ fd: ours });
    const arrived: Uint8Array[] = [];
    const subscription = socket.frames$.subscribe((bytes) => arrived.push(bytes));
    for (const from of [1, 65, 129]) {
      sendAll(theirs, numbered(from, from + 63));
      socket.poll();
    }
    subscription.unsubscribe();
    expect(arrived).toEqual(numbered(1, 192));
    expect(new Set(arrived.map(({ buffer }) => buffer)).size).toBe(192);
  });

  it('takes no more out of the socket than it may deliver in a turn', () => {
    const { ours, theirs } = socketPair();
    const socket = hciSocket({ fd: ours, maxFramesPerTurn: 2 });
    sendAll(theirs, numbered(1, 3));
    const subscription = socket.frames$.subscribe();
    socket.poll();
    subscription.unsubscribe();
    expect(waiting(ours)).toEqual([3]);
  });

  it('survives the garbage collector: what the kernel writes to stays where it is', async () => {
    const ended = await runProgram(
      `
      const { ours, theirs } = pair();
      const socket = hciSocket({ fd: ours, maxFramesPerTurn: 10_000 });
      const wrong = [];
      let arrived = 0;
      const subscription = socket.frames$.subscribe((bytes) => {
        if (bytes.length !== 100 || bytes.some((byte) => byte !== arrived % 251)) wrong.push(arrived);
        arrived++;
      });
      for (let round = 0; round < 50; round++) {
        for (let i = 0; i < 20; i++) libc.send(theirs, new Uint8Array(100).fill((20 * round + i) % 251));
        gc();
        // Takes what memory was given back.
        const others = Array.from({ length: 12 }, (_, i) => new ArrayBuffer(64 << i));
        socket.poll();
        for (const other of others) if (new Uint8Array(other).some((byte) => byte !== 0)) wrong.push('memory of others');
      }
      subscription.unsubscribe();
      console.log(arrived, wrong.length);
    `,
      '--expose-gc',
    );
    expect(ended).toEqual({ ...soundly, lines: ['1000 0'] });
  });

  it('lays its memory out as C does, also where a pointer takes four bytes', () => {
    const { headers } = allocateReceiveBuffers({ address: () => 0x1000n, sizeof: () => 4 }, 2);
    const word = (offset: number) => new DataView(headers.buffer).getUint32(offset, isLittleEndian);
    // struct mmsghdr has 32 bytes there: msg_iov at 8, msg_iovlen at 12, msg_len at 28. struct iovec has 8.
    expect(headers.byteLength).toBe(64);
    expect([word(8), word(12), word(40), word(44)]).toEqual([0x1040, 1, 0x1048, 1]);
    const [first, firstLength, second, secondLength] = [64, 68, 72, 76].map(word);
    expect([first, firstLength, secondLength]).toEqual([0x1050, 65_541, 65_541]);
    expect(second).toBeGreaterThanOrEqual(0x1050 + 65_541);
  });
});

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

describe('leaving in the middle of what was read', () => {
  it('delivers nothing more, and leaves the rest of a given socket to the next subscriber, before what came later', async () => {
    const { ours, theirs } = socketPair();
    const socket = hciSocket({ fd: ours });
    sendAll(theirs, numbered(1, 4));
    expect(await frames(socket, 1)).toEqual([frame(1)]);
    sendAll(theirs, numbered(5, 6));
    expect(await frames(socket, 2)).toEqual(numbered(2, 3));
    // To another transport, too.
    expect(await frames(hciSocket({ fd: ours }), 3)).toEqual(numbered(4, 6));
  });

  it('also if the same call subscribes again', async () => {
    const { ours, theirs } = socketPair();
    const oneByOne$ = hciSocket({ fd: ours }).frames$.pipe(take(1), repeat(), take(5), toArray());
    sendAll(theirs, numbered(1, 5));
    expect(await lastValueFrom(oneByOne$)).toEqual(numbered(1, 5));
  });

  it('in the turn in which it may be delivered only', async () => {
    const { ours, theirs } = socketPair();
    sendAll(theirs, numbered(1, 6));
    expect(await frames(hciSocket({ fd: ours }), 1)).toEqual([frame(1)]);
    const order: unknown[] = [];
    const slow$ = hciSocket({ fd: ours, maxFramesPerTurn: 2 }).frames$.pipe(take(5));
    await new Promise<void>((done) => {
      slow$.subscribe({
        next: ([n]) => {
          order.push(n);
          if (n === 2 || n === 4) setImmediate(() => order.push('turn'));
        },
        complete: done,
      });
    });
    expect(order).toEqual([2, 3, 'turn', 4, 5, 'turn', 6]);
  });

  it('does not give it to a socket that gets the same descriptor', async () => {
    const one = socketPair();
    sendAll(one.theirs, numbered(1, 2));
    const socket = hciSocket({ fd: one.ours });
    expect(await frames(socket, 1)).toEqual([frame(1)]);
    closeSocket(one.ours);
    const two = socketPair();
    expect(two.ours).toBe(one.ours);
    sendAll(two.theirs, [frame(9)]);
    expect(await frames(socket, 1)).toEqual([frame(9)]);
  });

  it('does not keep what was behind the end of the connection', async () => {
    const { ours, theirs } = socketPair();
    sendAll(theirs, [frame(1)]);
    closeSocket(theirs);
    const socket = hciSocket({ fd: ours });
    expect(await frames(socket, 1)).toEqual([frame(1)]);
    const rest$ = concat(socket.frames$, socket.frames$);
    await expect(lastValueFrom(rest$)).rejects.toMatchObject({ code: 'HANGUP' });
  });
});
