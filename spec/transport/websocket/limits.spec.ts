import { decodeEvent, encodeCommand, encodeEvent } from 'rx-btmgmt';
import type { MgmtEvent } from 'rx-btmgmt';
import { BridgeCloseCode } from 'rx-btmgmt/websocket';
import { ManualTime } from '../../simulator/manual-time.js';
import { HandKernel } from './hand-kernel.js';
import type { RawClient } from './world.js';
import { World } from './world.js';

const COMMAND = encodeCommand('ReadManagementVersionInformation', null, {});
const EVENT = encodeEvent({ event: 'IndexAdded', index: 0 });
const DEVICE = encodeEvent({
  event: 'DeviceFound',
  index: 0,
  address: '00:AA:01:01:00:01',
  addressType: 'LEPublic',
  rssi: -60,
  flags: 0,
  eirData: new Uint8Array(4000),
});
/** What a network holds for one who does not read is some megabytes. */
const MANY = 20_000_000 / DEVICE.length;

const statusesOf = (client: RawClient): unknown[] =>
  client.frames.map((frame) => (decodeEvent(frame) as MgmtEvent<'CommandStatus'>).status);

describe('A bridge', () => {
  let world: World;
  const kernel = () => {
    const made = new HandKernel();
    return { made, transport: () => made.transport() };
  };
  afterEach(() => world.end());

  it('answers commands that come too fast with Busy, and takes others after a while', async () => {
    const scheduler = new ManualTime();
    const { made, transport } = kernel();
    world = await World.create({ scheduler, limits: { commandsPerSecond: 10 } }, transport);
    const client = await world.raw().enter();
    for (let i = 0; i < 30; i++) client.socket.send(COMMAND);
    await client.until(() => client.frames.length === 10);
    expect(statusesOf(client)).toEqual(Array<string>(10).fill('Busy'));
    expect(made.sockets[0]?.received).toHaveLength(20);
    scheduler.pass(100);
    client.socket.send(COMMAND);
    await world.until(() => made.sockets[0]?.received.length === 21);
  });

  it('puts out one who sends ten thousand frames, and serves the others', async () => {
    const { made, transport } = kernel();
    const scheduler = new ManualTime();
    world = await World.create({ scheduler, limits: { commandsPerSecond: 100 } }, transport);
    const [flooder, other] = [await world.raw().enter(), await world.raw().enter()];
    for (let i = 0; i < 10_000; i++) flooder.socket.send(COMMAND);
    other.socket.send(COMMAND);
    expect(await flooder.closed).toMatchObject({ code: BridgeCloseCode.TooManyCommands });
    await world.until(() => made.sockets[1]?.received.length === 1);
    expect(made.sockets[0]?.received.length).toBe(200);
    expect(other.frames).toEqual([]);
  });

  it('leaves out events for one who does not read, says how many, and goes on; the others have them all', async () => {
    const { made, transport } = kernel();
    const buffer = 100_000;
    world = await World.create({ limits: { buffer } }, transport);
    const [slow, quick] = [await world.raw().enter(), await world.raw().enter()];
    slow.socket.pause();
    for (let sent = 0; sent < MANY;) {
      for (let i = 0; i < 50; i++, sent++) for (const socket of made.sockets) socket.send(DEVICE);
      const due = sent;
      await quick.until(() => quick.frames.length === due);
      expect(world.waiting()).toBeLessThan(2 * buffer + 50 * DEVICE.length);
    }
    slow.socket.resume();
    const lost = (): number => slow.texts.reduce((sum, { dropped = 0 }) => sum + dropped, 0);
    await slow.until(() => lost() > 0);
    made.sockets[0]?.send(EVENT);
    await slow.until(() => slow.frames.at(-1)?.[0] === EVENT[0]);
    expect(slow.frames.length - 1 + lost()).toBe(Math.ceil(MANY / 50) * 50);
    expect(quick.texts.map(({ type }) => type)).toEqual(['welcome']);
    // One report, in the place of what is missing.
    expect(slow.messages.slice(-2).map((message) => typeof message)).toEqual(['string', 'object']);
    const dropped = world.log.filter(({ event }) => event === 'dropped');
    expect(dropped).toEqual([{ event: 'dropped', client: world.bridge.clients[0], dropped: lost() }]);
  });

  it('puts out one who sends commands and does not read the answers', async () => {
    const { made, transport } = kernel();
    const buffer = 10_000;
    world = await World.create({ limits: { buffer, commandsPerSecond: Infinity } }, transport);
    const client = await world.raw().enter();
    client.socket.pause();
    const answer = encodeEvent({
      event: 'CommandComplete',
      index: null,
      commandOpcode: 1,
      status: 'Success',
      returnParameters: new Uint8Array(60_000),
    });
    const left = world.event('disconnected');
    for (let sent = 0; world.bridge.clients.length > 0 && sent < 1000; sent++) {
      try {
        made.sockets[0]?.send(answer);
      } catch {
        // It has gone.
        break;
      }
      expect(world.waiting()).toBeLessThan(2 * buffer + 2 * answer.length);
    }
    client.socket.resume();
    expect(await client.closed).toMatchObject({ code: BridgeCloseCode.TooSlow });
    expect(await left).toMatchObject({ event: 'disconnected' });
  });

  it('passes on what the kernel says was lost before', async () => {
    const { made, transport } = kernel();
    world = await World.create({}, transport);
    const client = await world.raw().enter();
    made.sockets[0]?.lose(3);
    await client.until(() => client.texts.length === 2);
    expect(client.texts[1]).toEqual({ type: 'drops', dropped: 3 });
  });

  it('drops one who does not answer its pings, and says to the others that it is alive', async () => {
    const scheduler = new ManualTime();
    world = await World.create({ scheduler, pingInterval: 1000 });
    const [dead, alive] = [await world.raw({ autoPong: false }).enter(), await world.raw().enter()];
    let pings = 0;
    alive.socket.on('ping', () => pings++);
    scheduler.pass(1000);
    // Its pong is on its way before this command is.
    await alive.until(() => alive.texts.length === 2);
    alive.socket.send(COMMAND);
    await alive.until(() => alive.frames.length === 1);
    scheduler.pass(1000);
    expect(await dead.closed).toMatchObject({ code: 1006 });
    await alive.until(() => alive.texts.length === 3);
    expect(pings).toBe(2);
    expect(alive.texts.map(({ type }) => type)).toEqual(['welcome', 'alive', 'alive']);
    expect(world.bridge.clients.map(({ id }) => id)).toEqual([2]);
  });

  it('gives each client what its own socket has, and the answers to its own commands', async () => {
    const { made, transport } = kernel();
    world = await World.create({ secrets: 'keep' }, transport);
    const [first, second] = [await world.raw().enter(), await world.raw().enter()];
    first.socket.send(COMMAND);
    await world.until(() => made.sockets[0]?.received.length === 1);
    const forFirst = encodeEvent({ event: 'CommandStatus', index: null, commandOpcode: 1, status: 'Failed' });
    made.sockets[0]?.send(forFirst);
    made.sockets[1]?.send(EVENT);
    await Promise.all([first, second].map((client) => client.until(() => client.frames.length === 1)));
    expect([first.frames, second.frames]).toEqual([[forFirst], [EVENT]]);
    expect(made.sockets[1]?.received).toEqual([]);
  });

  it('lets the kernel go when a client goes', async () => {
    const { made, transport } = kernel();
    world = await World.create({}, transport);
    const client = await world.raw().enter();
    client.socket.terminate();
    await world.event('disconnected');
    expect(() => made.sockets[0]?.send(EVENT)).toThrow('no subscriber');
  });
});
