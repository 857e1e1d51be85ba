import { defaultKernels, kernelByPath, KERNEL_NAMES, prepareKernel } from './kernels.mjs';
import { EXIT, Problem } from './problem.mjs';
import { DEFAULT_MACHINE } from './vm.mjs';

export const KERNEL_HELP = `
  --kernel NAME         ${KERNEL_NAMES.join(', ')}; may be repeated
  --kernel-image PATH   a kernel of your own (bzImage or vmlinuz), with
  --modules DIRECTORY   its modules: what is /lib/modules/RELEASE where it is installed
  --debian-mirror URL   get Debian's kernels from there, where the machine's own sources are not Debian's
  --update              get the newest packages instead of those of the cache
  --timeout SECONDS     give a guest up after that time (${DEFAULT_MACHINE.timeout})
  --memory MB           of the guest (${DEFAULT_MACHINE.memory})
  --cpus N              of the guest (${DEFAULT_MACHINE.cpus})
  --help
`;

/** The options that both programs have, for parseArgs. */
export const KERNEL_OPTIONS = /** @type {const} */ ({
  kernel: { type: 'string', multiple: true },
  'kernel-image': { type: 'string' },
  modules: { type: 'string' },
  'debian-mirror': { type: 'string' },
  update: { type: 'boolean', default: false },
  timeout: { type: 'string' },
  memory: { type: 'string' },
  cpus: { type: 'string' },
  help: { type: 'boolean', default: false },
});

/**
 * Runs a parser of arguments; what it can't read is a {@link Problem}.
 *
 * @template T
 * @param {() => T} parse
 */
export function parsed(parse) {
  try {
    return parse();
  } catch (error) {
    throw new Problem(`${error instanceof Error ? error.message : error} (--help shows all)`, EXIT.usage);
  }
}

/**
 * @typedef {object} KernelOptions
 * @property {string[]} [kernel]
 * @property {string} [kernel-image]
 * @property {string} [modules]
 * @property {string} [debian-mirror]
 * @property {boolean} [update]
 * @property {string} [timeout]
 * @property {string} [memory]
 * @property {string} [cpus]
 */

/**
 * The kernels that are asked for, each with how to get it, and those that are left out because this machine can't get them.
 *
 * @param {KernelOptions} options
 * @returns {{ kernels: { name: string, prepare: () => Promise<import('./kernels.mjs').Kernel> }[], notRun: string[] }}
 */
export function chosenKernels(options) {
  const { 'kernel-image': image, modules, 'debian-mirror': named, update = false, kernel = [] } = options;
  const mirror = named ?? process.env.RX_BTMGMT_DEBIAN_MIRROR;
  if ((image === undefined) !== (modules === undefined)) {
    throw new Problem('--kernel-image and --modules belong together.', EXIT.usage);
  }
  const unknown = kernel.filter((name) => !KERNEL_NAMES.includes(name));
  if (unknown.length > 0) {
    throw new Problem(`No kernel ${unknown.join(', ')}: there are ${KERNEL_NAMES.join(', ')}.`, EXIT.usage);
  }
  const byPath =
    image === undefined || modules === undefined ? [] : [{ name: image, prepare: () => kernelByPath(image, modules) }];
  const defaults = kernel.length === 0 && byPath.length === 0 ? defaultKernels(mirror) : { names: kernel, notRun: [] };
  const byName = [...new Set(defaults.names)].map((name) => ({
    name,
    prepare: () => prepareKernel(name, { mirror, update }),
  }));
  return { kernels: [...byName, ...byPath], notRun: defaults.notRun };
}

/** @param {KernelOptions} options @returns {import('./vm.mjs').Machine} */
export function chosenMachine(options) {
  /** @param {'timeout' | 'memory' | 'cpus'} name */
  const number = (name) => {
    const value = options[name] === undefined ? DEFAULT_MACHINE[name] : Number(options[name]);
    if (!Number.isInteger(value) || value <= 0) throw new Problem(`--${name} takes a number above 0.`, EXIT.usage);
    return value;
  };
  return { timeout: number('timeout'), memory: number('memory'), cpus: number('cpus') };
}
