import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatStanzas } from './apt-sources.mjs';
import { EXIT, Problem, say } from './problem.mjs';
import { collect, findProgram } from './shell.mjs';

/** @typedef {import('./apt-sources.mjs').Source} Source */

/**
 * apt with sources, lists and a cache of its own in `directory`: needs no privilege and leaves the machine's apt alone.
 * The machine's settings, such as a proxy, stay in force.
 */
export class Apt {
  /** @readonly */ #config;

  /**
   * @param {string} directory
   * @param {readonly Source[]} sources
   * @param {readonly string[]} architectures besides the machine's own; their packages are named `NAME:ARCHITECTURE`
   */
  constructor(directory, sources, architectures = []) {
    this.sources = sources;
    for (const folder of ['lists/partial', 'cache/archives/partial', 'parts']) {
      mkdirSync(join(directory, folder), { recursive: true });
    }
    writeFileSync(join(directory, 'parts/bench.sources'), formatStanzas(sources));
    this.#config = join(directory, 'apt.conf');
    // Hooks of the machine's settings are for updates of the machine. Given with --config-file, this is read last.
    writeFileSync(
      this.#config,
      `#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
Dir::Etc::SourceList "/dev/null";
Dir::Etc::SourceParts "${directory}/parts";
Dir::State::Lists "${directory}/lists";
Dir::Cache "${directory}/cache";
Acquire::Languages "none";
APT::Sandbox::User "root";
${architectures.map((name) => `APT::Architectures:: "${name}";\n`).join('')}`,
    );
  }

  /** Reads what there is. Sources that can't be reached are an error: half a list would choose an old package. */
  async update() {
    const { code, stderr } = await this.#run('apt-get', ['update', '--error-on=any', '-q']);
    if (code !== 0) {
      const where = this.sources.map(({ uris, suites }) => `${uris.join(' ')} ${suites.join(' ')}`).join('; ');
      throw new Problem(`apt-get could not read the package lists of ${where}:\n${stderr.trim()}`, EXIT.missing);
    }
  }

  /** True if a package can be downloaded. @param {string} name */
  async has(name) {
    const { stdout } = await this.#run('apt-cache', ['policy', name]);
    return /^ {2}Candidate: (?!\(none\))/m.test(stdout);
  }

  /** The packages that one depends on. @param {string} name @returns {Promise<string[]>} */
  async dependencies(name) {
    const { stdout } = await this.#run('apt-cache', ['depends', '--important', name]);
    return [...stdout.matchAll(/^[ |]*(?:Pre)?Depends: ([^<\s]+)/gm)].map(([, dependency = '']) => dependency);
  }

  /**
   * Downloads packages and unpacks them to `target`, without installing anything.
   *
   * @param {readonly string[]} names
   * @param {string} target
   */
  async unpack(names, target) {
    for (const name of names) {
      const folder = join(target, '.debs', name);
      mkdirSync(folder, { recursive: true });
      say(`downloading ${name}`);
      const { code, stderr } = await this.#run('apt-get', ['download', '-q', name], folder);
      const deb = readdirSync(folder).find((file) => file.endsWith('.deb'));
      if (code !== 0 || deb === undefined) {
        throw new Problem(`The package ${name} could not be downloaded:\n${stderr.trim()}`, EXIT.missing);
      }
      const unpacked = await collect('dpkg-deb', ['-x', join(folder, deb), target]);
      if (unpacked.code !== 0) throw new Problem(`dpkg-deb could not unpack ${deb}:\n${unpacked.stderr.trim()}`);
    }
  }

  /** @param {string} program @param {readonly string[]} args @param {string} [cwd] */
  async #run(program, args, cwd) {
    const options = cwd === undefined ? {} : { cwd };
    const { code, stdout, stderr } = await collect(program, [`--config-file=${this.#config}`, ...args], options);
    return { code, stdout: stdout.toString(), stderr };
  }
}

/** Says so where there is no apt: everything is got by it. */
export function requireApt() {
  if (!existsSync('/etc/apt') || !findProgram('apt-get') || !findProgram('dpkg-deb')) {
    throw new Problem('The kernel bench gets kernels and tools as packages: it needs Debian or Ubuntu.', EXIT.missing);
  }
}
