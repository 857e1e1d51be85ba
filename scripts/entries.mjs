// The entries of the package, as package.json has them.
import { readFileSync } from 'node:fs';

/** `src/x.ts` becomes `./dist/esm/x.js` and `./dist/esm/x.d.ts`. */
const pathOf = (file) => file.replace(/^\.\/dist\/esm\/(.*)\.js$/, '$1');

/**
 * How an entry is imported, its short name, and the path of its files without folder and end; `browser` is the path of what
 * stands for it in bundles for browsers, if it needs Node; `esmOnly`: nobody could use it as CommonJS.
 *
 * @typedef {{ specifier: string, name: string, path: string, browser?: string, esmOnly: boolean }} Entry
 */

/** @returns {Entry[]} */
export function packageEntries() {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
  return Object.entries(exports)
    .filter(([, conditions]) => typeof conditions === 'object')
    .map(([key, conditions]) => ({
      specifier: key.replace(/^\./, 'rx-btmgmt'),
      name: key === '.' ? 'rx-btmgmt' : key.slice(2),
      path: pathOf((conditions.import ?? conditions).default),
      esmOnly: conditions.import === undefined,
      ...(conditions.browser && { browser: pathOf(conditions.browser.import.default) }),
    }));
}
