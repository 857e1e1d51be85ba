import { existsSync, readFileSync } from 'node:fs';
import { machineSources } from './apt-sources.mjs';
import { EXIT, Problem } from './problem.mjs';

/** @typedef {import('./apt-sources.mjs').Source} Source */

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
const DEBIAN_SUITE = /^(bullseye|bookworm|trixie|forky|sid|(old)*stable|testing|unstable)$/;

/** Which distribution this is, from os-release. @returns {{ id: string, codename: string, name: string }} */
export function distribution(path = '/etc/os-release') {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  /** @param {string} key */
  const field = (key) => new RegExp(`^${key}="?([^"\\n]*)`, 'm').exec(text)?.[1] ?? '';
  return { id: field('ID'), codename: field('VERSION_CODENAME'), name: field('PRETTY_NAME') || 'this system' };
}

/**
 * Debian's archive as this machine reaches it: of its own sources the one with a Debian release, and the one with that
 * release's security updates. No mirror's name stands in here.
 *
 * @param {string} [mirror] the base address of another mirror
 * @param {readonly Source[]} [sources]
 * @returns {{ main: Source, security: Source | undefined } | undefined}
 */
export function debianArchive(mirror, sources = machineSources()) {
  if (mirror !== undefined) {
    if (!existsSync(KEYRING)) {
      const why = "The keys of Debian's archive are missing. Install them: apt-get install debian-archive-keyring";
      throw new Problem(why, EXIT.missing);
    }
    const options = { 'Signed-By': KEYRING };
    return { main: { uris: [mirror], suites: [], components: ['main'], options }, security: undefined };
  }
  // Others name their suites "stable" as well.
  const debian = sources.filter(({ uris }) => uris.some((uri) => /\bdebian\b/.test(pathOf(uri))));
  const main = debian.find(
    ({ suites, components }) => components.includes('main') && suites.some((suite) => DEBIAN_SUITE.test(suite)),
  );
  const security = debian.find(({ suites }) => suites.some((suite) => /^(\w+-security|\w+\/updates)$/.test(suite)));
  return main === undefined ? undefined : { main, security };
}

/**
 * The sources of some suites of Debian's archive, `-security` ones from where those are.
 *
 * @param {readonly string[]} suites
 * @param {string} [mirror]
 * @returns {Source[]}
 */
export function debianSources(suites, mirror) {
  const archive = debianArchive(mirror);
  if (archive === undefined) throw noDebian();
  return suites.flatMap((suite) => {
    const source = suite.endsWith('-security') ? archive.security : archive.main;
    return source === undefined ? [] : [{ ...source, suites: [suite], components: ['main'] }];
  });
}

/** The machine's own sources without what others have added to them, such as repositories of single programs. */
export function distributionSources() {
  const { codename } = distribution();
  const ownSuites = new RegExp(`^${codename}(-(updates|security))?$`);
  const own = machineSources().filter(
    ({ suites, components }) =>
      components.includes('main') && suites.some((suite) => ownSuites.test(suite) || DEBIAN_SUITE.test(suite)),
  );
  if (own.length === 0) {
    const why = `The package sources of this machine name no release of ${distribution().name} in /etc/apt.`;
    throw new Problem(why, EXIT.missing);
  }
  return own;
}

export function noDebian() {
  return new Problem(
    `The archive of ${distribution().name} has no Debian kernels. Take one of these:
  --debian-mirror URL    download Debian's kernels from that mirror (needs the package debian-archive-keyring)
  --kernel distribution  run on the kernel of ${distribution().name}
  --kernel-image PATH --modules DIRECTORY   run on any kernel that you have`,
    EXIT.missing,
  );
}

/** An address without its scheme and host. @param {string} uri */
function pathOf(uri) {
  return uri.replace(/^[\w+]+:\/\/[^/]*/, '');
}
