// Projects of Angular outside of `npm ci`: its packages are installed once, into the cache, and this library as users would get it.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cached } from './kernel/cache.mjs';
import { pack } from './pack.mjs';

/** The folder of the packages that a package.json asks for, downloaded once for each such list. */
async function modulesOf(source) {
  const file = join(source, 'package.json');
  const { dependencies, devDependencies } = JSON.parse(readFileSync(file, 'utf8'));
  const list = createHash('sha256')
    .update(JSON.stringify([dependencies, devDependencies]))
    .digest('hex')
    .slice(0, 12);
  const folder = await cached(`angular-${list}`, (aside) => {
    cpSync(file, join(aside, 'package.json'));
    const args = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
    execFileSync('npm', args, { cwd: aside, stdio: 'inherit' });
  });
  return join(folder, 'node_modules');
}

/** Copies a project of Angular aside, with its packages and this library; gives `use` the folder. */
export async function withProject(source, use) {
  const modules = await modulesOf(source);
  const project = mkdtempSync(join(tmpdir(), 'rx-btmgmt-angular-'));
  try {
    cpSync(source, project, { recursive: true });
    // What is installed stays where it is; only this library is a folder of the project.
    const own = join(project, 'node_modules/rx-btmgmt');
    mkdirSync(own, { recursive: true });
    for (const name of readdirSync(modules)) symlinkSync(join(modules, name), join(project, 'node_modules', name));
    execFileSync('tar', ['xzf', pack(project).path, '-C', own, '--strip-components=1']);
    return await use(project);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

/** Builds it with Angular's own tools; throws if those have anything to object to. Gives the folder of what a browser loads. */
export function buildProject(project, output = 'dist') {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/@angular/cli/bin/ng.js', 'build', '--output-path', output],
    { cwd: project, encoding: 'utf8', env: { ...process.env, NG_CLI_ANALYTICS: 'false', NO_COLOR: '1' } },
  );
  if (status !== 0 || /warning/i.test(stdout + stderr)) {
    throw new Error(`It does not build in silence:\n${stdout}${stderr}`);
  }
  return join(project, output, 'browser');
}
