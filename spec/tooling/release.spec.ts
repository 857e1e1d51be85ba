import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const REPOSITORY = { type: 'git', url: 'git+https://example.org/rx-btmgmt.git' };
const CHANGELOG = `# Changelog

## [Unreleased]

## [1.2.3] - 2026-12-31

### Added

- Something.

## [1.2.2] - 2026-12-01

- Before.
`;

describe('a release', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'rx-btmgmt-release-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const release = (manifest: object, args: string[], changelog = CHANGELOG) => {
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    writeFileSync(join(folder, 'CHANGELOG.md'), changelog);
    const script = resolve('scripts/release.mjs');
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };

  it('is published as what everybody gets, with what the changelog says of it', () => {
    const manifest = { version: '1.2.3', repository: REPOSITORY };
    expect(release(manifest, ['v1.2.3'])).toEqual({ status: 0, stdout: 'dist-tag=latest\n', stderr: '' });
    expect(release(manifest, ['v1.2.3', '--notes']).stdout).toBe('### Added\n\n- Something.\n');
  });

  it.each([
    [
      'v1.2.4',
      { version: '1.2.3', repository: REPOSITORY },
      /^The tag is v1.2.4, the version in package.json 1.2.3\n$/,
    ],
    ['v1.2.4', { version: '1.2.4', repository: REPOSITORY }, /^CHANGELOG.md has no notes under "## \[1.2.4\]"\n$/],
    ['v1.2.3', { version: '1.2.3' }, /^package.json has no "repository": .*docs\/releasing.md\n$/],
    ['', {}, /The tag is .*\n.*no notes.*\n.*no "repository"/],
  ])('is not published: %s of %j', (tag, manifest, message) => {
    const { status, stdout, stderr } = release(manifest, [tag]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('is not published with a dashboard of another version', () => {
    mkdirSync(join(folder, 'packages/dashboard'), { recursive: true });
    const other = { name: 'rx-btmgmt-dashboard', version: '1.2.2' };
    writeFileSync(join(folder, 'packages/dashboard/package.json'), JSON.stringify(other));
    const { status, stderr } = release({ version: '1.2.3', repository: REPOSITORY }, ['v1.2.3']);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'The version of rx-btmgmt-dashboard is 1.2.2: packages are published with the same one\n',
    });
  });

  it('is not published with a dashboard that could not be installed beside it', () => {
    mkdirSync(join(folder, 'packages/dashboard'), { recursive: true });
    const other = { name: 'rx-btmgmt-dashboard', version: '1.2.3', peerDependencies: { 'rx-btmgmt': '^0.1.0' } };
    writeFileSync(join(folder, 'packages/dashboard/package.json'), JSON.stringify(other));
    const manifest = { version: '1.2.3', repository: REPOSITORY };
    expect(release(manifest, ['v1.2.3'])).toMatchObject({
      status: 1,
      stderr: 'rx-btmgmt-dashboard asks for rx-btmgmt ^0.1.0: it is tested with ^1.2.3\n',
    });
    const right = { ...other, peerDependencies: { 'rx-btmgmt': '^1.2.3' } };
    writeFileSync(join(folder, 'packages/dashboard/package.json'), JSON.stringify(right));
    expect(release(manifest, ['v1.2.3']).status).toBe(0);
  });

  it('with a hyphen is for those who ask for it', () => {
    const manifest = { version: '2.0.0-rc.1', repository: REPOSITORY };
    const { stdout } = release(manifest, ['v2.0.0-rc.1'], CHANGELOG.replace('1.2.3', '2.0.0-rc.1'));
    expect(stdout).toBe('dist-tag=next\n');
  });

  it('is stopped until the address of the repository is filled in, or has one', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
      version: string;
      repository?: { url: string };
    };
    const { stderr } = release(manifest, [`v${manifest.version}`]);
    expect(stderr.includes('no "repository"')).toBe(manifest.repository === undefined);
  });
});
