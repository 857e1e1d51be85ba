import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { after, before } from 'node:test';
import { bufferCount, filter, firstValueFrom } from 'rxjs';
import { Mgmt } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';

const INDEXES: readonly number[] = [0, 1];

let btvirt: ChildProcess | undefined;
let suites = 0;
process.on('exit', () => btvirt?.kill('SIGKILL'));

/**
 * Gives the surrounding suite two controllers that nobody has used, `FIRST` and `SECOND`: those of BlueZ's `btvirt -l2`, which
 * hear each other. Once they were switched off they are not heard any more on 6.12 and later, so none is used twice. They
 * stay until the next suite begins.
 */
export function newPairDuringSuite(): void {
  before(async () => {
    suites += 1;
    if (suites === 1) await renewPair();
  });
  after(() => {
    suites -= 1;
  });
}

/** Takes them away, and plugs in two new ones with the same addresses. */
export async function renewPair(): Promise<void> {
  await removePair();
  const mgmt = new Mgmt(hciSocket());
  const added = firstValueFrom(
    mgmt.event$('IndexAdded').pipe(
      filter(({ index }) => INDEXES.includes(index)),
      bufferCount(INDEXES.length),
    ),
  );
  const child = spawn('btvirt', ['-l2'], { stdio: 'ignore' });
  btvirt = child;
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`btvirt ended with ${String(code)} before its controllers were there`);
  });
  await Promise.race([added, gone]);
  gone.catch(() => undefined);
  // It must not keep this process, which ends with its own work.
  child.unref();
}

/** Takes them away before the suite is over. The kernel removes the controllers before it lets their process end. */
export async function removePair(): Promise<void> {
  if (btvirt === undefined) return;
  btvirt.ref();
  const exited = once(btvirt, 'exit');
  btvirt.kill('SIGKILL');
  await exited;
  btvirt = undefined;
}
