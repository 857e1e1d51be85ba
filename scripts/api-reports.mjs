// node scripts/api-reports.mjs [--check]: writes etc/*.api.md, what each entry lets users see, so that every change of it is seen
// in review; or fails if they do not say what the declarations of the build say.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { ensureBuilt } from './built.mjs';
import { packageEntries } from './entries.mjs';

const FOLDER = resolve('etc');
const FOUND = resolve('build/api');

/** The declarations of Nest need those of Node; ours need none. */
const typesFor = (name) => (name.startsWith('nest') ? ['node'] : []);

/** How API Extractor reads the declarations of an entry. */
function configFor({ name, path }) {
  const declarations = resolve('dist/esm', `${path}.d.ts`);
  const quiet = { default: { logLevel: 'none' } };
  return ExtractorConfig.prepare({
    configObject: {
      projectFolder: resolve('.'),
      mainEntryPointFilePath: declarations,
      newlineKind: 'lf',
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder: FOLDER,
        reportTempFolder: FOUND,
        // What an export is made of is seen by users, too.
        includeForgottenExports: true,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: 'ES2022',
            module: 'NodeNext',
            lib: ['ES2022', 'DOM'],
            types: typesFor(name),
            strict: true,
          },
          files: [declarations],
        },
      },
      messages: {
        compilerMessageReporting: { default: { logLevel: 'error' } },
        extractorMessageReporting: quiet,
        tsdocMessageReporting: quiet,
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: resolve('package.json'),
  });
}

/** The names of the entries whose reports are not what they would be now. With `renew` they are written. */
export function staleReports({ renew = false } = {}) {
  for (const folder of [FOLDER, FOUND]) mkdirSync(folder, { recursive: true });
  const entries = packageEntries();
  const stale = entries.filter((entry) => {
    const { apiReportChanged, errorCount } = Extractor.invoke(configFor(entry), {
      localBuild: renew,
      messageCallback: (message) => {
        message.handled = message.logLevel !== 'error';
      },
    });
    if (errorCount > 0) throw new Error(`The declarations of ${entry.specifier} could not be read`);
    return apiReportChanged;
  });
  const left = readdirSync(FOLDER).filter((file) => !entries.some(({ name }) => file === `${name}.api.md`));
  if (renew) for (const file of left) rmSync(resolve(FOLDER, file));
  return [...stale.map(({ name }) => name), ...left.map((file) => file.replace('.api.md', ''))];
}

if (process.argv[1] === import.meta.filename) {
  ensureBuilt();
  const renew = !process.argv.includes('--check');
  const stale = staleReports({ renew });
  if (renew) console.log(stale.length > 0 ? `Renewed: ${stale.join(', ')}` : 'All reports are up to date');
  else if (stale.length > 0) {
    spawnSync('git', ['diff', '--no-index', '--', FOLDER, FOUND], { stdio: 'inherit' });
    console.error(`The reports of ${stale.join(', ')} in etc/ are stale: npm run api, and commit what changed`);
    process.exitCode = 1;
  }
}
