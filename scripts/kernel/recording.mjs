// What was said on real kernels: the lines that a guest leaves, and the transcripts that are made of them.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @typedef {{ group: string, title: string, lines: string[] }} Recorded */

/** What a guest has recorded in a file. @param {string} path @returns {Recorded[]} */
export function readRecorded(path) {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
  return lines.map((line) => JSON.parse(line));
}

/** @param {readonly Recorded[]} recorded */
export function showRecorded(recorded) {
  for (const { group, title, lines } of recorded) console.log([`=== ${group}: ${title}`, ...lines, ''].join('\n'));
}

/**
 * Puts into the transcripts of a folder what a kernel has said.
 *
 * @param {object} what
 * @param {string} what.kernel
 * @param {readonly Recorded[]} what.recorded
 * @param {string} what.folder
 * @param {string} what.index the compiled module that has the groups, which give the order of the titles, below build/
 */
export async function writeTranscripts({ kernel, recorded, folder, index }) {
  /** @param {string} path */
  const compiled = (path) => import(pathToFileURL(resolve('build', path)).href);
  const groups = await compiled(index);
  const { parse, serialise, withKernel } = await compiled('contract/harness/transcripts.js');
  mkdirSync(folder, { recursive: true });
  for (const group of new Set(recorded.map((each) => each.group))) {
    const path = join(folder, `${group}.txt`);
    const transcripts = parse(existsSync(path) ? readFileSync(path, 'utf8') : '');
    for (const { title, lines } of recorded.filter((each) => each.group === group)) {
      transcripts.set(title, withKernel(transcripts.get(title), kernel, lines));
    }
    const titles = groups[group].map((/** @type {{ title: string }} */ { title }) => title);
    writeFileSync(path, serialise(transcripts, titles));
  }
}
