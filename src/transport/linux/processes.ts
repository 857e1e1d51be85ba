import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { unlessFailed } from './unless-failed.js';

/** `PROC_PID_INIT_INO` of include/linux/proc_ns.h: the namespace in which all processes are. */
const FIRST_NAMESPACE = 'pid:[4026531836]';

/** The processes with one name, as /proc shows them, and whether it shows all there are. */
export interface Processes {
  readonly pids: readonly number[];
  /** Why there may be others; undefined if there are none. */
  readonly hidden: string | undefined;
}

/** Looks for running processes by the name that the kernel has for them, at most 15 bytes. Never throws. */
export function processesNamed(name: string, proc = '/proc'): Processes {
  const pids = entriesOf(proc)
    .filter((entry) => isRunning(name, `${proc}/${entry}`))
    .map(Number);
  return { pids, hidden: whyHidden(proc) };
}

function entriesOf(proc: string): string[] {
  return (unlessFailed(() => readdirSync(proc)) ?? []).filter((entry) => /^\d+$/.test(entry));
}

/** One that has ended and was not waited for is still there, as a zombie. */
function isRunning(name: string, process: string): boolean {
  if (read(`${process}/comm`) !== `${name}\n`) return false;
  const [, state] = /^\d+ \(.*\) (.)/s.exec(read(`${process}/stat`) ?? '') ?? [];
  return state !== undefined && state !== 'Z' && state !== 'X';
}

/** They come and go while we look: one that has gone meanwhile can't be read. */
function read(path: string): string | undefined {
  return unlessFailed(() => readFileSync(path, 'latin1'));
}

/** Namespaces hide all outside of them, and the option `hidepid` of /proc what belongs to other users, such as process 1. */
function whyHidden(proc: string): string | undefined {
  if (!existsSync(`${proc}/self`)) return `there is no ${proc}`;
  if (read(`${proc}/1/comm`) === undefined) {
    return `${proc} does not show the processes of other users (hidepid, or ProtectProc of systemd)`;
  }
  const namespace = unlessFailed(() => readlinkSync(`${proc}/self/ns/pid`));
  if (namespace === undefined) return `${proc} does not say whose processes it shows`;
  if (namespace === FIRST_NAMESPACE) return undefined;
  return 'this is a container, which shows its own processes only';
}
