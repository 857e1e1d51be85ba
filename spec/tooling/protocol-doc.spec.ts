import { spawnSync } from 'node:child_process';

describe('docs/protocol.md', () => {
  it('says what the declarations say', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/protocol-doc.mjs', '--check'], {
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
  });
});
