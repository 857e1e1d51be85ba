import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Transport } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';
import { serveMgmt } from 'rx-btmgmt/websocket-server';
import { WebSocketServer } from 'ws';
import { close, pair } from './bare-socket.js';
import type { Outcome } from './crowd.js';
import type { Measurement } from './measurement.js';
import { fastest } from './measurement.js';

const CLIENTS = 50;
const RATE = 1000;
const EVENTS = 2000;
const ROUNDS = 3;
const TOKEN = '0123456789abcdef';

interface Served {
  readonly url: string;
  close(): Promise<void>;
}

type Serve = (fds: readonly number[]) => Promise<Served>;

/** A kernel that has given each client a socket. */
function kernelOf(fds: readonly number[]): Transport {
  const left = [...fds];
  const next = (): Transport => {
    const fd = left.shift();
    if (fd === undefined) throw new Error('Too few sockets.');
    return { ...hciSocket({ fd }), another: next };
  };
  return next();
}

const bridge: Serve = async (fds) => {
  const served = await serveMgmt(kernelOf(fds), { port: 0, token: TOKEN });
  return { url: served.url ?? '', close: () => served.close() };
};

/** As the documentation of `ws` broadcasts: whatever comes from one socket goes to all who are there. */
const bareBroadcast: Serve = async ([fd = -1]) => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => socket.once('message', () => socket.send('{}')));
  await once(server, 'listening');
  const listening = hciSocket({ fd }).frames$.subscribe((frame) => {
    for (const client of server.clients) client.send(frame);
  });
  const { port } = server.address() as { readonly port: number };
  const end = async () => {
    listening.unsubscribe();
    for (const client of server.clients) client.terminate();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `ws://127.0.0.1:${port}`, close: end };
};

/** The next message of a process that does not end before. */
async function messageOf<T>(child: ChildProcess): Promise<T> {
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`crowd.js ended with ${String(code)}.`)));
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [T];
  ended.catch(() => undefined);
  return message;
}

interface Run extends Outcome {
  /** Microseconds of a processor for each event that came to a client. */
  readonly each: number;
}

/** The kernel and the clients are another process, whose time does not count. */
async function measure(serve: Serve, sockets: number): Promise<Run> {
  const pairs = Array.from({ length: sockets }, pair);
  const ours = pairs.map(([one]) => one);
  const theirs = pairs.map(([, one]) => one);
  const served = await serve(ours);
  const args = [served.url, TOKEN, CLIENTS, EVENTS, RATE, sockets].map(String);
  const stdio = ['ignore', 'inherit', 'inherit', 'ipc', ...theirs] as const;
  const crowd = fork(fileURLToPath(new URL('crowd.js', import.meta.url)), args, { stdio: [...stdio] });
  theirs.forEach(close);
  await messageOf(crowd);
  const before = process.cpuUsage();
  const outcome = messageOf<Outcome>(crowd);
  crowd.send('go');
  const { delivered, lost } = await outcome;
  const { user, system } = process.cpuUsage(before);
  await served.close();
  ours.forEach(close);
  return { delivered, lost, each: (user + system) / delivered };
}

/** What an event costs on its way to a client of a bridge, against `ws` alone; and whether each has come, or was said to be lost. */
export async function bridged(): Promise<Measurement[]> {
  let told = 0;
  let lostOnes = 0;
  const throughBridge = async (): Promise<number> => {
    const { delivered, lost, each } = await measure(bridge, CLIENTS);
    told += delivered + lost;
    lostOnes += lost;
    return each;
  };
  const bare = async (): Promise<number> => (await measure(bareBroadcast, 1)).each;
  const [ours = NaN, theirs = NaN] = await fastest(ROUNDS, throughBridge, bare);
  const due = ROUNDS * EVENTS * CLIENTS;
  const who = `${CLIENTS} clients, ${RATE} events/s`;
  return [
    {
      what: `${who}: a bridge : a bare ws broadcast`,
      ratio: ours / theirs,
      budget: 1.5,
      detail: `${ours.toFixed(1)} µs : ${theirs.toFixed(1)} µs for each event of each client`,
    },
    {
      what: `${who}: untold : all`,
      ratio: Math.abs(due - told) / due,
      budget: 0,
      detail: `${told - lostOnes} delivered, ${lostOnes} reported lost, of ${due}`,
    },
  ];
}
