import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Apt, requireApt } from './apt.mjs';
import { distribution, distributionSources } from './archive.mjs';
import { cached } from './cache.mjs';
import { requirePrograms } from './packages.mjs';
import { EXIT, Problem, say } from './problem.mjs';
import { collect } from './shell.mjs';

/** What has to be installed on this machine, by the program that shows that it is. */
function installed() {
  // Ubuntu packs its kernel modules with zstd.
  const zstd = distribution().id === 'debian' ? {} : { zstd: 'zstd' };
  return { 'qemu-system-x86_64': 'qemu-system-x86', xz: 'xz-utils', ...zstd };
}

/** The machine's libc and compiler runtime are the ones that the tools are built for. */
const SYSTEM_LIBRARY = /^lib(c6|gcc-s1|stdc\+\+6)$/;

/** Makes sure that this machine can run the bench; installs what is missing if it may. */
export async function requireMachine() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    const why = `The kernel bench runs on x86-64 Linux only; this is ${process.arch} ${process.platform}.`;
    throw new Problem(`${why} npm test runs everywhere.`, EXIT.missing);
  }
  requireApt();
  await requirePrograms(installed());
}

/** Besides BlueZ's test tools: what is in the guest, and the bus without which bluetoothd does not start. */
const PACKAGES = ['busybox-static', 'bluez', 'dbus-daemon'];

/**
 * BlueZ's programs, the bus that they need and a static busybox, unpacked from the distribution's packages: nothing of that is installed.
 * In `bin` stands a command for each program.
 *
 * @returns {Promise<{ bin: string, busybox: string }>}
 */
export async function prepareTools() {
  const name = `tools-${distribution().id}-${distribution().codename}-${PACKAGES.join('-')}`;
  const directory = await cached(name, unpackTools);
  return { bin: join(directory, 'bin'), busybox: join(directory, 'busybox') };
}

/** @param {string} directory */
async function unpackTools(directory) {
  const apt = new Apt(join(directory, '.apt'), distributionSources());
  await apt.update();
  // Ubuntu has another name for it.
  const tester = (await apt.has('bluez-test-tools')) ? 'bluez-test-tools' : 'bluez-tests';
  const packages = [...PACKAGES, tester];
  const needed = (await Promise.all(packages.map((name) => apt.dependencies(name)))).flat();
  const libraries = [...new Set(needed)].filter((name) => name.startsWith('lib') && !SYSTEM_LIBRARY.test(name));
  say("preparing BlueZ's test tools");
  const root = join(directory, 'root');
  await apt.unpack([...packages, ...libraries], root);
  rmSync(join(directory, '.apt'), { recursive: true });
  rmSync(join(root, '.debs'), { recursive: true });

  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const programs = new Map(
    files.filter((path) => /(^|\/)s?bin\/[\w-]+$|\/btvirt$/.test(path)).map((path) => [basename(path), path]),
  );
  for (const name of ['busybox', 'btvirt', 'btmon', 'bluetoothd', 'dbus-daemon']) {
    const path = programs.get(name);
    if (path === undefined) throw new Problem(`The packages ${packages.join(', ')} hold no ${name}.`, EXIT.missing);
    await requireLibraries(join(root, path), root);
  }
  copyFileSync(join(root, programs.get('busybox') ?? ''), join(directory, 'busybox'));
  programs.delete('busybox');
  mkdirSync(join(directory, 'bin'));
  for (const [name, path] of programs) writeFileSync(join(directory, 'bin', name), wrapper(path), { mode: 0o755 });
}

/** @param {string} root */
function libraryPath(root) {
  return `${root}/usr/lib/x86_64-linux-gnu:${root}/lib/x86_64-linux-gnu`;
}

/**
 * The libraries of the packages are for their own programs only: Node, say, goes on with those of the machine.
 *
 * @param {string} path
 */
function wrapper(path) {
  return `#!/bin/sh
root=$(dirname "$0")/../root
export LD_LIBRARY_PATH="${libraryPath('$root')}"
exec "$root/${path}" "$@"
`;
}

/** Better said now than by a program that does not start in the guest. @param {string} program @param {string} root */
async function requireLibraries(program, root) {
  const { stdout } = await collect('ldd', [program], { env: { LD_LIBRARY_PATH: libraryPath(root) } });
  const missing = [...stdout.toString().matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name);
  if (missing.length > 0) {
    throw new Problem(
      `${basename(program)} needs libraries that its packages lack: ${missing.join(', ')}.`,
      EXIT.missing,
    );
  }
}
