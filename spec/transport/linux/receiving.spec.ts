import { config, firstValueFrom, take } from 'rxjs';
import { hciSocketOn } from '../../../src/transport/linux/hci-socket.js';
import { hciSocket } from '../../../src/transport/linux/index.js';
import { EAGAIN, fakeSystem } from '../../support/fake-system.js';
import { frame, frames } from '../../support/hci.js';
import { closeSockets, libc, openDescriptors, socketPair } from '../../support/sockets.js';

let before = 0;
beforeEach(() => {
  before = openDescriptors();
});
afterEach(() => {
  closeSockets();
  expect(openDescriptors()).toBe(before);
});

describe('receiving', () => {
  it('emits each frame by itself, in order', async () => {
    const { ours, theirs } = socketPair();
    const arrived = frames(hciSocket({ fd: ours }), 3);
    for (const sent of [frame(1), frame(2, 2), frame(3, 3, 3)]) libc.send(theirs, sent);
    expect(await arrived).toEqual([frame(1), frame(2, 2), frame(3, 3, 3)]);
  });

  it('emits frames that belong to the receiver: plain, of their own size, and never written again', async () => {
    const { ours, theirs } = socketPair();
    const arrived = frames(hciSocket({ fd: ours }), 2);
    libc.send(theirs, frame(1, 2, 3));
    libc.send(theirs, frame(4, 5, 6));
    const [first, second] = await arrived;
    expect(first).toEqual(frame(1, 2, 3));
    expect(second).toEqual(frame(4, 5, 6));
    expect([first?.constructor, first?.byteOffset, first?.buffer.byteLength]).toEqual([Uint8Array, 0, 3]);
    expect(first?.buffer).not.toBe(second?.buffer);
  });

  it('takes the longest frame whole', async () => {
    const { ours, theirs } = socketPair();
    const longest = Uint8Array.from({ length: 65_541 }, (_, i) => i % 251);
    const arrived = firstValueFrom(hciSocket({ fd: ours }).frames$);
    expect(libc.send(theirs, longest)).toBe(65_541);
    expect(Buffer.compare(await arrived, longest)).toBe(0);
  });

  it('loses nothing to a consumer that is slow', async () => {
    const { ours, theirs } = socketPair();
    const seen: number[] = [];
    const all = new Promise<void>((done) => {
      const subscription = hciSocket({ fd: ours }).frames$.subscribe((bytes) => {
        // While this one is being looked at, more come.
        if (seen.length < 100) libc.send(theirs, frame(seen.length + 2));
        seen.push(bytes[0] ?? -1);
        const until = performance.now() + 1;
        while (performance.now() < until);
        if (seen.length === 101) {
          subscription.unsubscribe();
          done();
        }
      });
    });
    libc.send(theirs, frame(1));
    await all;
    expect(seen).toEqual(Array.from({ length: 101 }, (_, i) => i + 1));
  });

  it('shares one socket between subscribers', async () => {
    const { ours, theirs } = socketPair();
    const socket = hciSocket({ fd: ours });
    const atFirst = openDescriptors();
    const both = Promise.all([frames(socket, 1), frames(socket, 1)]);
    expect(openDescriptors()).toBe(atFirst + 1);
    libc.send(theirs, frame(7));
    expect(await both).toEqual([[frame(7)], [frame(7)]]);
    expect(openDescriptors()).toBe(atFirst);
  });

  it('opens again for the next subscriber, who first gets what came meanwhile to a given socket', async () => {
    const { ours, theirs } = socketPair();
    const socket = hciSocket({ fd: ours });
    libc.send(theirs, frame(1));
    expect(await frames(socket, 1)).toEqual([frame(1)]);
    libc.send(theirs, frame(2));
    expect(await frames(socket, 1)).toEqual([frame(2)]);
  });

  it('stops at once when unsubscribed in the middle of reading', async () => {
    const { ours, theirs } = socketPair();
    for (const sent of [frame(1), frame(2), frame(3)]) libc.send(theirs, sent);
    const socket = hciSocket({ fd: ours });
    expect(await frames(socket, 1)).toEqual([frame(1)]);
    // The other two are for the next subscriber.
    expect(await frames(socket, 2)).toEqual([frame(2), frame(3)]);
  });

  it('does not touch the descriptor any more then: it may be someone else’s', () => {
    let reads = 0;
    const system = fakeSystem({ recv: () => (++reads, 1) });
    const subscription = hciSocketOn(() => system, {}).frames$.subscribe(() => subscription.unsubscribe());
    system.listener().readable();
    expect(reads).toBe(1);
  });

  it('goes on for others when a consumer throws', async () => {
    const { ours, theirs } = socketPair();
    const socket = hciSocket({ fd: ours });
    const reported = new Promise((done) => {
      config.onUnhandledError = done;
    });
    socket.frames$.pipe(take(1)).subscribe(() => {
      throw new Error('from a consumer');
    });
    const arrived = frames(socket, 2);
    libc.send(theirs, frame(1));
    libc.send(theirs, frame(2));
    expect(await arrived).toEqual([frame(1), frame(2)]);
    expect(await reported).toEqual(new Error('from a consumer'));
    config.onUnhandledError = null;
  });

  it.each([
    [2, ['1', '2', 'turn', '3', '4', 'turn', '5']],
    [undefined, ['1', '2', '3', '4', '5']],
  ])('gives timers and other input a turn after maxFramesPerTurn (%s) frames', async (maxFramesPerTurn, expected) => {
    const { ours, theirs } = socketPair();
    for (const n of [1, 2, 3, 4, 5]) libc.send(theirs, frame(n));
    const order: string[] = [];
    await new Promise<void>((done) => {
      const subscription = hciSocket({ fd: ours, maxFramesPerTurn }).frames$.subscribe(([n = 0]) => {
        order.push(`${n}`);
        if (n === 5) {
          subscription.unsubscribe();
          done();
        } else if (n % 2 === 1) {
          setImmediate(() => order.push('turn'));
        }
      });
    });
    expect(order).toEqual(expected);
  });

  it('reads 256 frames per turn unless told otherwise', () => {
    let count = 0;
    const system = fakeSystem({ recv: () => (count < 1000 ? 1 : -EAGAIN) });
    const subscription = hciSocketOn(() => system, {}).frames$.subscribe(() => count++);
    system.listener().readable();
    expect(count).toBe(256);
    subscription.unsubscribe();
  });

  it('reads again when a signal interrupts', () => {
    const results = [-4, 1, -4, 2, -EAGAIN];
    const system = fakeSystem({ recv: () => results.shift() ?? -EAGAIN });
    const lengths: number[] = [];
    const subscription = hciSocketOn(() => system, {}).frames$.subscribe((bytes) => lengths.push(bytes.length));
    system.listener().readable();
    expect([lengths, results]).toEqual([[1, 2], []]);
    subscription.unsubscribe();
  });
});
