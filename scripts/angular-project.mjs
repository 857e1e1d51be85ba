// Projects of Angular outside of `npm ci`: its packages are installed once, into the cache, and this library as users would get it.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installedFor } from './installed.mjs';
import { pack } from './pack.mjs';

/** Copies a project of Angular aside, with its packages and this library; gives `use` the folder. */
export async function withProject(source, use) {
  const modules = join(await installedFor(source, 'angular'), 'node_modules');
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
