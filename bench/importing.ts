import { execFileSync } from 'node:child_process';
import type { Measurement } from './measurement.js';
import { fastest } from './measurement.js';

const ROUNDS = 9;

/** Milliseconds that importing a package takes in a fresh process. */
function importing(name: string): number {
  const script = `const t = performance.now(); await import('${name}'); console.log(performance.now() - t);`;
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }));
}

export async function importTime(): Promise<Measurement> {
  const [ours = NaN, rxjs = NaN] = await fastest(
    ROUNDS,
    () => importing('rx-btmgmt'),
    () => importing('rxjs'),
  );
  return {
    what: 'importing rx-btmgmt : rxjs',
    ratio: ours / rxjs,
    budget: 1.2,
    detail: `${ours.toFixed(1)} ms : ${rxjs.toFixed(1)} ms`,
  };
}
