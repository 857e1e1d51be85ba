import { EXIT, Problem, say } from './problem.mjs';
import { collect, findProgram } from './shell.mjs';

/**
 * Makes sure that this machine has programs; installs the Debian packages of those that are missing if it may.
 *
 * @param {Readonly<Record<string, string>>} programs the package of each
 */
export async function requirePrograms(programs) {
  const missing = Object.entries(programs).filter(([program]) => !findProgram(program));
  if (missing.length === 0) return;
  const packages = missing.map(([, name]) => name);
  const command = ['apt-get', 'install', '-y', '--no-install-recommends', ...packages];
  const manual = `sudo apt-get update && sudo ${command.join(' ')}`;
  const prefix = await rootPrefix();
  if (prefix === undefined) {
    throw new Problem(`Packages are missing: ${packages.join(', ')}. Install them:\n  ${manual}`, EXIT.missing);
  }
  say(`installing ${packages.join(', ')}`);
  for (const [program = '', ...args] of [
    [...prefix, 'apt-get', 'update'],
    [...prefix, ...command],
  ]) {
    const { code, stderr } = await collect(program, args, { env: { DEBIAN_FRONTEND: 'noninteractive' } });
    // An update that reached only some sources may do; the installation tells.
    if (code !== 0 && args.includes('install')) {
      throw new Problem(`Installing ${packages.join(', ')} failed:\n${stderr.trim()}\nTry: ${manual}`, EXIT.missing);
    }
  }
}

/** How to run something as root without a question, if at all. @returns {Promise<string[] | undefined>} */
async function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  if (!findProgram('sudo')) return undefined;
  return (await collect('sudo', ['-n', 'true'])).code === 0 ? ['sudo', '-n'] : undefined;
}
