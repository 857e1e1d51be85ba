import { basename } from 'node:path';
import { snippetsOf } from './markdown.js';
import type { Snippet } from './markdown.js';
import { runSnippet } from './run-snippet.js';

const ofTesting = snippetsOf('docs/testing.md');
const ofSimulator = snippetsOf('docs/simulator.md');
const ofTransports = snippetsOf('docs/transports.md');
const snippets = [...ofTesting, ...ofSimulator, ...ofTransports];
const isTest = ({ code }: Snippet): boolean => /^(for .*\) )?it\(/m.test(code);

/** What the modules of a page export, each evaluated once. */
const modules = new Map<string, object>();

/** Imports a file that the page shows, or what jest would resolve. */
function load(name: string): object {
  const file = basename(name).replace(/\.js$/, '.ts');
  const shown = name.startsWith('./') ? snippets.find((snippet) => snippet.file === file) : undefined;
  if (!shown) return jest.requireActual<object>(name);
  const known = modules.get(file) ?? run(shown);
  modules.set(file, known);
  return known;
}

/** Evaluates a snippet, and gives what it exports. Its calls of `it` go to jest. */
const run = (snippet: Pick<Snippet, 'code'>): object => runSnippet(snippet, load, { it, expect });

describe('the examples of tests', () => {
  it('are tests, or files that tests import', () => {
    expect(ofTesting.filter(isTest).length).toBeGreaterThan(3);
    expect(ofTesting.filter((snippet) => !isTest(snippet)).map(({ file }) => file)).toEqual(['nearby.ts']);
    expect(ofSimulator.filter(isTest).length).toBeGreaterThan(2);
    expect(ofTransports.map((snippet) => snippet.file ?? isTest(snippet))).toEqual(['port-transport.ts', true]);
  });

  describe.each(snippets.filter(isTest).map((snippet) => [snippet.place, snippet] as const))('%s', (_, snippet) => {
    run(snippet);
  });

  it('of simulated worlds run', () => {
    // Those that subscribe to something would go on in real time.
    const worlds = ofSimulator.filter((snippet) => !isTest(snippet) && !snippet.code.includes('subscribe('));
    expect(worlds.length).toBeGreaterThan(1);
    for (const world of worlds) run(world);
  });

  it('is run on the first page, too', () => {
    const shown = snippetsOf('README.md').filter(({ code }) => code.startsWith('new MgmtTestScheduler()'));
    expect(shown).toHaveLength(1);
    for (const snippet of shown) run(snippet);
  });

  it('would notice one that fails', () => {
    const wrong = `
      new MgmtTestScheduler().run(({ kernel, expectCommands }) => {
        expectCommands(kernel('').mgmt).toBe('x', { x: 'SetPowered' });
      });`;
    expect(() => run({ code: wrong })).toThrow(/^\[0\] is missing, expected/);
  });
});
