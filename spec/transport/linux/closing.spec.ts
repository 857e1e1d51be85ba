import { open } from 'node:fs/promises';
import { retry } from 'rxjs';
import { hciSocketOn } from '../../../src/transport/linux/hci-socket.js';
import { hciSocket } from '../../../src/transport/linux/index.js';
import { EAGAIN, FAKE_FD, fakeSystem } from '../../support/fake-system.js';
import { errorOf, frame, frames, thrownBy, waiting } from '../../support/hci.js';
import {
  closeSocket,
  closeSockets,
  connectToNobody,
  datagramPair,
  libc,
  openDescriptors,
  socketPair,
} from '../../support/sockets.js';

let before = 0;
beforeEach(() => {
  before = openDescriptors();
});
afterEach(() => {
  closeSockets();
  expect(openDescriptors()).toBe(before);
});

describe('ending', () => {
  it('emits what was sent before the other end closed, then fails', async () => {
    const { ours, theirs } = socketPair();
    libc.send(theirs, frame(1));
    closeSocket(theirs);
    const closed = openDescriptors();
    const notifications: unknown[] = [];
    await new Promise<void>((done) => {
      hciSocket({ fd: ours }).frames$.subscribe({
        next: (bytes) => notifications.push(bytes),
        error: (error: unknown) => {
          notifications.push(error, openDescriptors());
          done();
        },
      });
    });
    const hangup = { name: 'TransportError', code: 'HANGUP', syscall: 'recv', errno: 0 };
    expect(notifications).toEqual([frame(1), expect.objectContaining(hangup), closed]);
  });

  it('fails with the error of the socket', async () => {
    const { ours } = datagramPair();
    const socket = hciSocket({ fd: ours });
    const error = errorOf(socket.frames$);
    connectToNobody(ours);
    socket.send(frame(1));
    expect(await error).toMatchObject({ name: 'TransportError', code: 'ECONNREFUSED', syscall: 'recv', errno: 111 });
  });

  it('fails with the error of recv', () => {
    const system = fakeSystem({ recv: () => -104 });
    const errors: unknown[] = [];
    hciSocketOn(() => system, {}).frames$.subscribe({ error: (error: unknown) => errors.push(error) });
    system.listener().readable();
    expect(errors).toEqual([expect.objectContaining({ code: 'ECONNRESET', syscall: 'recv', errno: 104 })]);
    expect(system.calls.slice(-2)).toEqual([`watch ${FAKE_FD}`, `unwatch ${FAKE_FD}`]);
  });

  it('is closed by the time it fails', async () => {
    const { ours, theirs } = socketPair();
    const socket = hciSocket({ fd: ours });
    closeSocket(theirs);
    const sent = new Promise((done) => {
      socket.frames$.subscribe({ error: () => done(thrownBy(() => socket.send(frame(1)))) });
    });
    expect(await sent).toMatchObject({ code: 'CLOSED' });
  });

  it('can be opened again from within the error', () => {
    const results = [-104, -EAGAIN, 2, -EAGAIN];
    const system = fakeSystem({ recv: () => results.shift() ?? -EAGAIN });
    const socket = hciSocketOn(() => system, {});
    const lengths: number[] = [];
    const subscription = socket.frames$.pipe(retry(1)).subscribe((bytes) => lengths.push(bytes.length));
    system.listener().readable();
    system.listener().readable();
    system.listener().readable();
    socket.send(frame(1));
    expect(lengths).toEqual([2]);
    subscription.unsubscribe();
    const lifeCycle = system.calls
      .filter((call) => /^(socket|watch|unwatch|send)/.test(call))
      .map((call) => call.split(' ')[0]);
    expect(lifeCycle).toEqual(['socket', 'watch', 'unwatch', 'socket', 'watch', 'send', 'unwatch']);
  });

  it('closes when the last subscriber leaves, not before', () => {
    const { ours } = socketPair();
    const socket = hciSocket({ fd: ours });
    const closed = openDescriptors();
    const first = socket.frames$.subscribe();
    const second = socket.frames$.subscribe();
    first.unsubscribe();
    expect(openDescriptors()).toBe(closed + 1);
    second.unsubscribe();
    expect(openDescriptors()).toBe(closed);
  });

  it('leaves no descriptor behind after subscribing 1000 times', () => {
    const { ours } = socketPair();
    const socket = hciSocket({ fd: ours });
    const closed = openDescriptors();
    for (let i = 0; i < 1000; i++) socket.frames$.subscribe().unsubscribe();
    expect(openDescriptors()).toBe(closed);
  });
});

describe('a given descriptor', () => {
  it.each([999_999, 2 ** 31 - 1])('that is not open (%d) fails with EBADF', async (fd) => {
    expect(await errorOf(hciSocket({ fd }).frames$)).toMatchObject({ name: 'TransportError', code: 'EBADF', errno: 9 });
  });

  it.each([{}, { receiveBuffer: 10_000 }])('that is no socket fails with ENOTSOCK (%j)', async (options) => {
    const file = await open('/etc/passwd');
    const error = await errorOf(hciSocket({ ...options, fd: file.fd }).frames$);
    expect(error).toMatchObject({ name: 'TransportError', code: 'ENOTSOCK', errno: 88 });
    await file.close();
  });

  it('stays open and stays the caller’s', () => {
    const { ours, theirs } = socketPair();
    hciSocket({ fd: ours }).frames$.subscribe().unsubscribe();
    libc.send(theirs, frame(1));
    expect(waiting(ours)).toEqual([1]);
  });

  it('may be closed by the caller while subscribed', async () => {
    const { ours, theirs } = socketPair();
    const arrived = frames(hciSocket({ fd: ours }), 1);
    closeSocket(ours);
    libc.send(theirs, frame(1));
    expect(await arrived).toEqual([frame(1)]);
  });

  it('is refused while another transport reads from it, which goes on', async () => {
    const { ours, theirs } = socketPair();
    const arrived = frames(hciSocket({ fd: ours }), 1);
    const second = hciSocket({ fd: ours });
    expect(await errorOf(second.frames$)).toMatchObject({ name: 'TransportError', code: 'IN_USE', errno: 0 });
    libc.send(theirs, frame(1));
    expect(await arrived).toEqual([frame(1)]);
    const later = frames(second, 1);
    libc.send(theirs, frame(2));
    expect(await later).toEqual([frame(2)]);
  });

  it('is not refused after it failed', async () => {
    const { ours, theirs } = socketPair();
    closeSocket(theirs);
    expect(await errorOf(hciSocket({ fd: ours }).frames$)).toMatchObject({ code: 'HANGUP' });
    expect(await errorOf(hciSocket({ fd: ours }).frames$)).toMatchObject({ code: 'HANGUP' });
  });

  it('has neighbours: two transports at once do not mix', async () => {
    const one = socketPair();
    const two = socketPair();
    const arrived = Promise.all([frames(hciSocket({ fd: one.ours }), 2), frames(hciSocket({ fd: two.ours }), 2)]);
    for (const n of [1, 2]) {
      libc.send(one.theirs, frame(1, n));
      libc.send(two.theirs, frame(2, n));
    }
    expect(await arrived).toEqual([
      [frame(1, 1), frame(1, 2)],
      [frame(2, 1), frame(2, 2)],
    ]);
  });
});
