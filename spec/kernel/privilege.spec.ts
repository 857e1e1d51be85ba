import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Diagnosis } from 'rx-btmgmt/linux';
import { newPairDuringSuite } from './support/pair.js';
import { runProgram } from './support/run-program.js';

const RMEM_MAX = '/proc/sys/net/core/rmem_max';

describe('A process without CAP_NET_ADMIN', { timeout: 60_000 }, () => {
  newPairDuringSuite();

  /** The capability is taken out of what this process and its children may ever have. */
  const through = ['setpriv', '--bounding-set=-net_admin', '--inh-caps=-net_admin', '--'];

  it('can read, and is told what to do when it wants more, also by the doctor', async () => {
    const limit = readFileSync(RMEM_MAX, 'utf8');
    writeFileSync(RMEM_MAX, '212992');
    const { code, lines, stderr } = await runProgram('unprivileged', { through });
    writeFileSync(RMEM_MAX, limit);
    assert.equal(stderr, '');
    assert.equal(code, 0);
    const [capabilities, version, indexes, address, diagnosis = '', failure = ''] = lines;
    // CAP_NET_ADMIN is bit 12 (include/uapi/linux/capability.h).
    assert.equal((BigInt(`0x${capabilities ?? ''}`) >> 12n) & 1n, 0n);
    assert.equal(version, 'version 1');
    assert.equal(indexes, 'controllers 0,1');
    assert.equal(address, 'address 00:AA:01:00:00:00');
    assert.match(failure, /^StatusError PermissionDenied SetPowered: .*CAP_NET_ADMIN.*setcap/);
    const { findings, controllers } = JSON.parse(diagnosis) as Pick<Diagnosis, 'findings' | 'controllers'>;
    assert.equal(controllers.length, 2);
    const missing = findings.find(({ code }) => code === 'MissingCapability');
    assert.ok(missing?.advice.join().includes(`setcap cap_net_admin+ep ${process.execPath}`), diagnosis);
    assert.match(missing?.advice.join() ?? '', /bounding set/);
    const capped = findings.find((finding) => finding.code === 'ReceiveBufferCapped');
    assert.deepEqual([capped?.receiveBuffer, capped?.wanted], [2 * 212_992, 8 * 1024 * 1024], diagnosis);
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
    const { findings } = JSON.parse(lines.at(-2) ?? '') as Pick<Diagnosis, 'findings'>;
    const ordinary = ['KernelTooOld', 'PoweredOff', 'LowEnergyOff'];
    assert.deepEqual(
      findings.filter(({ code }) => !ordinary.includes(code)),
      [],
    );
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
