import { AsyncLocalStorage } from 'node:async_hooks';
import { type Listener, watch } from '../../../src/transport/linux/poll.js';
import { loadSystem } from '../../../src/transport/linux/system.js';
import { built, runModule, runProgram, soundly } from '../../support/child.js';
import { fakePoll } from '../../support/fake-poll.js';
import { fakeSystem } from '../../support/fake-system.js';
import { closeSockets, libc, socketPair } from '../../support/sockets.js';

// Starting a process takes its time on a small machine.
jest.setTimeout(30_000);

const frame = Uint8Array.of(1, 2, 3);
const deaf: Listener = { readable: () => undefined, failed: () => undefined };

/** A worker that watches a socket, or tries to, and stays. */
const worker = `
  const { parentPort } = require('node:worker_threads');
  const { loadSystem } = require(${built('system.js', 'cjs')});
  const fds = new Int32Array(2);
  require('koffi').load(null).func('int socketpair(int, int, int, void *)')(1, 5, 0, fds);
  setInterval(() => {}, 1000);
  try {
    loadSystem().watch(fds[0], { readable() {}, failed() {} });
    setImmediate(() => setImmediate(() => parentPort.postMessage('no error')));
  } catch (error) {
    parentPort.postMessage(error.name + ' ' + error.code);
  }
`;

afterEach(closeSockets);

describe('guards against abort and crash', () => {
  it.each([
    ['a descriptor that is not open', '9999', 'EBADF'],
    ['a negative descriptor', '-1', 'EBADF'],
    ['a file', `(await import('node:fs')).openSync('/etc/passwd')`, 'ENOTSOCK'],
  ])('refuse %s', async (_name, fd, code) => {
    const ended = await runProgram(
      `
      try {
        loadSystem().watch(${fd}, { readable() {}, failed() {} });
      } catch (error) {
        console.log(error.name, error.code);
      }
      gc();
      await turn();
    `,
      '--expose-gc',
    );
    expect(ended).toEqual({ ...soundly, lines: [`TransportError ${code}`] });
  });

  it('refuse a second watcher of the same descriptor, and leave the first alone', async () => {
    const ended = await runProgram(
      `
      const { ours, theirs } = pair();
      const first = loadSystem().watch(ours, {
        readable() { console.log('first ' + take(ours)); first.close(); },
        failed() {},
      });
      try {
        loadSystem().watch(ours, { readable() {}, failed() {} });
      } catch (error) {
        console.log(error.name, error.code);
      }
      gc();
      await turn();
      libc.send(theirs, frame);
    `,
      '--expose-gc',
    );
    expect(ended).toEqual({ ...soundly, lines: ['TransportError EEXIST', 'first 3'] });
  });

  it('stop polling before they close the descriptor', () => {
    const { api, calls } = fakePoll();
    const system = fakeSystem({ close: (fd) => calls.push(`close ${fd}`) });
    watch(api, system.libc, 7, deaf).close();
    expect(calls).toEqual(['poll 7', 'handle.close 7', 'close 7']);
  });

  it('leave nothing behind in epoll when the socket lives on elsewhere', async () => {
    const ended = await runProgram(`
      const { readdirSync, readFileSync } = await import('node:fs');
      const { ours } = pair();
      const fd = libc.fcntl(ours, 1030, 3);
      const watched = () => readdirSync('/proc/self/fdinfo').some((info) => {
        try {
          return new RegExp('^tfd: +' + fd + ' ', 'm').test(readFileSync('/proc/self/fdinfo/' + info, 'utf8'));
        } catch {
          return false;
        }
      });
      const watcher = loadSystem().watch(fd, { readable() {}, failed() {} });
      await turn();
      await turn();
      console.log('open', watched());
      watcher.close();
      await turn();
      console.log('closed', watched());
    `);
    expect(ended).toEqual({ ...soundly, lines: ['open true', 'closed false'] });
  });

  it('do not touch the next owner of the descriptor when closed again', async () => {
    const ended = await runProgram(`
      const one = pair();
      const stale = loadSystem().watch(one.ours, { readable() {}, failed() {} });
      stale.close();
      const two = pair();
      const watcher = loadSystem().watch(two.ours, {
        readable() { console.log('readable ' + take(two.ours)); watcher.close(); },
        failed() {},
      });
      stale.close();
      console.log('same number', one.ours === two.ours);
      libc.send(two.theirs, frame);
    `);
    expect(ended).toEqual({ ...soundly, lines: ['same number true', 'readable 3'] });
  });

  it('close from within the listener', async () => {
    const ended = await runProgram(
      `
      for (let i = 0; i < 20; i++) {
        const { ours, theirs } = pair();
        libc.send(theirs, frame);
        await new Promise((done) => {
          const watcher = loadSystem().watch(ours, { readable() { watcher.close(); watcher.close(); done(); }, failed() {} });
        });
        libc.close(theirs);
        gc();
      }
      console.log('done');
    `,
      '--expose-gc',
    );
    expect(ended).toEqual({ ...soundly, lines: ['done'] });
  });

  it('call nobody after closing', () => {
    const { api, wake } = fakePoll();
    const readable = jest.fn();
    const failed = jest.fn();
    watch(api, fakeSystem().libc, 7, { readable, failed }).close();
    wake(0);
    wake(-9);
    expect([readable, failed].map((call) => call.mock.calls.length)).toEqual([0, 0]);
  });

  it('refuse to work in a worker thread, which may then be terminated', async () => {
    const refused = 'TransportError WORKER_THREAD';
    // Only the worker may load koffi: what the main thread has loaded stays in memory, and hides the crash.
    const ended = await runModule(`
      import { once } from 'node:events';
      import { Worker } from 'node:worker_threads';
      for (let i = 0; i < 3; i++) {
        const worker = new Worker(${JSON.stringify(worker)}, { eval: true, execArgv: [] });
        console.log(...(await once(worker, 'message')));
        await worker.terminate();
      }
      console.log('survived');
    `);
    expect(ended).toEqual({ ...soundly, lines: [refused, refused, refused, 'survived'] });
  });
});

describe('guards against silence', () => {
  it('keep a watcher that nobody refers to', async () => {
    const ended = await runProgram(
      `
      const { ours, theirs } = pair();
      (() => {
        loadSystem().watch(ours, { readable() { console.log('readable ' + take(ours)); process.exit(0); }, failed() {} });
      })();
      for (let i = 0; i < 5; i++) {
        gc();
        await turn();
      }
      libc.send(theirs, frame);
    `,
      '--expose-gc',
    );
    expect(ended).toEqual({ ...soundly, lines: ['readable 3'] });
  });

  it('let promises and nextTicks of an idle process run', async () => {
    const ended = await runProgram(`
      const { ours, theirs } = pair();
      const watcher = loadSystem().watch(ours, {
        readable() {
          take(ours);
          Promise.resolve().then(() => {
            console.log('promise');
            process.nextTick(() => { console.log('tick'); watcher.close(); });
          });
        },
        failed() {},
      });
      libc.send(theirs, frame);
    `);
    expect(ended).toEqual({ ...soundly, lines: ['promise', 'tick'] });
  });

  it('ask for one more turn of the event loop, before anything else', () => {
    const { api, wake } = fakePoll();
    const order: string[] = [];
    const setImmediate = jest.spyOn(globalThis, 'setImmediate').mockImplementation(() => {
      order.push('setImmediate');
      return {} as NodeJS.Immediate;
    });
    const watcher = watch(api, fakeSystem().libc, 7, { ...deaf, readable: () => void order.push('readable') });
    wake(0);
    watcher.close();
    setImmediate.mockRestore();
    expect(order).toEqual(['setImmediate', 'readable']);
  });

  it('report what a listener throws as an uncaught exception, not out of the next call of koffi, and go on', async () => {
    const ended = await runProgram(`
      const { ours, theirs } = pair();
      process.on('uncaughtException', (error) => console.log('uncaught', error.message));
      let calls = 0;
      const watcher = loadSystem().watch(ours, {
        readable() {
          if (++calls === 1) throw new Error('from the listener');
          console.log('again');
          watcher.close();
        },
        failed() {},
      });
      libc.send(theirs, frame);
      const probe = () => {
        try {
          koffi.sizeof('int');
        } catch (error) {
          console.log('out of koffi:', error.message);
        }
        if (calls < 2) setImmediate(probe);
      };
      probe();
    `);
    expect(ended).toEqual({ ...soundly, lines: ['uncaught from the listener', 'again'] });
  });

  it('keep the async context of whoever started watching', async () => {
    const { ours, theirs } = socketPair();
    const fd = libc.fcntl(ours, 1030, 3);
    const context = new AsyncLocalStorage<string>();
    const seen = new Promise((done) => {
      context.run('mine', () => {
        const watcher = loadSystem().watch(fd, {
          readable: () => {
            watcher.close();
            done(context.getStore());
          },
          failed: () => done('failed'),
        });
      });
    });
    libc.send(theirs, frame);
    expect(await seen).toBe('mine');
  });
});
