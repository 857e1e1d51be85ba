import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compile } from './compile-snippets.js';
import { anchorsOf, linksOf, pages, snippetsOf, textOf } from './markdown.js';

describe('the documentation', () => {
  const snippets = pages.flatMap(snippetsOf);
  const wrong = { place: 'nowhere', code: "mgmt.command$('SetPowered', 0, 'x');" };
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  let said: Map<string, string[]>;

  beforeAll(() => {
    said = compile([...snippets, wrong]);
  }, 120_000);

  it('has examples on its first page', () => {
    expect(snippets.filter(({ place }) => place.startsWith('README.md')).length).toBeGreaterThan(3);
  });

  it('would notice an example that does not compile', () => {
    expect(said.get('nowhere')).toEqual([expect.stringContaining('is not assignable')]);
  });

  it.each(snippets.map(({ place }) => place))('has an example at %s that compiles', (place) => {
    expect(said.get(place)).toEqual([]);
  });

  it.each(pages)('%s names only scripts that exist', (page) => {
    const named = [...textOf(page).matchAll(/npm run (?:-s )?([\w:-]+)/g)].map((match) => match[1] ?? '');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it.each(pages)('%s links to files and headings that exist', (page) => {
    const broken = linksOf(page).filter((link) => {
      const [path = '', anchor] = link.split('#');
      const file = path === '' ? page : join(dirname(page), path);
      return !existsSync(file) || (anchor !== undefined && !anchorsOf(file).includes(anchor));
    });
    expect(broken).toEqual([]);
  });
});
