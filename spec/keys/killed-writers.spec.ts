import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { buildSync } from 'esbuild';
import { jsonKeyStore } from 'rx-btmgmt/keys-node';
import { read } from './store-contract.js';
import { OWNER, PHONE, VALUE } from './key-world.js';

/** Starting Node is what takes the time, so each process that is killed has so many files that it is writing. */
const PROCESSES = 20;
const FILES = 10;

/** Writes one number after the other into each of its files, and says so when one is stored. */
const WRITER = `
  import { lastValueFrom } from 'rxjs';
  import { jsonKeyStore } from './src/keys/json-key-store.node.ts';
  const key = { kind: 'LongTermKey', ...${JSON.stringify({ ...PHONE, value: VALUE })}, keyType: 'UnauthenticatedLegacy',
    central: 1, encryptionSize: 16, encryptionDiversifier: 0 };
  for (const path of process.argv.slice(2)) {
    const store = jsonKeyStore(path);
    (async () => {
      for (let n = 1n; ; n += 1n) {
        await lastValueFrom(store.write$('${OWNER}', { ...key, randomNumber: n }), { defaultValue: undefined });
        console.log(path + ' ' + n);
      }
    })();
  }`;

describe('A process that is killed while it writes keys', () => {
  let folder: string;
  let program: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'killed-'));
    program = join(folder, 'writer.cjs');
    buildSync({
      stdin: { contents: WRITER, resolveDir: resolve('.'), loader: 'ts' },
      bundle: true,
      minify: true,
      platform: 'node',
      outfile: program,
    });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Kills one when it has stored so many keys, and so many milliseconds later. Gives what it had said was stored, by file. */
  async function killed(paths: readonly string[], keys: number, later: number): Promise<ReadonlyMap<string, bigint>> {
    const stored = new Map<string, bigint>();
    const child = spawn(process.execPath, [program, ...paths], { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout });
    const closed = once(lines, 'close');
    let count = 0;
    lines.on('line', (line) => {
      if (++count === keys) setTimeout(() => child.kill('SIGKILL'), later);
      const [path = '', n = '0'] = line.split(' ');
      stored.set(path, BigInt(n));
    });
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    expect([code, signal]).toEqual([null, 'SIGKILL']);
    await closed;
    return stored;
  }

  it(`leaves the old content or the new one, ${PROCESSES * FILES} times`, async () => {
    const numbers: bigint[] = [];
    const once = async (round: number): Promise<void> => {
      const paths = Array.from({ length: FILES }, (_, n) => join(folder, `${round}-${n}.json`));
      const stored = await killed(paths, 1 + 2 * round, (round * 1.3) % 5);
      for (const path of paths) {
        const keys = await read(jsonKeyStore(path));
        const found = keys.map((key) => (key.kind === 'LongTermKey' ? key.randomNumber : -1n));
        // Nothing that was said to be stored is lost. One that was never written may not be there.
        const least = stored.get(path) ?? 0n;
        expect(found.length).toBe(least === 0n ? found.length : 1);
        expect((found[0] ?? 0n) >= least).toBe(true);
        if (found[0] !== undefined) expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ version: 1 });
        numbers.push(found[0] ?? 0n);
      }
    };
    for (let round = 0; round < PROCESSES; round += 2) await Promise.all([once(round), once(round + 1)]);
    expect(numbers).toHaveLength(PROCESSES * FILES);
    // They were killed at work, not before: who has stored more keys than it has files has written one again.
    expect(numbers.filter((n) => n > 1n).length).toBeGreaterThan(0);
  }, 60_000);
});
