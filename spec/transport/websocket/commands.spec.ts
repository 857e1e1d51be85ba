import { firstValueFrom } from 'rxjs';
import { commands, decodeCommand, decodeEvent, encodeCommand, encodeEvent, frameOf, isStatusError } from 'rx-btmgmt';
import type { CommandName, MgmtEvent } from 'rx-btmgmt';
import { BridgeCloseCode } from 'rx-btmgmt/websocket';
import type { BridgeCommand, ServeOptions } from 'rx-btmgmt/websocket-server';
import { COMMANDS } from '../../support/secret-messages.js';
import { HandKernel } from './hand-kernel.js';
import { World } from './world.js';

const header = (name: CommandName): Uint8Array => frameOf(commands[name].opcode, 0, new Uint8Array(0));
const names = Object.keys(commands) as CommandName[];

const EVENT = encodeEvent({ event: 'IndexAdded', index: 7 });

/** What a client is answered that sends this, by a bridge in front of a kernel that says nothing; undefined if the kernel was asked. */
async function answerTo(frame: Uint8Array, options: Partial<ServeOptions>): Promise<string | undefined> {
  const kernel = new HandKernel();
  const world = await World.create(options, () => kernel.transport());
  try {
    const client = await world.raw().enter();
    client.socket.send(frame);
    // Looks only, and so reaches the kernel in any case.
    const last = encodeCommand('ReadManagementVersionInformation', null, {});
    client.socket.send(last);
    const [socket] = kernel.sockets;
    await world.until(() => socket?.received.some((each) => each[0] === 1 && each[1] === 0) ?? false);
    const reached = socket?.received.some((each) => Buffer.from(each).equals(Buffer.from(frame)));
    // It comes after the answer, if there is one.
    socket?.send(EVENT);
    await client.until(() => client.frames.some((each) => each[0] === EVENT[0]));
    const [answer] = client.frames
      .filter((each) => each[0] !== EVENT[0])
      .map((each) => decodeEvent(each) as MgmtEvent<'CommandStatus'>);
    expect(reached).toBe(answer === undefined);
    return answer?.status as string | undefined;
  } finally {
    await world.end();
  }
}

describe('Through a bridge goes', () => {
  let world: World;
  afterEach(() => world.end());

  const denied = (name: string) => expect.objectContaining({ event: 'denied', command: name }) as unknown;

  it('what only looks, and nothing else', async () => {
    const kernel = new HandKernel();
    world = await World.create({ limits: { commandsPerSecond: Infinity } }, () => kernel.transport());
    const client = await world.raw().enter();
    for (const name of names) client.socket.send(header(name));
    const changing = names.filter((name) => commands[name].class !== 'observing');
    await client.until(() => client.frames.length === changing.length);
    const reached = kernel.sockets[0]?.received.map((frame) => decodeCommand(frame).command);
    expect(changing.length).toBeGreaterThan(50);
    expect(kernel.sockets[0]?.received).toHaveLength(names.length - changing.length);
    expect(reached).not.toContain('SetPowered');
    for (const frame of client.frames)
      expect(decodeEvent(frame)).toMatchObject({ status: 'PermissionDenied', index: 0 });
  });

  it('a refusal as that of the kernel, so that nothing hangs', async () => {
    world = await World.create();
    const error: unknown = await firstValueFrom(world.mgmt().command$('SetPowered', 0, true)).catch((e: unknown) => e);
    expect(isStatusError(error, 'PermissionDenied')).toBe(true);
    expect(world.log).toContainEqual(denied('SetPowered'));
    const { currentSettings } = await firstValueFrom(world.mgmt().command$('ReadControllerInformation', 0));
    expect(currentSettings.Powered).toBe(false);
  });

  it('what a list allows, and not its neighbours', async () => {
    world = await World.create({ allow: ['SetPowered'] });
    const mgmt = world.mgmt();
    await firstValueFrom(mgmt.command$('SetPowered', 0, true));
    const error: unknown = await firstValueFrom(mgmt.command$('SetBondable', 0, true)).catch((e: unknown) => e);
    expect(isStatusError(error, 'PermissionDenied')).toBe(true);
  });

  it('what a function allows, which sees command, controller, parameters and client', async () => {
    const asked: BridgeCommand[] = [];
    world = await World.create({
      authorize: ({ token }) => token,
      allow: (command) => {
        asked.push(command);
        return command.command === 'SetPowered' && command.index === 0 && command.client.name === 'boss';
      },
    });
    await firstValueFrom(world.mgmt({ token: 'boss' }).command$('SetPowered', 0, true));
    const error: unknown = await firstValueFrom(world.mgmt({ token: 'guest' }).command$('SetPowered', 0, false)).catch(
      (e: unknown) => e,
    );
    expect(isStatusError(error, 'PermissionDenied')).toBe(true);
    expect(asked).toMatchObject([
      { command: 'SetPowered', class: 'shared', index: 0, params: { powered: true }, client: { name: 'boss' } },
      { command: 'SetPowered', params: { powered: false }, client: { name: 'guest' } },
    ]);
  });

  it('nothing that a function says "later" to, or throws at', async () => {
    const failure = new Error('on purpose');
    world = await World.create({
      allow: ({ command }) => {
        if (command === 'SetBondable') throw failure;
        return Promise.resolve(true) as unknown as boolean;
      },
    });
    const mgmt = world.mgmt();
    for (const name of ['SetPowered', 'SetBondable'] as const) {
      const error: unknown = await firstValueFrom(mgmt.command$(name, 0, true)).catch((e: unknown) => e);
      expect(isStatusError(error, 'PermissionDenied')).toBe(true);
    }
    expect(world.log).toContainEqual(expect.objectContaining({ command: 'SetBondable', error: failure }));
  });

  it('no command that nobody knows, which is answered as by a kernel that does not know it', async () => {
    const unknown = frameOf(0x0fff, 0, Uint8Array.of(1));
    expect(await answerTo(unknown, {})).toBe('UnknownCommand');
    expect(await answerTo(unknown, { allow: 'owning' })).toBe('UnknownCommand');
    expect(await answerTo(unknown, { allow: ({ command }) => command === 'Unknown' })).toBeUndefined();
    world = await World.create();
  });

  it('no nonsense that a function would have to decide on', async () => {
    expect(await answerTo(header('SetPowered'), { allow: () => true })).toBe('InvalidParameters');
    expect(await answerTo(header('SetPowered'), {})).toBe('PermissionDenied');
    expect(await answerTo(header('SetPowered'), { allow: 'shared' })).toBeUndefined();
    world = await World.create();
  });

  const KEY = 'c1c3c5c7c9cbcdcfd1d3d5d7d9dbdddf';
  const withKeys = Object.keys(COMMANDS).filter((name) => !/^PIN|Passkey/.test(name)) as CommandName[];

  it.each(withKeys)('no %s while keys are redacted, whatever is allowed', async (name) => {
    const frame = encodeCommand(name, 0 as never, COMMANDS[name]?.(KEY) as never);
    expect(await answerTo(frame, { allow: 'owning' })).toBe('PermissionDenied');
    expect(await answerTo(frame, { allow: () => true })).toBe('PermissionDenied');
    expect(await answerTo(frame, { allow: 'owning', secrets: 'keep' })).toBeUndefined();
    world = await World.create();
  });

  it.each([
    ['a text', 'hello'],
    ['no bytes', new Uint8Array(0)],
    ['five bytes', new Uint8Array(5)],
    ['a length that is too short', Uint8Array.of(4, 0, 0, 0, 0, 0, 1)],
    ['a length that is too long', Uint8Array.of(5, 0, 0, 0, 1, 0)],
  ])('no message with %s, and its sender is told', async (_, message) => {
    const kernel = new HandKernel();
    world = await World.create({}, () => kernel.transport());
    const [client, other] = [await world.raw().enter(), await world.raw().enter()];
    client.socket.send(message);
    expect(await client.closed).toMatchObject({ code: BridgeCloseCode.Malformed });
    kernel.sockets[1]?.send(encodeEvent({ event: 'IndexAdded', index: 0 }));
    await other.until((messages) => messages.length === 2);
    expect(kernel.sockets.map(({ received }) => received)).toEqual([[], []]);
  });

  it('no message that is longer than a frame', async () => {
    world = await World.create();
    const client = await world.raw().enter();
    client.socket.send(new Uint8Array(65_542));
    expect(await client.closed).toMatchObject({ code: 1009 });
    expect(await world.event('disconnected')).toMatchObject({ reason: 'Max payload size exceeded' });
  });
});
