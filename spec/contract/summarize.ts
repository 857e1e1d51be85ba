// node build/contract/summarize.js: what became of the scenarios when they last ran everywhere. Fails if one did not run.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { REPORTS, reportName, type Report } from './harness/report.js';
import { PLACES, summary } from './harness/summary.js';
import * as domains from './index.js';

const folder = fileURLToPath(new URL(`../${REPORTS}`, import.meta.url));
const reports = PLACES.map(({ place }) => `${folder}/${reportName(place)}`)
  .filter((path) => existsSync(path))
  .map((path) => JSON.parse(readFileSync(path, 'utf8')) as Report);
const { lines, problems } = summary(domains, reports);
console.log([...lines, ...problems.map((problem) => `  WRONG: ${problem}`)].join('\n'));
process.exitCode = problems.length === 0 ? 0 : 1;
