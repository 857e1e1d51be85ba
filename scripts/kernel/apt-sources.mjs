import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A line of sources.list or a stanza of a .sources file: where packages come from.
 *
 * @typedef {{ uris: string[], suites: string[], components: string[], options: Record<string, string> }} Source
 */

/** The options that matter for getting packages from the same place, by their deb822 names. */
const KEPT = ['Signed-By', 'Trusted', 'Check-Valid-Until'];

/** The machine's own sources, in apt's order. @returns {Source[]} */
export function machineSources(etc = '/etc/apt') {
  const parts = join(etc, 'sources.list.d');
  const files = existsSync(parts)
    ? readdirSync(parts)
        .sort()
        .map((name) => join(parts, name))
    : [];
  return [join(etc, 'sources.list'), ...files].flatMap((path) => {
    if (path.endsWith('.sources')) return parseStanzas(readFileSync(path, 'utf8'));
    return path.endsWith('.list') && existsSync(path) ? parseLines(readFileSync(path, 'utf8')) : [];
  });
}

/** `deb [signed-by=/usr/share/keyrings/x.gpg] http://host/debian bookworm main`. @param {string} text @returns {Source[]} */
export function parseLines(text) {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*deb\s+(?:\[([^\]]*)\]\s*)?(\S+)\s+(\S+)([^#]*)/.exec(line);
    if (!match) return [];
    const [, options = '', uri = '', suite = '', components = ''] = match;
    const pairs = options.split(/\s+/).map((option) => option.split('=', 2));
    return [
      {
        uris: [uri],
        suites: [suite],
        components: words(components),
        options: keep((name) => pairs.find(([key = '']) => key.toLowerCase() === name.toLowerCase())?.[1]),
      },
    ];
  });
}

/** The stanzas of the deb822 format (man 5 sources.list). @param {string} text @returns {Source[]} */
export function parseStanzas(text) {
  const stanzas = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .split(/\n\s*\n/);
  return stanzas.flatMap((stanza) => {
    /** @type {Map<string, string>} */
    const fields = new Map();
    // A field goes on in the lines that start with white space: keys may be given in full.
    for (const [, name = '', value = ''] of stanza.matchAll(/^([\w-]+):[ \t]*((?:.*)(?:\n[ \t]+.*)*)/gm)) {
      fields.set(name.toLowerCase(), value.trim());
    }
    const enabled = !/^(no|false|off|0|disable|without)$/i.test(fields.get('enabled') ?? 'yes');
    if (!enabled || !words(fields.get('types')).includes('deb')) return [];
    return [
      {
        uris: words(fields.get('uris')),
        suites: words(fields.get('suites')),
        components: words(fields.get('components')),
        options: keep((name) => fields.get(name.toLowerCase())),
      },
    ];
  });
}

/** Sources as a deb822 file. @param {readonly Source[]} sources */
export function formatStanzas(sources) {
  return sources
    .map(({ uris, suites, components, options }) =>
      [
        'Types: deb',
        `URIs: ${uris.join(' ')}`,
        `Suites: ${suites.join(' ')}`,
        ...(components.length > 0 ? [`Components: ${components.join(' ')}`] : []),
        ...Object.entries(options).map(([name, value]) => `${name}: ${value.includes('\n') ? `\n ${value}` : value}`),
        '',
      ].join('\n'),
    )
    .join('\n');
}

/** @param {string} [text] */
function words(text = '') {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** @param {(name: string) => string | undefined} valueOf @returns {Record<string, string>} */
function keep(valueOf) {
  return Object.fromEntries(
    KEPT.flatMap((name) => {
      const value = valueOf(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
