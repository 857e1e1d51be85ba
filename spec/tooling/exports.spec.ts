import { readFileSync } from 'node:fs';

const ENTRIES = Object.entries((JSON.parse(readFileSync('package.json', 'utf8')) as { exports: object }).exports)
  .filter(([, conditions]) => typeof conditions === 'object')
  .map(([path]) => path.replace(/^\./, 'rx-btmgmt'));

/** What an entry gives to programs of JavaScript. */
const exportsOf = async (entry: string): Promise<[string, unknown][]> =>
  Object.entries((await import(entry)) as Record<string, unknown>);

/** How a value stands on the wire: nobody's business but ours, and free to change. */
const isCodec = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && ('read' in value || 'write' in value || 'get' in value);

/** All that can be reached from a value by its properties. */
function reachable(value: unknown, seen = new Set<unknown>()): Set<unknown> {
  if (typeof value === 'object' && value !== null && !seen.has(value)) {
    seen.add(value);
    for (const part of Object.values(value)) reachable(part, seen);
  } else if (typeof value === 'function') seen.add(value);
  return seen;
}

describe.each(ENTRIES)('%s', (entry) => {
  it('exports no codec, and nothing that holds one', async () => {
    const constants = (await exportsOf(entry)).filter(([, value]) => typeof value === 'object');
    const holding = constants.filter(([, value]) => [...reachable(value)].some(isCodec)).map(([name]) => name);
    expect(holding).toEqual([]);
  });

  it('exports constants that are data', async () => {
    const constants = (await exportsOf(entry)).filter(([, value]) => typeof value === 'object');
    for (const [name, value] of constants) expect([name, structuredClone(value)]).toEqual([name, value]);
  });

  it('exports no two names that differ in case only', async () => {
    const names = (await exportsOf(entry)).map(([name]) => name.toLowerCase());
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});
