import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs one of BlueZ's btmgmt's commands on a controller. It reads its standard input, which must not end. */
export async function btmgmt(index: number, ...command: readonly string[]): Promise<void> {
  const child = spawn('btmgmt', ['--index', String(index), ...command], { stdio: ['pipe', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  child.stdin.end();
  assert.equal(code, 0, command.join(' '));
}
