import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Apt } from './apt.mjs';
import { debianArchive, debianSources, distribution, distributionSources } from './archive.mjs';
import { cached } from './cache.mjs';
import { collectModules, MODULES_KEY } from './modules.mjs';
import { EXIT, Problem, say } from './problem.mjs';

/**
 * A kernel that can be booted. `modules` are files in the order in which they are loaded.
 *
 * @typedef {{ name: string, release: string, image: string, modules: { name: string, bytes: Buffer }[] }} Kernel
 */

/**
 * Where a kernel comes from: places that are tried in order, each with the package that depends on its latest image.
 *
 * @type {Record<string, { places: { suites: string[], meta: string }[], version: RegExp }>}
 */
const DEBIAN_KERNELS = {
  6.1: {
    places: [{ suites: ['bookworm', 'bookworm-security'], meta: 'linux-image-amd64' }],
    version: /^6\.1\./,
  },
  6.12: {
    places: [
      { suites: ['bookworm', 'bookworm-security'], meta: 'linux-image-6.12-amd64' },
      { suites: ['trixie', 'trixie-security'], meta: 'linux-image-amd64' },
    ],
    version: /^6\.12\./,
  },
  newest: { places: [{ suites: ['trixie-backports'], meta: 'linux-image-amd64' }], version: /^/ },
};

export const KERNEL_NAMES = [...Object.keys(DEBIAN_KERNELS).sort(byLength), 'distribution'];

/** What is run when nothing is asked for: everything that this machine's archive can give. @param {string} [mirror] */
export function defaultKernels(mirror) {
  if (debianArchive(mirror) !== undefined) return { names: ['6.1', '6.12', 'newest'], notRun: [] };
  return { names: ['distribution'], notRun: ['6.1', '6.12', 'newest'] };
}

/**
 * Gets a kernel by its name, from the cache or from the archive.
 *
 * @param {string} name
 * @param {{ mirror?: string | undefined, update?: boolean }} [options]
 * @returns {Promise<Kernel>}
 */
export async function prepareKernel(name, { mirror, update = false } = {}) {
  const own = name === 'distribution' ? `-${distribution().codename}` : '';
  const directory = await cached(`kernel-${name}${own}-${MODULES_KEY}`, (aside) => download(name, mirror, aside), {
    update,
  });
  const release = readFileSync(join(directory, 'release'), 'utf8').trim();
  const order = readFileSync(join(directory, 'modules/order'), 'utf8').split('\n').filter(Boolean);
  const modules = order.map((module) => ({
    name: module,
    bytes: readFileSync(join(directory, 'modules', `${module}.ko`)),
  }));
  return { name, release, image: join(directory, 'vmlinuz'), modules };
}

/** A kernel that is given by its files. @param {string} image @param {string} modules @returns {Promise<Kernel>} */
export async function kernelByPath(image, modules) {
  for (const path of [image, modules]) {
    if (!existsSync(path)) throw new Problem(`${path} does not exist.`, EXIT.usage);
  }
  // The folder is named as the kernel names itself, on every system.
  const release = basename(resolve(modules));
  if (!/^\d+\.\d+/.test(release)) {
    const why = `${modules} is not a folder of kernel modules: its name would be the kernel's release, such as 6.12.1-amd64.`;
    throw new Problem(why, EXIT.usage);
  }
  return { name: image, release, image: resolve(image), modules: await collectModules(resolve(modules)) };
}

/** @param {string} name @param {string | undefined} mirror @param {string} directory */
async function download(name, mirror, directory) {
  const { apt, release, packages } = await find(name, mirror, join(directory, '.apt'));
  say(`preparing kernel ${name}: ${release}`);
  const root = join(directory, '.root');
  await apt.unpack(packages, root);
  const modules = [join(root, 'lib/modules', release), join(root, 'usr/lib/modules', release)].find(existsSync);
  if (modules === undefined) {
    throw new Problem(`The packages ${packages.join(', ')} hold no modules of ${release}.`, EXIT.missing);
  }
  // Since 7.x Debian's image lies beside its modules.
  const image = [join(root, 'boot', `vmlinuz-${release}`), join(modules, 'vmlinuz')].find(existsSync);
  if (image === undefined) {
    throw new Problem(`The packages ${packages.join(', ')} hold no kernel image of ${release}.`, EXIT.missing);
  }

  copyFileSync(image, join(directory, 'vmlinuz'));
  mkdirSync(join(directory, 'modules'));
  const collected = await collectModules(modules);
  for (const { name: module, bytes } of collected) writeFileSync(join(directory, 'modules', `${module}.ko`), bytes);
  writeFileSync(join(directory, 'modules/order'), collected.map((module) => `${module.name}\n`).join(''));
  writeFileSync(join(directory, 'release'), `${release}\n`);
  for (const rest of readdirSync(directory).filter((entry) => entry.startsWith('.'))) {
    rmSync(join(directory, rest), { recursive: true });
  }
}

/** @param {string} name @param {string | undefined} mirror @param {string} state */
async function find(name, mirror, state) {
  const wanted = DEBIAN_KERNELS[name];
  const tried = wanted?.places ?? ['linux-image-amd64', 'linux-image-generic'].map((meta) => ({ suites: [], meta }));
  for (const { suites, meta } of tried) {
    const sources = wanted === undefined ? distributionSources() : debianSources(suites, mirror);
    const apt = new Apt(state, sources);
    await apt.update();
    const image = (await apt.dependencies(meta)).find((dependency) => /^linux-image-(unsigned-)?\d/.test(dependency));
    const release = image?.replace(/^linux-image-(unsigned-)?/, '');
    if (image === undefined || release === undefined || wanted?.version.test(release) === false) continue;
    // Image and modules are one package in Debian up to 6.x, two from 7.x on, and three in Ubuntu.
    const parts = ['binary', 'modules', 'modules-extra'].map((part) => `linux-${part}-${release}`);
    const packages = [image];
    for (const part of parts) if (await apt.has(part)) packages.push(part);
    return { apt, release, packages };
  }
  const metas = tried.map(({ suites, meta }) => [meta, ...suites].join(' of ')).join(', ');
  throw new Problem(`The archive has no kernel ${name}: tried ${metas}.`, EXIT.missing);
}

/** @param {string} a @param {string} b */
function byLength(a, b) {
  return a.length - b.length;
}
