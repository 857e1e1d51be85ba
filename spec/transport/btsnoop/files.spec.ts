import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { Socket, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMPTY, NEVER, Subject, concat, lastValueFrom, map, of, range, tap, throwError } from 'rxjs';
import { readCapture, saveCapture } from '../../../src/transport/btsnoop/files.node.js';
import { record } from '../../support/recorder.js';
import { discoveryCapture } from './vectors.js';

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe('files', () => {
  let directory: string;
  let path: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'rx-btmgmt-'));
    path = join(directory, 'trace.btsnoop');
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  it('are read', async () => {
    const bytes = await lastValueFrom(readCapture('spec/vectors/linux-6.12-discovery.btsnoop'));
    expect(bytes).toEqual(discoveryCapture);
    expect(Object.getPrototypeOf(bytes)).toBe(Uint8Array.prototype);
  });

  it('that are not there cannot be read, nor written', async () => {
    const missing = join(directory, 'nowhere', 'x');
    await expect(lastValueFrom(readCapture(missing))).rejects.toMatchObject({ code: 'ENOENT' });
    const source = new Subject<Uint8Array>();
    expect(record(source.pipe(saveCapture(missing))).errors).toEqual([expect.objectContaining({ code: 'ENOENT' })]);
    expect(source.observed).toBe(false);
  });

  it('are written when the source completes, for their owner only', async () => {
    const parts = [discoveryCapture.subarray(0, 16), discoveryCapture.subarray(16)];
    expect(await lastValueFrom(of(...parts).pipe(saveCapture(path)))).toBe(discoveryCapture.length);
    expect(new Uint8Array(readFileSync(path))).toEqual(discoveryCapture);
    expect(modeOf(path)).toBe(0o600);
  });

  it('that were there are replaced, and belong to their owner only from then on', async () => {
    writeFileSync(path, 'x'.repeat(100_000));
    chmodSync(path, 0o644);
    await lastValueFrom(of(discoveryCapture).pipe(saveCapture(path)));
    expect(new Uint8Array(readFileSync(path))).toEqual(discoveryCapture);
    expect(modeOf(path)).toBe(0o600);
  });

  it('are empty for a source that is', async () => {
    expect(await lastValueFrom(EMPTY.pipe(saveCapture(path)))).toBe(0);
    expect(statSync(path).size).toBe(0);
  });

  it('have what came before an error', async () => {
    const source = concat(
      of(discoveryCapture),
      throwError(() => new Error('mine')),
    );
    await expect(lastValueFrom(source.pipe(saveCapture(path)))).rejects.toEqual(new Error('mine'));
    expect(new Uint8Array(readFileSync(path))).toEqual(discoveryCapture);
  });

  it('are only opened when they are subscribed to', () => {
    NEVER.pipe(saveCapture(path));
    expect(() => statSync(path)).toThrow('ENOENT');
  });

  it('give up rather than fill the memory, and let the source go', () => {
    const source = new Subject<Uint8Array>();
    const saved = record(source.pipe(saveCapture(path, { maxPending: 1000 })));
    source.next(new Uint8Array(900));
    expect(saved.errors).toEqual([]);
    source.next(new Uint8Array(900));
    expect(saved.errors).toEqual([expect.objectContaining({ name: 'TransportError', code: 'ENOBUFS' })]);
    expect(source.observed).toBe(false);
  });

  it('say when the disk is full', async () => {
    const [error] = await new Promise<unknown[]>((done) => {
      of(discoveryCapture)
        .pipe(saveCapture('/dev/full'))
        .subscribe({ error: (reason: unknown) => done([reason]), complete: () => done([]) });
    });
    expect(error).toMatchObject({ code: 'ENOSPC' });
  });

  it('end with an error for a value that is no bytes, and have what came before it', async () => {
    for (const value of [undefined, null, 1, 'text', {}, [1], new Uint16Array(1), new ArrayBuffer(1)]) {
      const source = of(discoveryCapture, value as Uint8Array, discoveryCapture);
      await expect(lastValueFrom(source.pipe(saveCapture(path)))).rejects.toMatchObject({
        name: 'CodecError',
        code: 'InvalidValue',
        path: 'bytes',
      });
      expect(new Uint8Array(readFileSync(path))).toEqual(discoveryCapture);
    }
  });

  it('let go of a source that does not pause, once they have failed', () => {
    let emitted = 0;
    const source = range(1, 100).pipe(
      tap((n) => (emitted = n)),
      map(() => new Uint8Array(900)),
    );
    const saved = record(source.pipe(saveCapture(path, { maxPending: 1000 })));
    expect(saved.errors).toEqual([expect.objectContaining({ code: 'ENOBUFS' })]);
    expect(emitted).toBe(3);
  });

  it('are closed on every path', async () => {
    const open = () =>
      readdirSync('/proc/self/fd').filter((fd) => {
        const to = existsSync(`/proc/self/fd/${fd}`) ? readlinkSync(`/proc/self/fd/${fd}`) : '';
        return to === '/dev/full' || to.startsWith(directory);
      });
    for (const bad of [directory, '/dev/full', join(directory, 'nowhere', 'x')]) {
      await expect(lastValueFrom(readCapture(bad))).rejects.toThrow();
      await expect(lastValueFrom(of(discoveryCapture).pipe(saveCapture(bad)))).rejects.toThrow();
    }
    await lastValueFrom(of(discoveryCapture).pipe(saveCapture(path)));
    expect(open()).toEqual([]);
  });

  describe('that are none', () => {
    let fifo: string;

    beforeEach(() => {
      fifo = join(directory, 'fifo');
      execFileSync('mkfifo', [fifo]);
    });

    it('are refused when they are written: directories, sockets, FIFOs that nobody reads', async () => {
      const server = createServer().listen(join(directory, 'socket'));
      await once(server, 'listening');
      const errorOf = (name: string) => record(NEVER.pipe(saveCapture(join(directory, name)))).errors;
      expect(errorOf('.')).toEqual([expect.objectContaining({ code: 'EISDIR' })]);
      expect(errorOf('socket')).toEqual([expect.objectContaining({ code: 'ENXIO', name: 'TransportError' })]);
      expect(errorOf('fifo')).toEqual([
        expect.objectContaining({
          message: `The FIFO ${fifo} has no reader, or it is a socket. Start the reader first`,
        }),
      ]);
      server.close();
    });

    it('are refused when they are read: directories, FIFOs, devices', async () => {
      for (const [bad, code, what] of [
        [directory, 'EISDIR', 'a directory'],
        [fifo, 'EINVAL', 'a FIFO'],
        ['/dev/zero', 'EINVAL', 'a device'],
      ] as const) {
        await expect(lastValueFrom(readCapture(bad))).rejects.toMatchObject({ name: 'TransportError', code });
        await expect(lastValueFrom(readCapture(bad))).rejects.toThrow(`${bad} is ${what}, not a file`);
      }
    });

    it('are written if they are FIFOs that have a reader', async () => {
      const fd = openSync(fifo, constants.O_RDONLY | constants.O_NONBLOCK);
      // More than a pipe holds at once.
      const source = range(0, 300).pipe(map((n) => new Uint8Array(1000).fill(n)));
      const saved = lastValueFrom(source.pipe(saveCapture(fifo)));
      const read = new Socket({ fd, readable: true }).toArray();
      expect(await saved).toBe(300_000);
      const bytes = Buffer.concat((await read) as Buffer[]);
      expect([bytes.length, bytes[0], bytes[1000], bytes[299_999]]).toEqual([300_000, 0, 1, 299 % 256]);
    });

    it('say when the reader of a FIFO has left, and when it takes too little', async () => {
      const fd = openSync(fifo, constants.O_RDONLY | constants.O_NONBLOCK);
      const slow = record(of(new Uint8Array(200_000)).pipe(saveCapture(fifo, { maxPending: 100_000 })));
      expect(slow.errors).toEqual([expect.objectContaining({ code: 'ENOBUFS' })]);

      const source = new Subject<Uint8Array>();
      const failed = lastValueFrom(source.pipe(saveCapture(fifo)));
      closeSync(fd);
      source.next(discoveryCapture);
      await expect(failed).rejects.toMatchObject({ code: 'EPIPE' });
      expect(source.observed).toBe(false);
    });
  });
});

describe('paths and options that make no sense', () => {
  it.each([undefined, null, '', 3, {}])('%p is no path', (path) => {
    expect(() => saveCapture(path as string)).toThrow(expect.objectContaining({ name: 'OptionError', option: 'path' }));
    expect(() => readCapture(path as string)).toThrow(expect.objectContaining({ name: 'OptionError', option: 'path' }));
  });

  it.each([-1, 0.5, NaN, '9', Infinity])('%p is no limit', (maxPending) => {
    expect(() => saveCapture('x', { maxPending: maxPending as number })).toThrow('maxPending');
  });

  it('a name is misspelt', () => {
    expect(() => saveCapture('x', { maxpending: 1 } as object)).toThrow("did you mean 'maxPending'");
  });

  it('a path holds what no path may hold', async () => {
    await expect(lastValueFrom(readCapture('a\0b'))).rejects.toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' });
    const saved = record(NEVER.pipe(saveCapture('a\0b')));
    expect(saved.errors).toEqual([expect.objectContaining({ code: 'ERR_INVALID_ARG_VALUE' })]);
  });
});
