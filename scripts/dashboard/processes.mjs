import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const GATEWAY = new URL('gateway.mjs', import.meta.url).pathname;

/** Those that were started and have not ended. */
const running = new Set();

function started(child) {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

async function end(child, signal) {
  if (!running.has(child)) return;
  child.kill(signal);
  await once(child, 'exit');
}

/** Ends a process at once, as a crash would, and waits until it has gone. */
export const kill = (child) => end(child, 'SIGKILL');

/** Whatever went wrong, nothing goes on. */
export const endAll = () => Promise.all([...running].map((child) => end(child, 'SIGTERM')));

/** A gateway of Nest in a world of its own. @returns what changes that, and where it is */
export async function startGateway(token, folder) {
  const child = started(fork(GATEWAY, ['0', token, folder]));
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`The gateway ended with ${code} before it listened`);
  });
  const [url] = await Promise.race([once(child, 'message'), gone]);
  gone.catch(() => undefined);
  return { child, url, change: (...what) => child.send(what) };
}

/** A program of Node that prints an address with a token in it. @returns that */
export async function startPrinting(...args) {
  const child = started(spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] }));
  for await (const line of createInterface(child.stdout)) {
    const [url] = /http:\S+#token=\S+/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error(`${args.join(' ')} has printed no address`);
}
