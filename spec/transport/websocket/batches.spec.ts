import { once } from 'node:events';
import { connect } from 'node:net';
import { encodeCommand, encodeEvent } from 'rx-btmgmt';
import { WebSocket } from 'ws';
import { HandKernel } from './hand-kernel.js';
import { TOKEN, World } from './world.js';

const COMMAND = encodeCommand('ReadManagementVersionInformation', null, {});
const ANSWER = encodeEvent({ event: 'CommandStatus', index: null, commandOpcode: 1, status: 'Failed' });
const EVENT = encodeEvent({ event: 'IndexAdded', index: 0 });

describe('A bridge that has much to say', () => {
  let world: World;
  let kernel: HandKernel;
  afterEach(() => world.end());
  const begin = async (limits = {}) => {
    kernel = new HandKernel();
    world = await World.create({ limits }, () => kernel.transport());
  };

  it('says it in few pieces, and to one who has gone meanwhile not at all', async () => {
    await begin();
    const wire = connect(world.port, '127.0.0.1');
    const pieces: number[] = [];
    const socket = new WebSocket(world.url, { createConnection: () => wire });
    await once(socket, 'open');
    const gone = await (async () => {
      socket.send(JSON.stringify({ type: 'hello', versions: [1], token: TOKEN }));
      await once(socket, 'message');
      return world.raw().enter();
    })();
    let count = 0;
    socket.on('message', () => count++);
    wire.on('data', ({ length }) => pieces.push(length));
    for (let i = 0; i < 200; i++) for (const { send } of kernel.sockets) send(EVENT);
    gone.socket.terminate();
    await world.event('disconnected');
    await world.until(() => count === 200);
    expect(pieces.length).toBeLessThan(20);
    socket.terminate();
  });

  it('does not let an answer wait, and keeps the order', async () => {
    await begin();
    const client = await world.raw().enter();
    client.socket.send(COMMAND);
    await world.until(() => kernel.sockets[0]?.received.length === 1);
    for (let i = 0; i < 3; i++) kernel.sockets[0]?.send(EVENT);
    expect(world.waiting()).toBeGreaterThan(0);
    kernel.sockets[0]?.send(ANSWER);
    expect(world.waiting()).toBe(0);
    await client.until(() => client.frames.length === 4);
    expect(client.frames).toEqual([EVENT, EVENT, EVENT, ANSWER]);
  });

  it.each([0, 100, 10_000])('loses nothing of it for one who reads, with room for %d bytes', async (buffer) => {
    await begin({ buffer });
    const client = await world.raw().enter();
    for (let i = 0; i < 2000; i++) kernel.sockets[0]?.send(EVENT);
    await client.until(() => client.frames.length === 2000);
    expect(client.texts.map(({ type }) => type)).toEqual(['welcome']);
  });
});
