import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('../../bench/recv-loop.c', import.meta.url));
const PROGRAM = fileURLToPath(new URL('recv-loop', import.meta.url));

/**
 * Compiles the loop in C. Returns a function that lets it read an open socket to the end, and says how many nanoseconds a
 * frame took; `undefined` where there is no C compiler.
 */
export function compileLoop(): ((fd: number, frames: number) => number) | undefined {
  try {
    mkdirSync(new URL('.', import.meta.url), { recursive: true });
    execFileSync('cc', ['-O2', '-o', PROGRAM, SOURCE], { stdio: ['ignore', 'inherit', 'inherit'] });
  } catch (error) {
    // A compiler that is there and fails has said why.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return (fd, frames) => {
    const printed = execFileSync(PROGRAM, { stdio: ['ignore', 'pipe', 'inherit', fd], encoding: 'utf8' });
    const [count = NaN, nanoseconds = NaN] = printed.split(' ').map(Number);
    if (!(count >= frames)) throw new Error(`The loop in C got ${count} of ${frames} frames.`);
    return nanoseconds / count;
  };
}
