import assert from 'node:assert/strict';
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
