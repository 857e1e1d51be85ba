import { hciSocketOn } from '../../../src/transport/linux/hci-socket.js';
import { hciSocket } from '../../../src/transport/linux/index.js';
import { FAKE_FD, fakeSystem } from '../../support/fake-system.js';
import { frame, thrownBy, waiting } from '../../support/hci.js';
import { closeSocket, closeSockets, socketPair } from '../../support/sockets.js';

afterEach(closeSockets);

/** Sends a frame with a kernel that answers `send` with this. */
function sendTo(result: number, bytes = frame(1, 2, 3)) {
  const system = fakeSystem({ send: () => result });
  const socket = hciSocketOn(() => system, {});
  const subscription = socket.frames$.subscribe();
  try {
    socket.send(bytes);
  } finally {
    subscription.unsubscribe();
  }
  return system.calls.filter((call) => call.startsWith('send'));
}

describe('sending', () => {
  it('sends each frame by itself', () => {
    const { ours, theirs } = socketPair();
    const socket = hciSocket({ fd: ours });
    const subscription = socket.frames$.subscribe();
    socket.send(frame(1));
    socket.send(frame(2, 2));
    subscription.unsubscribe();
    expect([waiting(theirs), waiting(theirs), waiting(theirs)]).toEqual([[1], [2, 2], []]);
  });

  it('sends what the array shows of its buffer, no more', () => {
    const { ours, theirs } = socketPair();
    const socket = hciSocket({ fd: ours });
    const subscription = socket.frames$.subscribe();
    socket.send(frame(0, 1, 2, 3, 0).subarray(1, 4));
    subscription.unsubscribe();
    expect(waiting(theirs)).toEqual([1, 2, 3]);
  });

  it('sends the longest frame', () => {
    const { ours, theirs } = socketPair();
    const socket = hciSocket({ fd: ours });
    const subscription = socket.frames$.subscribe();
    socket.send(new Uint8Array(65_535).fill(9));
    subscription.unsubscribe();
    expect(waiting(theirs)).toHaveLength(65_535);
  });

  it('takes a result of 0 for sent, and does not send again', () => {
    expect(sendTo(0)).toEqual([`send ${FAKE_FD} [1,2,3]`]);
  });

  it.each([
    [22, 'EINVAL', /malformed/],
    [100, 'ENETDOWN', /SetPowered/],
    [105, 'ENOBUFS', /receiveBuffer/],
    [12, 'ENOMEM', /receiveBuffer/],
    [11, 'EAGAIN', /again later/],
    [4, 'EINTR', /unknown/],
    [90, 'EMSGSIZE', /longer/],
  ])('throws error number %i as %s, and says what to do', (errno, code, message) => {
    const error = thrownBy(() => sendTo(-errno));
    expect(error).toMatchObject({ name: 'TransportError', syscall: 'send', errno, code });
    expect(error).toHaveProperty('message', expect.stringMatching(message));
  });

  it.each([4, 11])('sends only once even if error number %i invites to try again', (errno) => {
    const system = fakeSystem({ send: () => -errno });
    const socket = hciSocketOn(() => system, {});
    const subscription = socket.frames$.subscribe();
    thrownBy(() => socket.send(frame(1)));
    subscription.unsubscribe();
    expect(system.calls.filter((call) => call.startsWith('send'))).toHaveLength(1);
  });

  it('throws when only a part was sent', () => {
    expect(thrownBy(() => sendTo(2))).toMatchObject({
      name: 'TransportError',
      code: 'SHORT_SEND',
      syscall: 'send',
      errno: 0,
    });
  });

  it('throws CLOSED before the first subscriber, and after the last one left', () => {
    const { ours, theirs } = socketPair();
    const socket = hciSocket({ fd: ours });
    const expected = { name: 'TransportError', code: 'CLOSED', syscall: 'send', errno: 0 };
    expect(thrownBy(() => socket.send(frame(1)))).toMatchObject(expected);
    socket.frames$.subscribe().unsubscribe();
    expect(thrownBy(() => socket.send(frame(1)))).toMatchObject(expected);
    expect(waiting(theirs)).toEqual([]);
  });

  it('throws, but does not end the process, when the other end is gone', () => {
    const { ours, theirs } = socketPair();
    const socket = hciSocket({ fd: ours });
    const subscription = socket.frames$.subscribe({ error: () => undefined });
    closeSocket(theirs);
    expect(thrownBy(() => socket.send(frame(1)))).toMatchObject({ name: 'TransportError', code: 'EPIPE', errno: 32 });
    subscription.unsubscribe();
  });
});
