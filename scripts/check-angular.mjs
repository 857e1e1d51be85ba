// npm run check:angular: builds a fresh application of Angular with and without rx-btmgmt/angular, as Angular's own tools build it. Fails for
// any warning, and if what is added weighs more than its budget.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { cached } from './kernel/cache.mjs';
import { pack } from './pack.mjs';

/** The version for which Node 20 is enough, see docs/decisions.md. */
const ANGULAR = 21;
/** What may be added to what a browser loads, in bytes, gzipped; with what of RxJS and of Angular is not there without it. */
const BUDGET = 60_000;
const APP = 'scripts/angular-app';

/** A component that is there for the controller's name only. */
const program = ({ imports = '', field = "readonly name = 'hci0';", providers = '' }) => `
import { Component, provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
${imports}
@Component({ selector: 'app-root', template: '{{ name }}' })
class App {
  ${field}
}
void bootstrapApplication(App, { providers: [provideZonelessChangeDetection(), ${providers}] });
`;

const PROGRAMS = {
  without: program({}),
  with: program({
    imports: "import { injectController, provideBtmgmt, withWebSocket } from 'rx-btmgmt/angular';",
    field: 'private readonly adapter = injectController();\n  get name() { return this.adapter.state()?.name; }',
    providers: "provideBtmgmt(withWebSocket('ws://127.0.0.1:8080/btmgmt', { token: 'x' }))",
  }),
};

/** Builds one; gives what it weighs. */
function build(project, name) {
  writeFileSync(join(project, 'src/main.ts'), PROGRAMS[name]);
  const output = join('dist', name);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/@angular/cli/bin/ng.js', 'build', '--output-path', output],
    { cwd: project, encoding: 'utf8', env: { ...process.env, NG_CLI_ANALYTICS: 'false', NO_COLOR: '1' } },
  );
  if (status !== 0 || /warning/i.test(stdout + stderr))
    throw new Error(`It does not build in silence:\n${stdout}${stderr}`);
  const folder = join(project, output, 'browser');
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'));
  return scripts.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length, 0);
}

const modules = await cached(`angular-${ANGULAR}`, (aside) => {
  cpSync(join(APP, 'package.json'), join(aside, 'package.json'));
  execFileSync('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: aside,
    stdio: 'inherit',
  });
});
const project = mkdtempSync(join(tmpdir(), 'rx-btmgmt-angular-'));
try {
  cpSync(APP, project, { recursive: true });
  // What is installed stays where it is; only this library is a folder of the project.
  const own = join(project, 'node_modules/rx-btmgmt');
  mkdirSync(own, { recursive: true });
  for (const name of readdirSync(join(modules, 'node_modules'))) {
    symlinkSync(join(modules, 'node_modules', name), join(project, 'node_modules', name));
  }
  execFileSync('tar', ['xzf', pack(project).path, '-C', own, '--strip-components=1']);
  const [without, total] = [build(project, 'without'), build(project, 'with')];
  const added = total - without;
  console.log(
    `Angular ${ANGULAR}: no warning; ${without} bytes without, ${total} with rx-btmgmt/angular: ${added} added, at most ${BUDGET}`,
  );
  if (added > BUDGET) throw new Error('rx-btmgmt/angular is over its budget');
} finally {
  rmSync(project, { recursive: true, force: true });
}
