import { decodeEvent, encodeEvent, encodeReply, frameOf } from 'rx-btmgmt';
import type { CommandName, EventName } from 'rx-btmgmt';
import type { ServeOptions } from 'rx-btmgmt/websocket-server';
import { eventSecrets, replySecrets } from '../../../src/protocol/secrets.js';
import { EVENTS, REPLIES } from '../../support/secret-messages.js';
import { HandKernel } from './hand-kernel.js';
import { World } from './world.js';

const KEY = 'c1c3c5c7c9cbcdcfd1d3d5d7d9dbdddf';
const PASSKEY = 0x00c1c3;
const TRACE = /c1c3|c3c1|c5c7/;
const last = encodeEvent({ event: 'IndexAdded', index: 7 });

/** What comes to a client of a kernel that says this. */
async function seenOf(frame: Uint8Array, options: Partial<ServeOptions>): Promise<readonly Uint8Array[]> {
  const kernel = new HandKernel();
  const world = await World.create(options, () => kernel.transport());
  const client = await world.raw().enter();
  kernel.sockets[0]?.send(frame);
  kernel.sockets[0]?.send(last);
  await client.until(() => client.frames.some((each) => Buffer.from(each).equals(Buffer.from(last))));
  await world.end();
  return client.frames.slice(0, -1);
}

const hex = (frames: readonly Uint8Array[]): string =>
  frames.map((frame) => Buffer.from(frame).toString('hex')).join(' ');

const eventWith = (name: EventName): Uint8Array => {
  const secret = name === 'PasskeyNotify' || name === 'UserConfirmationRequest' ? PASSKEY : KEY;
  return encodeEvent({ event: name, index: 0, ...EVENTS[name]?.(secret) } as never);
};

describe('A bridge keeps to itself', () => {
  it.each([...eventSecrets.keys()])('what %s says, whatever is allowed, unless secrets are kept', async (name) => {
    const frame = eventWith(name);
    expect(hex([frame])).toMatch(TRACE);
    expect(hex(await seenOf(frame, {}))).not.toMatch(TRACE);
    expect(hex(await seenOf(frame, { secrets: 'keep' }))).toMatch(TRACE);
  });

  it.each(['NewLinkKey', 'NewLongTermKey', 'NewIdentityResolvingKey', 'NewSignatureResolvingKey'] as const)(
    'the event %s as a whole: nobody shall take zeros for a key',
    async (name) => {
      expect(await seenOf(eventWith(name), { allow: 'owning' })).toEqual([]);
    },
  );

  it.each([...replySecrets.keys()])('what %s returns', async (name: CommandName) => {
    const secret = name === 'ReadLocalOutOfBandExtendedData' ? `110e${KEY}` : KEY;
    const frame = encodeReply(name, 0, REPLIES[name]?.(secret) as never, 'Success');
    const seen = await seenOf(frame, { allow: 'owning' });
    expect(seen).toHaveLength(1);
    expect(hex(seen)).not.toMatch(TRACE);
  });

  it('events that this library does not know', async () => {
    const frame = frameOf(0x0fff, 0, Uint8Array.of(1, 2, 3));
    expect(await seenOf(frame, {})).toEqual([]);
    expect(await seenOf(frame, { secrets: 'keep' })).toEqual([frame]);
  });
});

describe('A bridge shows the numbers of a pairing', () => {
  it.each(['UserConfirmationRequest', 'PasskeyNotify'] as const)('of %s to those who may answer', async (name) => {
    const frame = eventWith(name);
    const { address } = decodeEvent(frame) as unknown as { readonly address: string };
    expect(await seenOf(frame, { allow: 'shared' })).toEqual([frame]);
    expect(await seenOf(frame, { allow: ['UserConfirmationReply'] })).toEqual([frame]);
    const forThis: ServeOptions['allow'] = (command) =>
      command.command === 'UserConfirmationReply' && command.params.address === address;
    expect(await seenOf(frame, { allow: forThis })).toEqual([frame]);
    const others = await seenOf(frame, { allow: ['SetPowered'] });
    expect(others).toHaveLength(1);
    expect(hex(others)).not.toMatch(TRACE);
  });
});
