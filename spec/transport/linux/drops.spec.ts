import { filter, firstValueFrom, map, merge, tap } from 'rxjs';
import { createDropCounter } from '../../../src/transport/linux/drop-counter.js';
import { hciSocketOn } from '../../../src/transport/linux/hci-socket.js';
import { hciSocket } from '../../../src/transport/linux/index.js';
import type { Libc } from '../../../src/transport/linux/libc.js';
import { EAGAIN, fakeSystem } from '../../support/fake-system.js';
import { frame } from '../../support/hci.js';
import { closeSockets, datagramPair, libc } from '../../support/sockets.js';

afterEach(closeSockets);

const SO_MEMINFO = 55;

/** A kernel whose drop counter has these values, one after the other. */
function counting(...values: number[]): Pick<Libc, 'getsockopt'> {
  return {
    getsockopt: (_fd, _level, option, value) => {
      if (option === SO_MEMINFO && value instanceof Uint32Array) value[8] = values.shift() ?? 0;
      return value.byteLength;
    },
  };
}

describe('losses', () => {
  it('are reported: what arrived and what was dropped is what was sent', async () => {
    const { ours, theirs } = datagramPair();
    const socket = hciSocket({ fd: ours, receiveBuffer: 1 });
    let arrived = 0;
    let total = 0;
    let reports = 0;
    const all = firstValueFrom(
      merge(
        socket.frames$.pipe(tap(() => arrived++)),
        socket.drops$.pipe(
          map((drops) => {
            reports++;
            expect(drops.dropped).toBe(drops.total - total);
            total = drops.total;
          }),
        ),
      ).pipe(filter(() => arrived + total === 100 && reports > 0)),
    );
    // The event loop is blocked meanwhile.
    for (let i = 0; i < 100; i++) libc.send(theirs, frame(i));
    await all;
    expect(arrived).toBeGreaterThan(0);
    expect(total).toBeGreaterThan(0);
  });

  it('do not happen with the default buffer when the event loop is blocked for 2 s at 1000 frames per second', async () => {
    const { ours, theirs } = datagramPair();
    const socket = hciSocket({ fd: ours });
    let arrived = 0;
    const all = firstValueFrom(
      merge(socket.frames$.pipe(map(() => ++arrived === 2000)), socket.drops$.pipe(map(() => true))).pipe(
        filter(Boolean),
      ),
    );
    for (let i = 0; i < 2000; i++) libc.send(theirs, new Uint8Array(60));
    await all;
    expect(arrived).toBe(2000);
  });

  it('are told since the last report and in total, after the frames that were read', () => {
    const system = fakeSystem({
      ...counting(0, 3, 3, 10),
      recv: (() => {
        let n = 0;
        return () => (++n % 2 === 1 ? 1 : -EAGAIN);
      })(),
    });
    const socket = hciSocketOn(() => system, { receiveBuffer: 4096 });
    const seen: unknown[] = [];
    socket.drops$.subscribe((drops) => seen.push(drops));
    const subscription = socket.frames$.subscribe(() => seen.push('frame'));
    for (let i = 0; i < 4; i++) system.listener().readable();
    subscription.unsubscribe();
    expect(seen).toEqual(['frame', 'frame', { dropped: 3, total: 3 }, 'frame', 'frame', { dropped: 7, total: 10 }]);
  });

  it('are counted beyond the 32 bits of the kernel', () => {
    const counter = createDropCounter(fakeSystem(counting(0xffff_fffe, 3)).libc);
    expect([counter.ask(7), counter.ask(7)]).toEqual([
      { dropped: 0xffff_fffe, total: 0xffff_fffe },
      { dropped: 5, total: 0x1_0000_0003 },
    ]);
  });

  it.each([-92, 32])('are silent on kernels that do not tell (%i)', (result) => {
    const counter = createDropCounter(fakeSystem({ getsockopt: () => result }).libc);
    expect(counter.ask(7)).toBeUndefined();
  });

  it('of a given socket are reported once, not again when it is opened again', () => {
    const system = fakeSystem(counting(5, 5, 6));
    const socket = hciSocketOn(() => system, { fd: 7, receiveBuffer: 4096 });
    const seen: unknown[] = [];
    socket.drops$.subscribe((drops) => seen.push(drops));
    for (let i = 0; i < 3; i++) {
      const subscription = socket.frames$.subscribe();
      system.listener().readable();
      subscription.unsubscribe();
    }
    expect(seen).toEqual([
      { dropped: 5, total: 5 },
      { dropped: 1, total: 6 },
    ]);
  });

  it('of a socket of our own are counted anew each time it is opened', () => {
    const system = fakeSystem(counting(5, 2));
    const socket = hciSocketOn(() => system, { receiveBuffer: 4096 });
    const seen: unknown[] = [];
    socket.drops$.subscribe((drops) => seen.push(drops));
    for (let i = 0; i < 2; i++) {
      const subscription = socket.frames$.subscribe();
      system.listener().readable();
      subscription.unsubscribe();
    }
    expect(seen).toEqual([
      { dropped: 5, total: 5 },
      { dropped: 2, total: 2 },
    ]);
  });

  it('are not asked for after unsubscribing while reading: the descriptor may be someone else’s', () => {
    const system = fakeSystem({ recv: () => 1 });
    const subscription = hciSocketOn(() => system, {}).frames$.subscribe(() => subscription.unsubscribe());
    const listener = system.listener();
    listener.readable();
    expect(system.calls.at(-1)).toMatch(/^unwatch/);
  });

  it('can be listened to without opening the socket', () => {
    const system = fakeSystem();
    hciSocketOn(() => system, {}).drops$.subscribe();
    expect(system.calls).toEqual([]);
  });
});
