import { built, runModule, runProgram, soundly } from '../../support/child.js';

// Starting a process takes its time on a small machine.
jest.setTimeout(30_000);

// What a whole process does, on the built package.

describe('importing', () => {
  it.each(['esm', 'cjs'] as const)('loads no koffi, opens nothing, and lets the process end (%s)', async (format) => {
    const ended = await runModule(`
      import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
      const isSocket = (fd) => {
        try {
          return readlinkSync('/proc/self/fd/' + fd).startsWith('socket:');
        } catch {
          return false;
        }
      };
      const sockets = () => readdirSync('/proc/self/fd').filter(isSocket).length;
      const before = sockets();
      const { hciSocket } = await import(${built('index.js', format)});
      hciSocket();
      console.log(sockets() - before, readFileSync('/proc/self/maps', 'utf8').includes('koffi'));
    `);
    expect(ended).toEqual({ ...soundly, lines: ['0 false'] });
  });
});

describe('subscribing', () => {
  it.each(['esm', 'cjs'] as const)(
    'works, or says that there is no Bluetooth; the process ends either way (%s)',
    async (format) => {
      const ended = await runModule(`
      const { hciSocket } = await import(${built('index.js', format)});
      const subscription = hciSocket().frames$.subscribe({
        error: (error) => console.log(error.name, error.code, error.syscall, error.message.includes('host networking')),
      });
      if (!subscription.closed) console.log('open');
      subscription.unsubscribe();
    `);
      expect(ended).toMatchObject(soundly);
      // This machine may have Bluetooth or not; what it has is not ours to say.
      expect(['open', 'TransportError EAFNOSUPPORT socket true']).toContain(ended.lines.join());
    },
  );

  it.each(['-1', '1.5'])('to what can be no descriptor (%s) is refused at once', async (fd) => {
    const ended = await runProgram(`try { hciSocket({ fd: ${fd} }); } catch (error) { console.log(error.name); }`);
    expect(ended).toEqual({ ...soundly, lines: ['OptionError'] });
  });

  it.each(['999999', `(await import('node:fs')).openSync('/etc/passwd')`])(
    'to an invalid descriptor (%s) is an error, not an abort',
    async (fd) => {
      const ended = await runProgram(
        `
        const fd = ${fd};
        hciSocket({ fd }).frames$.subscribe({ error: (error) => console.log(error.name) });
        gc();
        await turn();
        gc();
      `,
        '--expose-gc',
      );
      expect(ended).toEqual({ ...soundly, lines: ['TransportError'] });
    },
  );

  it('keeps the process alive until the last subscriber leaves', async () => {
    const ended = await runProgram(`
      const { ours, theirs } = pair();
      const socket = hciSocket({ fd: ours });
      const first = socket.frames$.subscribe(() => first.unsubscribe());
      const second = socket.frames$.subscribe(([n]) => {
        console.log('frame', n);
        if (n === 2) second.unsubscribe();
      });
      setTimeout(() => {
        libc.send(theirs, Uint8Array.of(1));
        setTimeout(() => libc.send(theirs, Uint8Array.of(2)), 20).unref();
      }, 20).unref();
    `);
    expect(ended).toEqual({ ...soundly, lines: ['frame 1', 'frame 2'] });
  });

  it('ends when the other end closes: one error, no storm', async () => {
    const ended = await runProgram(`
      const { ours, theirs } = pair();
      hciSocket({ fd: ours }).frames$.subscribe({ error: (error) => console.log(error.code) });
      libc.close(theirs);
    `);
    expect(ended).toEqual({ ...soundly, lines: ['HANGUP'] });
  });

  it('survives process.exit() while open', async () => {
    const ended = await runProgram(`
      hciSocket({ fd: pair().ours }).frames$.subscribe();
      setImmediate(() => process.exit(0));
    `);
    expect(ended).toEqual({ ...soundly, lines: [] });
  });

  it('does nothing while idle', async () => {
    const ended = await runProgram(`
      const { ours, theirs } = pair();
      const { nodeTiming } = (await import('node:perf_hooks')).performance;
      const subscription = hciSocket({ fd: ours }).frames$.subscribe(() => subscription.unsubscribe());
      setTimeout(() => {
        const turns = nodeTiming.uvMetricsInfo.loopCount;
        setTimeout(() => {
          console.log('turns of the event loop', nodeTiming.uvMetricsInfo.loopCount - turns);
          libc.send(theirs, frame);
        }, 200);
      }, 50);
    `);
    expect(ended).toMatchObject(soundly);
    // One for the timer; another if it wakes a moment early.
    expect(['turns of the event loop 1', 'turns of the event loop 2']).toContain(ended.lines.join());
  });

  it('to a descriptor that Node itself watches leaves that alone', async () => {
    const ended = await runProgram(
      `
      const { createServer, connect } = await import('node:net');
      const server = createServer((socket) => socket.end('hello')).listen(0, '127.0.0.1', () => {
        const client = connect(server.address().port, '127.0.0.1');
        client.on('connect', () => {
          hciSocket({ fd: client._handle.fd }).frames$.subscribe({ error: (error) => console.log(error.message) }).unsubscribe();
          gc();
        });
        client.on('data', (data) => console.log(data.toString()));
        client.on('close', () => { gc(); server.close(); });
      });
    `,
      '--expose-gc',
    );
    expect(ended).toEqual({ ...soundly, lines: ['hello'] });
  });

  it('leaves heap and descriptors as they were, 5000 times over', async () => {
    const ended = await runProgram(
      `
      const { readdirSync } = await import('node:fs');
      const { ours, theirs } = pair();
      const socket = hciSocket({ fd: ours });
      const once = () => new Promise((done) => {
        const subscription = socket.frames$.subscribe(() => { subscription.unsubscribe(); done(); });
        libc.send(theirs, frame);
      });
      const rest = async () => { for (let i = 0; i < 4; i++) { gc(); await turn(); } };
      const used = () => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
      for (let i = 0; i < 1000; i++) await once();
      await rest();
      const heap = used();
      const descriptors = readdirSync('/proc/self/fd').length;
      for (let i = 0; i < 5000; i++) await once();
      await rest();
      console.log('descriptors', readdirSync('/proc/self/fd').length - descriptors);
      // Compiled code comes and goes; what were kept of each subscription would be more than 100 bytes.
      console.log('heap', used() - heap < 500_000 ? 'as before' : used() - heap);
    `,
      '--expose-gc',
    );
    expect(ended).toEqual({ ...soundly, lines: ['descriptors 0', 'heap as before'] });
  });
});
