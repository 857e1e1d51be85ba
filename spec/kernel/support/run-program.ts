import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How a program ended, and what it printed. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly lines: readonly string[];
  readonly stderr: string;
}

/**
 * Runs a program to its end: `NAME` of ../programs, or `examples/NAME` of the project. `through`: a command that starts it in
 * other circumstances. `node`: another binary of it. `onLine` sees its output as it comes, and may interrupt it as Ctrl-C does.
 */
export function runProgram(
  name: string,
  {
    args = [],
    through = [],
    node = process.execPath,
    onLine = () => undefined,
  }: {
    readonly args?: readonly string[];
    readonly through?: readonly string[];
    readonly node?: string;
    readonly onLine?: (line: string, interrupt: () => void) => void;
  } = {},
): Promise<Ended> {
  const folder = name.startsWith('examples/') ? '../..' : '../programs';
  const program = fileURLToPath(new URL(`${folder}/${name}.js`, import.meta.url));
  const [command = '', ...rest] = [...through, node, '--expose-gc', program, ...args];
  return new Promise((resolve, reject) => {
    const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
    const lines: string[] = [];
    let [unfinished, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      const parts = (unfinished + chunk).split('\n');
      unfinished = parts.pop() ?? '';
      for (const line of parts) {
        lines.push(line);
        onLine(line, () => child.kill('SIGINT'));
      }
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, lines, stderr }));
  });
}
