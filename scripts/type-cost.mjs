// node scripts/type-cost.mjs: what checking all commands costs the compiler, against an empty project that imports rxjs.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureBuilt } from './built.mjs';

ensureBuilt();
const { commands } = await import('rx-btmgmt');

const BUDGET = 2.5;
/** The least of so many counts: on a busy machine fewer tell nothing. */
const ROUNDS = 7;
const folder = 'build/type-cost';
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
/** What goes with a command. */
const indexOf = (name) => (commands[name].index === 'none' ? 'null' : '0');
const calls = Object.keys(commands).map(
  (name, i) =>
    `export const c${i} = (p: Params<'${name}'>, a: Args<'${name}'>) => [mgmt.command$('${name}', ${indexOf(name)}, ...a), mgmt.commandWith$('${name}', ${indexOf(name)}, p)];`,
);
const PROGRAMS = {
  empty: `import { Observable } from 'rxjs';\nexport const o: Observable<number> | undefined = undefined;\n`,
  all: `import type { Args, Mgmt, Params } from 'rx-btmgmt';\ndeclare const mgmt: Mgmt;\n${calls.join('\n')}\n`,
};
for (const [name, text] of Object.entries(PROGRAMS)) writeFileSync(join(folder, `${name}.ts`), text);

/** Seconds and instantiations that the compiler takes for one program. */
function compile(name) {
  const options = [
    '--ignoreConfig',
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--target',
    'es2022',
    '--module',
    'nodenext',
    '--lib',
    'es2022,dom',
    '--extendedDiagnostics',
  ];
  const { stdout, status } = spawnSync(process.execPath, [tsc, ...options, join(folder, `${name}.ts`)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stdout);
  const figure = (label) => Number(new RegExp(`^${label}:\\s+([\\d.]+)`, 'm').exec(stdout)?.[1]);
  return { seconds: figure('Total time'), instantiations: figure('Instantiations') };
}

const best = { empty: Infinity, all: Infinity };
let instantiations = 0;
for (let round = 0; round < ROUNDS; round++) {
  for (const name of Object.keys(best)) {
    const cost = compile(name);
    best[name] = Math.min(best[name], cost.seconds);
    if (name === 'all') instantiations = cost.instantiations;
  }
}
const ratio = best.all / best.empty;
console.log(
  `all commands ${best.all} s : rxjs alone ${best.empty} s = ${ratio.toFixed(2)}, at most ${BUDGET}; ${instantiations} instantiations`,
);
process.exitCode = ratio > BUDGET ? 1 : 0;
