import { map } from 'rxjs';
import type { Transport } from 'rx-btmgmt';
import { transcribe } from './bench.js';
import { same } from './compare.js';
import { scenario } from './scenario.js';
import { simulated } from './simulator-world.js';
import type { InWorld } from './world.js';

const inSimulator = simulated('6.12');

const switchesOn = scenario('switches on', { on: 'pair' }, async (bench) => {
  await bench.command('SetPowered', 0, true);
});

/** The same kernel, with something changed in one frame that it sends. */
function tampered(isChanged: (frame: Uint8Array) => boolean, at: number): InWorld {
  const tamper = (frame: Uint8Array): Uint8Array =>
    isChanged(frame) ? frame.map((byte, index) => (index === at ? byte ^ 0x01 : byte)) : frame;
  return (kind, use) =>
    inSimulator(kind, (world) => {
      const transport = (options: { readonly trusted: boolean }): Transport => {
        const inner = world.transport(options);
        return { ...inner, send: (frame) => inner.send(frame), frames$: inner.frames$.pipe(map(tamper)) };
      };
      return use({ ...world, transport });
    });
}

const SET_POWERED = 0x05;
const isReply = (frame: Uint8Array): boolean => frame[0] === 0x01 && frame[6] === SET_POWERED;
const isNewSettings = (frame: Uint8Array): boolean => frame[0] === 0x06;

describe('what is noticed', () => {
  it('is nothing when all is the same', async () => {
    const expected = await transcribe(switchesOn, inSimulator);
    expect(() => same(expected, expected)).not.toThrow();
    same(await transcribe(switchesOn, inSimulator), expected);
  });

  it.each([
    ['the status of a reply', isReply, 8],
    ['one bit of a reply', isReply, 9],
    ['one bit of an event', isNewSettings, 6],
    ['another controller', isNewSettings, 2],
  ])('%s', async (_, isChanged, at) => {
    const expected = await transcribe(switchesOn, inSimulator);
    const actual = await transcribe(switchesOn, tampered(isChanged, at));
    expect(() => same(actual, expected)).toThrow(/^It differs from its transcript:\n[^]*^[-+] /m);
  });

  it('shows only the headings and what is different', () => {
    const error = (): void => same(['actor 0', '> a', '> c', '< d'], ['actor 0', '> a', '> b', '< d']);
    expect(error).toThrow('It differs from its transcript:\n  actor 0\n- > b\n+ > c');
  });

  it('is a scenario that was not recorded', () => {
    expect(() => same(['actor 0'], undefined)).toThrow('It was not recorded');
  });
});
