import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { send } from './sockets.mjs';

/**
 * Runs one of btmgmt's commands. It needs a standard input that stays open; `answers` are what it is told when it asks.
 *
 * @param {string} line
 * @param {{ index?: number | 'none', answers?: string, ms?: number }} [options]
 */
export async function btmgmt(line, { index = 0, answers = '', ms = 6000 } = {}) {
  const args = [...(index === 'none' ? [] : ['--index', String(index)]), ...line.split(' ')];
  const child = spawn('btmgmt', args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  if (answers !== '') setTimeout(() => child.stdin.write(answers), 1500);
  const ended = await Promise.race([new Promise((done) => child.on('exit', done)), sleep(ms).then(() => 'killed')]);
  if (ended === 'killed') child.kill('SIGKILL');
  process.stderr.write(`${index} ${line}: ${ended} ${said.trim().split('\n').slice(-2).join(' / ').slice(0, 200)}\n`);
  return said;
}

/** @param {string} lines */
export async function each(lines, options = {}) {
  for (const line of lines.trim().split('\n')) await btmgmt(line.trim(), options);
}

/** Frames by hand: spaces are for people. @param {string} lines */
export async function raw(lines) {
  for (const line of lines.trim().split('\n')) {
    send(Buffer.from(line.replace(/#.*/, '').replaceAll(' ', ''), 'hex'));
    await sleep(150);
  }
}
