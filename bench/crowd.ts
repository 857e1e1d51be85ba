// node crowd.js URL TOKEN CLIENTS EVENTS RATE SOCKETS, with a descriptor for each socket from 4 on: the kernel's end and the clients, which are not
// measured. When the parent says so, lets so many events a second come to all those sockets. Tells the parent what came to the clients.
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { send } from './bare-socket.js';
import { deviceFound } from './frames.js';

/** What the parent gets, of all clients. */
export interface Outcome {
  readonly delivered: number;
  /** What the bridge says did not come. */
  readonly lost: number;
}

/** The first descriptor after those of Node and the channel to the parent. */
const FIRST_FD = 4;
/** How long events may be on their way, in milliseconds. */
const PATIENCE = 10_000;

const [url = '', token = '', ...numbers] = process.argv.slice(2);
const [clients = 0, events = 0, rate = 0, sockets = 0] = numbers.map(Number);
let delivered = 0;
let lost = 0;

async function connect(): Promise<WebSocket> {
  const socket = new WebSocket(url);
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', (code) => reject(new Error(`A client was closed with ${code}.`)));
    socket.once('open', () => socket.send(JSON.stringify({ type: 'hello', versions: [1], token })));
    socket.once('message', () => resolve());
  });
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) delivered++;
    else lost += (JSON.parse(data.toString()) as { readonly dropped?: number }).dropped ?? 0;
  });
  return socket;
}

function emit(): void {
  for (let fd = FIRST_FD; fd < FIRST_FD + sockets; fd++) {
    if (send(fd, deviceFound, deviceFound.length, 0) < 0) throw new Error('The bridge does not read its sockets.');
  }
}

/** As evenly as timers let it. */
async function feed(): Promise<void> {
  const began = performance.now();
  for (let sent = 0; sent < events;) {
    await setTimeout(1);
    const due = Math.min(events, ((performance.now() - began) * rate) / 1000);
    for (; sent < due; sent++) emit();
  }
}

const connected = await Promise.all(Array.from({ length: clients }, connect));
process.send?.('ready');
await once(process, 'message');
await feed();
for (const end = performance.now() + PATIENCE; delivered + lost < events * clients && performance.now() < end;) {
  await setTimeout(5);
}
process.send?.({ delivered, lost } satisfies Outcome);
for (const socket of connected) socket.terminate();
process.disconnect();
