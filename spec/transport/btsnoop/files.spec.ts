import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMPTY, NEVER, Subject, concat, lastValueFrom, of, throwError } from 'rxjs';
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

  it('are only opened when somebody subscribes', () => {
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
});
