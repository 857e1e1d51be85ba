import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { from, lastValueFrom, map, merge, scan, switchMap, takeWhile } from 'rxjs';
import { Mgmt } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';

const VIRTUAL_CONTROLLER = fileURLToPath(new URL('../../../build/kernel/virtual-controller/main.js', import.meta.url));

/**
 * Starts virtual controllers and waits until they can be used.
 *
 * `pair`: hci0 and hci1 of BlueZ's btvirt, which hear each other. `advertisers`: one more, with that many devices around it.
 *
 * @param {{ pair?: boolean, advertisers?: number, rate?: number }} what
 * @returns {Promise<{ stop(): void }>}
 */
export async function startControllers({ pair = false, advertisers = 0, rate = 100 }) {
  /** @type {import('node:child_process').ChildProcess[]} */
  const children = [];
  /** @param {import('node:child_process').ChildProcess} child @param {number} count how many controllers there are then */
  const start = async (child, count) => {
    children.push(child);
    const gone = once(child, 'exit').then(([code]) => {
      throw new Error(`${child.spawnargs.join(' ')} ended with ${code} before its controllers were there`);
    });
    await Promise.race([controllers(count), gone]);
    gone.catch(() => undefined);
    // It must not keep this process, which ends with its own work.
    child.unref();
    /** @type {import('node:net').Socket | null} */ (child.stdin)?.unref();
  };
  if (pair) await start(spawn('btvirt', ['-l2'], { stdio: 'ignore' }), 2);
  if (advertisers > 0) {
    const args = [VIRTUAL_CONTROLLER, '--advertisers', String(advertisers), '--rate', String(rate), '--repeat'];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'inherit'] });
    await start(child, children.length > 0 ? 3 : 1);
  }
  return { stop: () => children.forEach((child) => child.kill('SIGKILL')) };
}

/** Waits until the kernel has so many controllers: it announces one when it has set it up. @param {number} count */
function controllers(count) {
  const mgmt = new Mgmt(hciSocket());
  const known$ = mgmt
    .command$('ReadControllerIndexList', null)
    .pipe(switchMap(({ controllerIndexes }) => from(controllerIndexes)));
  return lastValueFrom(
    merge(mgmt.event$('IndexAdded').pipe(map(({ index }) => index)), known$).pipe(
      scan((found, index) => found.add(index), /** @type {Set<number>} */ (new Set())),
      takeWhile(({ size }) => size < count),
    ),
    { defaultValue: undefined },
  );
}
