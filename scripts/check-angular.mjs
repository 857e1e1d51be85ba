// npm run check:angular: builds a fresh application of Angular with and without rx-btmgmt/angular, as Angular's own tools build it. Fails for
// any warning, and if what is added weighs more than its budget.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildProject, withProject } from './angular-project.mjs';

/** The version for which Node 20 is enough, see docs/decisions.md. */
const ANGULAR = 21;
/** What may be added to what a browser loads, in bytes, gzipped; with what of RxJS and of Angular is not there without it. */
const BUDGET = 60_000;

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
  const folder = buildProject(project, join('dist', name));
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'));
  return scripts.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length, 0);
}

await withProject('scripts/angular-app', (project) => {
  const [without, total] = [build(project, 'without'), build(project, 'with')];
  const added = total - without;
  console.log(
    `Angular ${ANGULAR}: no warning; ${without} bytes without, ${total} with rx-btmgmt/angular: ${added} added, at most ${BUDGET}`,
  );
  if (added > BUDGET) throw new Error('rx-btmgmt/angular is over its budget');
});
