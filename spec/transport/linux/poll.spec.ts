import { type Listener, watch } from '../../../src/transport/linux/poll.js';
import { loadSystem } from '../../../src/transport/linux/system.js';
import { runProgram, soundly } from '../../support/child.js';
import { fakePoll } from '../../support/fake-poll.js';
import { fakeSystem } from '../../support/fake-system.js';
import { closeSockets, connectToNobody, datagramPair, libc, socketPair } from '../../support/sockets.js';

// Starting a process takes its time on a small machine.
jest.setTimeout(30_000);

const frame = Uint8Array.of(1, 2, 3);
const deaf: Listener = { readable: () => undefined, failed: () => undefined };

afterEach(closeSockets);

describe('watching a socket', () => {
  it('tells that there is something to read', async () => {
    const { ours, theirs } = socketPair();
    const fd = libc.fcntl(ours, 1030, 3);
    const called = new Promise<string>((done) => {
      const watcher = loadSystem().watch(fd, {
        readable: () => {
          watcher.close();
          done('readable');
        },
        failed: () => done('failed'),
      });
    });
    libc.send(theirs, frame);
    expect(await called).toBe('readable');
  });

  it('keeps the process alive until it is closed', async () => {
    const ended = await runProgram(`
      const { ours, theirs } = pair();
      const watcher = loadSystem().watch(ours, {
        readable() { console.log('readable ' + take(ours)); watcher.close(); },
        failed() {},
      });
      setTimeout(() => libc.send(theirs, frame), 50).unref();
    `);
    expect(ended).toEqual({ ...soundly, lines: ['readable 3'] });
  });

  it('tells the error of a socket that breaks, once, and closes it', async () => {
    const { ours } = datagramPair();
    connectToNobody(ours);
    const fd = libc.fcntl(ours, 1030, 3);
    const calls: string[] = [];
    const called = new Promise<void>((done) => {
      loadSystem().watch(fd, {
        readable: () => {
          calls.push('readable');
          done();
        },
        failed: (error) => {
          calls.push(`${error.name} ${error.code} ${error.errno}`, `fcntl ${libc.fcntl(fd, 1, 0)}`);
          done();
        },
      });
    });
    libc.send(ours, frame);
    await called;
    expect(calls).toEqual(['TransportError ECONNREFUSED 111', 'fcntl -9']);
  });

  it('tells of a socket that breaks without a reason', () => {
    const { api, wake } = fakePoll();
    const failed = jest.fn();
    watch(api, fakeSystem().libc, 7, { ...deaf, failed });
    wake(-9);
    wake(-9);
    expect(failed.mock.calls).toEqual([[expect.objectContaining({ code: 'HANGUP', errno: 0 })]]);
  });
});
