import { spawn } from 'node:child_process';
import {
  mkdtempSync,
  openSync,
  closeSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
  existsSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { follow } from './follow.mjs';
import { initramfs } from './initramfs.mjs';
import { EXIT, Problem, say } from './problem.mjs';
import { findProgram } from './shell.mjs';

/**
 * @typedef {object} Machine
 * @property {number} timeout seconds until the guest is given up
 * @property {number} memory in MB
 * @property {number} cpus
 * @property {boolean} [virtualTime] time passes as the guest computes, and leaps where it would wait: nothing takes longer because this
 *   machine is slow or busy, and waiting takes no time. The guest has one processor then, and what it prints is shown at its end.
 * @property {string} [label] before each line that it prints, where several guests print
 * @property {number} [niceness] how far it stands back behind other programs of this machine
 * @property {number} [port] connections of this machine to this port of its own reach the same port of the guest, which has no other network
 */

/** @type {Machine} */
export const DEFAULT_MACHINE = { timeout: Number(process.env.VM_TIMEOUT ?? 1200), memory: 2048, cpus: 2 };

/**
 * Boots a kernel, runs a command in it that sees this machine's files, and ends with the command.
 *
 * @param {import('./kernels.mjs').Kernel} kernel
 * @param {{ bin: string, busybox: string }} tools
 * @param {(run: string) => string} command a shell script; `run` is a folder that host and guest share
 * @param {Machine} machine
 * @param {(run: string, exitCode: number) => void} [inspect] called with the folder before it is removed
 * @returns {Promise<number>} the command's exit code
 */
export async function runInGuest(kernel, tools, command, machine = DEFAULT_MACHINE, inspect = () => {}) {
  // Its path goes through the kernel's command line and qemu's options.
  const base = /^[\w./-]+$/.test(tmpdir()) ? tmpdir() : '/tmp';
  const run = realpathSync(mkdtempSync(join(base, 'rx-btmgmt-vm-')));
  try {
    const path = [tools.bin, join(process.execPath, '..'), process.env.PATH, '/usr/sbin:/usr/bin:/sbin:/bin'].join(':');
    writeFileSync(join(run, 'initramfs'), initramfs(tools.busybox, kernel.modules));
    const script = machine.virtualTime ? withoutWaiting(command(OWN_FOLDER), run, tools) : command(run);
    writeFileSync(join(run, 'command.sh'), `${exportLines({ PATH: path, HOME: '/tmp' })}${script}`);
    const streams = [
      ['stdout', process.stdout],
      ['stderr', process.stderr],
    ].map(([name, stream]) => {
      closeSync(openSync(join(run, name), 'w'));
      const shown = () => follow(join(run, name), stream, machine.label);
      return machine.virtualTime ? () => shown()() : shown();
    });
    const ended = await bootAgainIfItFails(kernel, run, machine);
    for (const end of streams) end();
    check(kernel, run, ended, machine);
    const exitCode = Number(readFileSync(join(run, 'exit-code'), 'utf8'));
    inspect(run, exitCode);
    return exitCode;
  } finally {
    rmSync(run, { recursive: true, force: true });
  }
}

/** @param {readonly string[]} words as a shell reads them */
export function quote(words) {
  return words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** A folder in the guest's memory. */
const OWN_FOLDER = '/tmp/rx-btmgmt';
/** In the guest's own time. What waits forever comes there soon. */
const VIRTUAL_TIMEOUT_S = 7200;
/** Where qemu's network finds a guest that does not ask for an address. */
const GUEST_ADDRESS = '10.0.2.15/24';

/**
 * Runs a script with as little as possible to wait for from the host, because time leaps meanwhile: the programs that it starts, with
 * the links on the way to them, are copied to memory before (touching does that in an overlay), and what they write stays there until
 * the end.
 *
 * @param {string} script it writes to {@link OWN_FOLDER}
 * @param {string} run where that goes
 * @param {{ bin: string }} tools
 */
function withoutWaiting(script, run, tools) {
  const folders = [join(tools.bin, '..'), ...['build/kernel', 'node_modules/@koromix'].map((path) => join(ROOT, path))];
  return `set -- ${quote([process.execPath])} "$(command -v sh)" "$(command -v cat)" "$(command -v dirname)"
set -- "$@" $(ldd "$@" | sed -n 's/^[^/]*\\(\\/[^ :]*\\) .*/\\1/p') /etc/ld.so.cache
touch -c "$@"
touch -ch "$@" /bin /sbin /lib /lib64
find ${quote(folders)} -exec touch -ch {} +
mkdir ${OWN_FOLDER}
cat >${OWN_FOLDER}/script.sh <<'END OF SCRIPT'
${script}
END OF SCRIPT
timeout -k 10 ${VIRTUAL_TIMEOUT_S} sh ${OWN_FOLDER}/script.sh >${OWN_FOLDER}/printed 2>&1
code=$?
cat ${OWN_FOLDER}/printed
cp -r ${OWN_FOLDER}/. ${quote([run])}
exit $code
`;
}

/** Own variables, and those by which this project's programs are told things. @param {Record<string, string>} own */
function exportLines(own) {
  const passed = Object.entries(process.env).filter(([name]) => /^(RX_BTMGMT_\w+|CI|NO_COLOR|FORCE_COLOR)$/.test(name));
  const lines = [...passed, ...Object.entries(own)].map(([name, value]) => `export ${name}=${quote([value ?? ''])}\n`);
  return lines.join('');
}

const BOOTS = 3;
/** Boots take ten seconds, and a minute or two where the guest stands back behind others. */
const BOOT_TIMEOUT_S = 240;

/** Whether it runs what it is to run. @param {string} run */
const isUp = (run) => existsSync(join(run, 'release'));

/**
 * Without KVM, a kernel with two processors panics once in some hundred boots, in its own code that it is just patching, or computes for ever, before it
 * runs anything of this project. What goes wrong after that is never tried again: it may be a finding.
 *
 * @param {import('./kernels.mjs').Kernel} kernel
 * @param {string} run
 * @param {Machine} machine
 * @returns {Promise<'ended' | 'timeout'>}
 */
async function bootAgainIfItFails(kernel, run, machine) {
  for (let left = BOOTS - 1; ; left -= 1) {
    const ended = await boot(kernel, run, machine);
    if (isUp(run) || ended === 'timeout' || left === 0) return ended;
    say(`${kernel.release} did not boot; again:\n${consoleOf(run)}`);
  }
}

/** The end of what qemu and the kernel said. @param {string} run */
function consoleOf(run) {
  return [content(run, 'qemu'), content(run, 'console')].join('\n').trim().split('\n').slice(-30).join('\n');
}

/** What the guest left in a file, if it did. @param {string} run @param {string} name */
function content(run, name) {
  return existsSync(join(run, name)) ? readFileSync(join(run, name), 'utf8').trim() : undefined;
}

/** For the kernel's command line, and for qemu's. @param {number | undefined} port */
function networkFor(port) {
  if (port === undefined) return { words: '', args: [] };
  const host = ['-netdev', `user,id=net,restrict=on,hostfwd=tcp:127.0.0.1:${port}-:${port}`];
  // Without a program for booting from the network, which another package has.
  const args = [...host, '-device', 'virtio-net-pci,netdev=net,romfile='];
  return { words: ` rx.network=${GUEST_ADDRESS}`, args };
}

/**
 * @param {import('./kernels.mjs').Kernel} kernel
 * @param {string} run
 * @param {Machine} machine
 * @returns {Promise<'ended' | 'timeout'>}
 */
function boot(kernel, run, { timeout, memory, cpus, virtualTime = false, niceness = 0, port }) {
  const share = 'security_model=none,multidevs=remap';
  const network = networkFor(port);
  const args = [
    // Without KVM: the same everywhere, also inside of virtual machines and containers.
    ...['-accel', virtualTime ? 'tcg,tb-size=512' : 'tcg,thread=multi,tb-size=512'],
    ...(virtualTime ? ['-icount', 'shift=1,sleep=off'] : []),
    ...['-cpu', 'max', '-smp', String(virtualTime ? 1 : cpus), '-m', String(memory)],
    ...['-nodefaults', '-no-reboot', '-display', 'none', '-serial', `file:${run}/console`],
    ...['-kernel', kernel.image, '-initrd', `${run}/initramfs`],
    ...['-append', `console=ttyS0 quiet loglevel=4 panic=-1 mitigations=off rx.run=${run}${network.words}`],
    ...['-virtfs', `local,path=/,mount_tag=host,readonly=on,id=host,${share}`],
    ...['-virtfs', `local,path=${run},mount_tag=run,id=run,${share}`],
    ...network.args,
  ];
  // The guest goes when this process does, however it ends.
  const tied = findProgram('setpriv') ? ['setpriv', '--pdeathsig', 'KILL', '--'] : [];
  const [program = '', ...all] = [...tied, 'nice', '-n', String(niceness), 'qemu-system-x86_64', ...args];
  return new Promise((resolve, reject) => {
    const said = openSync(join(run, 'qemu'), 'w');
    const qemu = spawn(program, all, { stdio: ['ignore', said, said] });
    closeSync(said);
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      qemu.kill('SIGKILL');
    }, timeout * 1000);
    const bootTimer = setTimeout(() => {
      if (!isUp(run)) qemu.kill('SIGKILL');
    }, BOOT_TIMEOUT_S * 1000);
    /** @type {NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    /** @param {NodeJS.Signals} signal */
    const interrupt = (signal) => {
      qemu.kill('SIGKILL');
      rmSync(run, { recursive: true, force: true });
      // Several guests may run: each ends its own.
      setImmediate(() => process.exit(signal === 'SIGINT' ? 130 : 143));
    };
    for (const signal of signals) process.on(signal, interrupt);
    qemu.on('error', reject);
    qemu.on('exit', () => {
      clearTimeout(timer);
      clearTimeout(bootTimer);
      for (const signal of signals) process.off(signal, interrupt);
      resolve(timedOut ? 'timeout' : 'ended');
    });
  });
}

/**
 * Whether the guest came to its end, on the right kernel.
 *
 * @param {import('./kernels.mjs').Kernel} kernel
 * @param {string} run
 * @param {'ended' | 'timeout'} ended
 * @param {Machine} machine
 */
function check(kernel, run, ended, machine) {
  const release = content(run, 'release');
  /** @param {string} why */
  const fail = (why) => {
    throw new Problem(`${kernel.release}: ${why}. The end of its console:\n${consoleOf(run)}`, EXIT.guest);
  };
  if (release === undefined) fail(ended === 'timeout' ? `did not boot in ${machine.timeout} s` : 'did not boot');
  if (ended === 'timeout') fail(`did not end in ${machine.timeout} s; allow it more with --timeout`);
  if (!content(run, 'exit-code')) fail('went down before the command had ended');
  if (release !== kernel.release) fail(`the kernel that runs calls itself ${release}`);
  const failed = (content(run, 'failed-modules') ?? '')
    .split(' ')
    .filter((module) => module !== '' && !isExcused(module, machine));
  if (failed.length > 0) fail(`could not load the modules ${failed.join(', ')}`);
}

/**
 * It draws random numbers from how irregularly time passes, and refuses where time is regular. The kernel goes on without.
 *
 * @param {string} module
 * @param {Machine} machine
 */
function isExcused(module, { virtualTime = false }) {
  return virtualTime && module === 'jitterentropy_rng';
}
