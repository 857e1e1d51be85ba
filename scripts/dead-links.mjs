// The links of what is packed to files that are not.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Links such as `docs/testing.md -> ../nowhere.md`. @param {string[]} files the paths of all files in the package */
export function deadLinks(files) {
  const exists = (path) => files.some((file) => file === path || file.startsWith(`${path}/`));
  return files
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
        .map(([, to]) => to)
        .filter((to) => !/^[a-z]+:/.test(to) && !exists(join(dirname(file), to)))
        .map((to) => `${file} -> ${to}`),
    );
}
