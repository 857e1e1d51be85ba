import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Snippet {
  /** Where it stands: file and line of its first line of code. */
  readonly place: string;
  readonly code: string;
  /** The file that its first line names, such as `// nearby.ts`: others can import it. */
  readonly file?: string;
}

/** The pages that users and contributors read. */
export const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
  'packages/dashboard/README.md',
];

export const textOf = (page: string): string => readFileSync(page, 'utf8');

/** The TypeScript blocks of a page, and those of JavaScript, which are read as such. */
export function snippetsOf(page: string): Snippet[] {
  const text = textOf(page);
  return [...text.matchAll(/^```(?:ts|typescript|js)\n(.*?)^```$/gms)].map(({ index, 1: code = '' }) => {
    const file = /^\/\/ (\S+\.ts)\n/.exec(code)?.[1];
    return {
      place: `${page}:${text.slice(0, index).split('\n').length + 1}`,
      code,
      ...(file === undefined ? {} : { file }),
    };
  });
}

/** The targets of the links of a page, less those on the web. */
export function linksOf(page: string): string[] {
  return [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1] ?? '')
    .filter((to) => !/^https?:/.test(to));
}

/** The anchors that the headings of a page make. */
export function anchorsOf(page: string): string[] {
  return [...textOf(page).matchAll(/^#+ (.*)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}
