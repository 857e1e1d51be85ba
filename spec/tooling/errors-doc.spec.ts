import { spawnSync } from 'node:child_process';

describe('docs/errors.md', () => {
  it('says what the tables say', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/errors-doc.mjs', '--check'], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });
});
