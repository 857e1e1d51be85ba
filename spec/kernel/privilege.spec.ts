import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { newPairDuringSuite } from './support/pair.js';
import { runProgram } from './support/run-program.js';

describe('A process without CAP_NET_ADMIN', { timeout: 60_000 }, () => {
  newPairDuringSuite();

  /** The capability is taken out of what this process and its children may ever have. */
  const through = ['setpriv', '--bounding-set=-net_admin', '--inh-caps=-net_admin', '--'];

  it('can read, and is told what to do when it wants more', async () => {
    const { code, lines, stderr } = await runProgram('unprivileged', { through });
    assert.equal(stderr, '');
    assert.equal(code, 0);
    const [capabilities, version, indexes, address, failure = ''] = lines;
    // CAP_NET_ADMIN is bit 12 (include/uapi/linux/capability.h).
    assert.equal((BigInt(`0x${capabilities ?? ''}`) >> 12n) & 1n, 0n);
    assert.equal(version, 'version 1');
    assert.equal(indexes, 'controllers 0,1');
    assert.equal(address, 'address 00:AA:01:00:00:00');
    assert.match(failure, /^StatusError PermissionDenied SetPowered: .*CAP_NET_ADMIN.*setcap/);
  });
});

describe('A process that is not root (docs/deploying.md)', { timeout: 60_000 }, () => {
  newPairDuringSuite();

  const NOBODY = ['--reuid=65534', '--regid=65534', '--clear-groups'];

  async function isAllowed(through: readonly string[], node?: string): Promise<void> {
    const { code, lines, stderr } = await runProgram('unprivileged', {
      through,
      ...(node === undefined ? {} : { node }),
    });
    assert.deepEqual({ code, stderr, last: lines.at(-1) }, { code: 0, stderr: '', last: 'it was allowed' });
  }

  it('may switch a controller on with the ambient capability that a unit gives it', async () => {
    await isAllowed([
      'setpriv',
      ...NOBODY,
      '--bounding-set=-all,+net_admin',
      '--inh-caps=-all,+net_admin',
      '--ambient-caps=+net_admin',
      '--no-new-privs',
      '--',
    ]);
  });

  it('may do so with the capability of the file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'node-'));
    const node = join(folder, 'node');
    try {
      copyFileSync(process.execPath, node);
      execFileSync('chmod', ['a+rx', folder]);
      execFileSync('setcap', ['cap_net_admin+ep', node]);
      await isAllowed(['setpriv', ...NOBODY, '--inh-caps=-all', '--'], node);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
