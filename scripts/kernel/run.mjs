// node scripts/kernel/run.mjs [OPTION...] -- COMMAND [ARGUMENT...]: runs a command in a virtual machine with a real kernel.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuilt, run } from '../built.mjs';
import { defaultKernels } from './kernels.mjs';
import { chosenKernels, chosenMachine, KERNEL_HELP, KERNEL_OPTIONS, parsed } from './options.mjs';
import { EXIT, Problem, runMain, say } from './problem.mjs';
import { prepareTools, requireMachine } from './tools.mjs';
import { quote, runInGuest } from './vm.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HELP = `node scripts/kernel/run.mjs [OPTION...] -- COMMAND [ARGUMENT...]

Runs a command as root in a virtual machine with a real kernel, without KVM. It sees the files of this machine; what it
changes is gone afterwards. What it prints and its exit code are those of this program.

  --controllers         with two virtual controllers, hci0 and hci1, that hear each other (BlueZ's btvirt)
  --advertisers N       with a virtual LE controller that hears N advertising devices
  --rate N              how many advertisements it hears in a second (100)
  --port N              connections to this port of 127.0.0.1 reach the same port of the guest${KERNEL_HELP}`;

const OPTIONS = /** @type {const} */ ({
  ...KERNEL_OPTIONS,
  controllers: { type: 'boolean', default: false },
  advertisers: { type: 'string', default: '0' },
  rate: { type: 'string', default: '100' },
  port: { type: 'string' },
});

await runMain(main);

async function main() {
  const { values, positionals } = parsed(() => parseArgs({ options: OPTIONS, allowPositionals: true }));
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (positionals.length === 0) throw new Problem('Which command? (--help shows all)', EXIT.usage);
  const numbers = [values.advertisers, values.rate];
  if (numbers.some((text) => !/^\d+$/.test(text))) {
    throw new Problem('--advertisers and --rate take whole numbers.', EXIT.usage);
  }
  const machine = { ...chosenMachine(values), ...portOf(values.port) };
  const { kernels } = chosenKernels(withDefault(values));
  const [chosen, more] = kernels;
  if (chosen === undefined || more !== undefined) throw new Problem('A command runs on one kernel.', EXIT.usage);

  await requireMachine();
  const virtual = values.controllers || values.advertisers !== '0';
  if (virtual) prepareVirtualControllers();
  const tools = await prepareTools();
  const kernel = await chosen.prepare();
  say(`booting ${kernel.release}`);
  const helper = fileURLToPath(new URL('guest/with-controllers.mjs', import.meta.url));
  const prefix = virtual ? [process.execPath, helper, String(values.controllers), ...numbers] : [];
  const script = `cd ${quote([process.cwd()])}\nexec ${quote([...prefix, ...positionals])}\n`;
  return runInGuest(kernel, tools, () => script, machine);
}

/** @param {string | undefined} port @returns {{ port?: number }} */
function portOf(port) {
  if (port === undefined) return {};
  const isPort = /^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) < 65_536;
  if (!isPort) throw new Problem('--port takes a number from 1 to 65535.', EXIT.usage);
  return { port: Number(port) };
}

/**
 * 6.12 unless said otherwise, or the own kernel of a distribution that is not Debian.
 *
 * @param {import('./options.mjs').KernelOptions} values
 */
function withDefault(values) {
  if (values.kernel?.length || values['kernel-image'] !== undefined) return values;
  const { names } = defaultKernels(values['debian-mirror'] ?? process.env.RX_BTMGMT_DEBIAN_MIRROR);
  return { ...values, kernel: names.includes('6.12') ? ['6.12'] : names };
}

/** The virtual LE controller is a program of spec/kernel. */
function prepareVirtualControllers() {
  const from = process.cwd();
  process.chdir(ROOT);
  ensureBuilt();
  run(process.execPath, 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.kernel.json');
  process.chdir(from);
}
