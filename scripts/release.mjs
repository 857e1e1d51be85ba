// node scripts/release.mjs TAG [--notes]: whether everything is ready to publish the version of a tag such as v1.2.3; prints under which
// name npm is to offer it, as an output of a step on GitHub. With --notes: what the changelog says of the version.
import { existsSync, readFileSync } from 'node:fs';

/** What the changelog says of a version, without its heading; undefined if it says nothing. */
export function notesOf(changelog, version) {
  const parts = changelog.split(/^## /m).slice(1);
  const part = parts.find((text) => text.startsWith(`[${version}]`));
  const notes = part?.slice(part.indexOf('\n')).trim();
  return notes === '' ? undefined : notes;
}

/** What stands against publishing, in words; `others` are the packages that are published with it. */
export function problemsOf(tag, manifest, changelog, others = []) {
  const { version, repository } = manifest;
  const problems = [];
  if (tag !== `v${version}`) problems.push(`The tag is ${tag}, the version in package.json ${version}`);
  if (notesOf(changelog, version) === undefined) problems.push(`CHANGELOG.md has no notes under "## [${version}]"`);
  if (typeof repository?.url !== 'string') {
    problems.push(
      'package.json has no "repository": npm compares it with the repository that publishes. See docs/releasing.md',
    );
  }
  for (const other of others.filter((each) => each.version !== version)) {
    problems.push(`The version of ${other.name} is ${other.version}: packages are published with the same one`);
  }
  for (const { name, peerDependencies = {} } of others) {
    const wanted = peerDependencies['rx-btmgmt'];
    if (wanted === undefined || wanted === `^${version}`) continue;
    problems.push(`${name} asks for rx-btmgmt ${wanted}: it is tested with ^${version}`);
  }
  return problems;
}

/** `npm install rx-btmgmt` takes `latest`; who wants to try what is to come asks for `next`. */
export const distTagOf = (version) => (version.includes('-') ? 'next' : 'latest');

if (process.argv[1] === import.meta.filename) {
  const [tag, option] = process.argv.slice(2);
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  const changelog = readFileSync('CHANGELOG.md', 'utf8');
  const others = ['packages/dashboard/package.json']
    .filter(existsSync)
    .map((path) => JSON.parse(readFileSync(path, 'utf8')));
  const problems = problemsOf(tag, manifest, changelog, others);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exit(1);
  console.log(option === '--notes' ? notesOf(changelog, manifest.version) : `dist-tag=${distTagOf(manifest.version)}`);
}
