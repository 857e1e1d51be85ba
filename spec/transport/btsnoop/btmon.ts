import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** BlueZ's monitor: what the variable BTMON says, or the one that is installed; undefined if there is none. */
export const btmon: string | undefined = [process.env['BTMON'], 'btmon']
  .filter((program) => program !== undefined)
  .find((program) => spawnSync(program, ['--version']).status === 0);

/** One thing that btmon shows. */
export interface Shown {
  /** Such as `MGMT Command: Set Powered (0x0005) plen 1`, without socket, controller and time. */
  readonly title: string;
  /** What is behind it, trimmed. */
  readonly lines: readonly string[];
}

/** What btmon shows of a capture. */
export function shownByBtmon(program: string, capture: Uint8Array): Shown[] {
  const directory = mkdtempSync(join(tmpdir(), 'btmon-'));
  try {
    const path = join(directory, 'capture');
    writeFileSync(path, capture);
    // Wide enough for every name: it would shorten them otherwise.
    const output = execFileSync(program, ['--columns', '200', '--read', path], { encoding: 'utf8' });
    return blocks(output.split('\n').slice(1));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function blocks(lines: readonly string[]): Shown[] {
  const out: { title: string; lines: string[] }[] = [];
  for (const line of lines) {
    if (/^[@=<>*#] /.test(line)) out.push({ title: line.slice(2).replace(/ {2,}.*$/, ''), lines: [] });
    else if (line.trim() !== '') out.at(-1)?.lines.push(line.trim());
  }
  return out;
}
