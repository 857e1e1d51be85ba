import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { EXIT, Problem } from './problem.mjs';
import { collect, findProgram } from './shell.mjs';

/**
 * What is loaded, in this order. The random generators come before Bluetooth pulls in ecdh_generic: on 6.1 the self-test of
 * ecdh fails without them, and secure pairing is then unavailable without a word. The crypto layer finds ctr, hmac, sha512 and
 * sha3 (for the generators), ecb and cmac (for SMP) by name, so they are no module's dependencies. virtio_net is for programs
 * that serve something. What is built into a
 * kernel has no file; if something is really missing the guest tells.
 */
const WANTED = [
  ...['virtio_pci', '9pnet_virtio', '9p', 'overlay', 'virtio_net'],
  ...['ctr', 'hmac', 'sha512_generic', 'sha3_generic', 'jitterentropy_rng', 'drbg', 'ecb', 'cmac'],
  ...['rfkill', 'hci_vhci', 'algif_hash', 'algif_skcipher'],
];

/** Changes with the list above: what was collected by another list is collected again. */
export const MODULES_KEY = createHash('sha256').update(WANTED.join()).digest('hex').slice(0, 8);

/**
 * The modules that the guest loads, each after those it depends on, unpacked.
 *
 * @param {string} directory a kernel's modules: what is /lib/modules/VERSION on a running system
 * @returns {Promise<{ name: string, bytes: Buffer }[]>}
 */
export async function collectModules(directory) {
  const paths = new Map(
    readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.ko(\.\w+)?$/.test(path))
      .map((path) => [moduleName(path), join(directory, path)]),
  );
  /** @type {Map<string, Buffer>} */
  const found = new Map();
  /** @type {(name: string, neededBy?: string) => Promise<void>} */
  const add = async (name, neededBy) => {
    const path = paths.get(name);
    if (found.has(name) || (path === undefined && neededBy === undefined)) return;
    if (path === undefined) {
      throw new Problem(`The kernel modules in ${directory} lack ${name}, which ${neededBy} needs.`, EXIT.missing);
    }
    const bytes = await unpacked(path);
    for (const dependency of dependencies(bytes)) await add(dependency, name);
    found.set(name, bytes);
  };
  for (const name of WANTED) await add(name);
  return [...found].map(([name, bytes]) => ({ name, bytes }));
}

/** Modules are named with underscores, whatever their files are called. @param {string} path */
function moduleName(path) {
  return basename(path)
    .replace(/\.ko(\.\w+)?$/, '')
    .replaceAll('-', '_');
}

/** `depends=` of the section .modinfo: texts that end in a zero byte. @param {Buffer} bytes @returns {string[]} */
function dependencies(bytes) {
  const start = bytes.indexOf('\0depends=');
  if (start < 0) return [];
  const from = start + '\0depends='.length;
  const names = bytes.toString('latin1', from, bytes.indexOf(0, from));
  return names.split(',').filter(Boolean).map(moduleName);
}

/** @param {string} path @returns {Promise<Buffer>} */
async function unpacked(path) {
  if (path.endsWith('.ko')) return readFileSync(path);
  if (path.endsWith('.gz')) return gunzipSync(readFileSync(path));
  const program = path.endsWith('.xz') ? 'xz' : 'zstd';
  const found = findProgram(program);
  if (found === undefined) {
    const name = program === 'xz' ? 'xz-utils' : program;
    throw new Problem(`Kernel modules are packed with ${program}. Install it: apt-get install ${name}`, EXIT.missing);
  }
  const { code, stdout, stderr } = await collect(found, ['-dc', path]);
  if (code !== 0) throw new Problem(`${program} could not unpack ${path}: ${stderr.trim()}`);
  return stdout;
}
