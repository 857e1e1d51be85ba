import type { DeviceOptions } from 'rx-btmgmt/simulator';
import { snippetsOf } from './markdown.js';
import { runInWorld } from './operator-world.js';

const snippets = snippetsOf('docs/pairing.md');
const ADDRESS = '00:11:22:33:44:55';

const SENSOR: DeviceOptions = { address: ADDRESS };
const LOCK: DeviceOptions = { address: ADDRESS, pairing: { ioCapability: 'DisplayOnly', passkey: 123_456 } };

/** Each of the examples of the page: a part of it, with which device it runs, and what it prints. */
const prints: readonly (readonly [part: string, device: DeviceOptions, lines: readonly string[]])[] = [
  ['const sensor', SENSOR, [`paired with ${ADDRESS} { authenticated: false, secureConnections: true }`]],
  ['const lock', LOCK, ['{ authenticated: true, secureConnections: true }']],
  ['const requests$', SENSOR, []],
  ['UnpairDevice', SENSOR, [expect.stringContaining('NotPaired') as string]],
];

describe('The page of pairing', () => {
  it('has these examples', () => {
    const found = snippets.map(({ code }) => prints.filter(([part]) => code.includes(part)).map(([part]) => part));
    expect(found).toEqual(prints.map(([part]) => [part]));
  });

  it.each(prints)(
    'has an example, %s, that does what it should on the simulated kernel',
    async (part, device, lines) => {
      const printed = await runInWorld(
        snippets.find(({ code }) => code.includes(part))!,
        [device],
      );
      expect(printed).toEqual(lines);
    },
  );

  it('has an agent that answers a pairing', async () => {
    const [sensor, agent] = ['const sensor', 'const requests$'].map((part) =>
      snippets.find(({ code }) => code.includes(part))!,
    );
    const both = { ...agent!, code: `${agent!.code}\n${sensor!.code}` };
    expect(await runInWorld(both, [SENSOR])).toEqual([
      `${ADDRESS} asks: justWorks`,
      'justWorks is over: accepted',
      `paired with ${ADDRESS} { authenticated: false, secureConnections: true }`,
    ]);
  });
});
