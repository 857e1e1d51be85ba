import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

export interface Ended {
  /** What the program reported. */
  readonly lines: readonly string[];
  readonly stderr: string;
  readonly code: number | null;
  readonly signal: string | null;
}

/** The path of a built file, as it stands in a program. */
export const built = (file: string, format: 'esm' | 'cjs' = 'esm'): string =>
  JSON.stringify(resolve('dist', format, 'transport/linux', file));

/** What most programs need: the built library, its inner parts, and sockets. */
const prelude = `
  import koffi from 'koffi';
  import { hciSocket } from ${built('index.js')};
  import { watch } from ${built('poll.js')};
  import { loadSystem } from ${built('system.js')};
  const { libc } = loadSystem();
  const socketpair = koffi.load(null).func('int socketpair(int, int, int, void *)');
  const pair = () => {
    const fds = new Int32Array(2);
    socketpair(1, 5 | 0o2000000, 0, fds);
    return { ours: fds[0], theirs: fds[1] };
  };
  const frame = Uint8Array.of(1, 2, 3);
  const take = (fd) => libc.recv(fd, new Uint8Array(100));
  const turn = () => new Promise((done) => setImmediate(done));
`;

/** Longer where each instruction is emulated (scripts/test-platforms.mjs). */
const TIMEOUT = process.env['RX_BTMGMT_NODE'] === undefined ? 20_000 : 120_000;

/** What a sound process leaves behind. */
export const soundly = { stderr: '', code: 0, signal: null };

/**
 * Runs an ES module in a process of its own, under this Node, on the build in dist: for what ends, aborts or hangs a
 * process. It reports with `console.log`. A process that does not end by itself is killed.
 */
export function runModule(program: string, ...nodeOptions: string[]): Promise<Ended> {
  return runModuleIn({}, program, ...nodeOptions);
}

/** The same, with more in its environment. */
function runModuleIn(more: NodeJS.ProcessEnv, program: string, ...nodeOptions: string[]): Promise<Ended> {
  const args = [...nodeOptions, '--input-type=module', '--eval', program];
  const options = { timeout: TIMEOUT, killSignal: 'SIGKILL', env: { ...process.env, ...more } } as const;
  return new Promise((done) => {
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
      done({ lines: stdout.split('\n').filter((line) => line !== ''), stderr, code, signal: error?.signal ?? null });
    });
  });
}

/** The same, with the library, `libc`, `pair()` and the like at hand. */
export function runProgram(program: string, ...nodeOptions: string[]): Promise<Ended> {
  return runModule(prelude + program, ...nodeOptions);
}

/** The same, with more in its environment. */
export function runProgramIn(more: NodeJS.ProcessEnv, program: string): Promise<Ended> {
  return runModuleIn(more, prelude + program);
}
