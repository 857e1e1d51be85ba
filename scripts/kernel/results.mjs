import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** @typedef {{ passed: number, failed: number, skipped: number, complaints: string[] }} Results */

/**
 * What the specifications in the guest did. What should have run and did not is a complaint, and counts as a failure.
 *
 * @param {string} path the file that the reporter wrote
 * @param {readonly string[]} files the compiled specifications
 * @param {{ exitCode: number, filtered: boolean }} run `filtered`: only tests with a certain name were asked for
 * @returns {Results}
 */
export function readResults(path, files, { exitCode, filtered }) {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  /** @type {{ name: string, file?: string, outcome?: 'passed' | 'failed' | 'skipped', end?: boolean }[]} */
  const lines = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const tests = lines.filter(({ outcome }) => outcome !== undefined);
  /** @param {string} wanted */
  const count = (wanted) => tests.filter(({ outcome }) => outcome === wanted).length;

  const complaints = [];
  if (!lines.some(({ end }) => end)) complaints.push('the specifications did not run to their end');
  if (tests.length === 0) complaints.push('no test ran');
  const silent = filtered ? [] : files.filter((file) => !tests.some((test) => test.file === file));
  for (const file of silent) complaints.push(`no test of ${relative(process.cwd(), file)} ran`);
  const failed = count('failed');
  if (exitCode !== 0 && failed === 0) complaints.push(`the specifications ended with exit code ${exitCode}`);
  return { passed: count('passed'), failed: failed + complaints.length, skipped: count('skipped'), complaints };
}

/** `31 passed, 0 failed`, and how many were skipped if any was. @param {Omit<Results, 'complaints'>} results */
export function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
