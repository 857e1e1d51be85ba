// npm run build:dashboard: builds examples/angular-dashboard into packages/dashboard, if that is not up to date.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { buildProject, withProject } from './angular-project.mjs';
import { STAMP, ensureBuilt } from './built.mjs';

const SOURCE = 'examples/angular-dashboard';
const ASSETS = 'packages/dashboard/assets';

/** In a clone the package of the dashboard finds this library here, as it would beside it when both are installed. */
const LINK = 'packages/dashboard/node_modules/rx-btmgmt';

export async function buildDashboard() {
  ensureBuilt();
  if (!existsSync(LINK)) {
    mkdirSync('packages/dashboard/node_modules', { recursive: true });
    symlinkSync('../../..', LINK);
  }
  const sources = readdirSync(SOURCE, { recursive: true }).map((path) => join(SOURCE, path));
  const page = join(ASSETS, 'index.html');
  const made = existsSync(page) ? statSync(page).mtimeMs : 0;
  if ([STAMP, ...sources].every((path) => statSync(path).mtimeMs < made)) return;
  await withProject(SOURCE, (project) => {
    const built = buildProject(project);
    rmSync(ASSETS, { recursive: true, force: true });
    cpSync(built, ASSETS, { recursive: true });
  });
}

if (process.argv[1] === import.meta.filename) await buildDashboard();
