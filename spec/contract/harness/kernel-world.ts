import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { asyncScheduler, filter, firstValueFrom, ReplaySubject } from 'rxjs';
import { Mgmt } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';
import { block, mountDebugfs, sleep } from '../../kernel/support/interrupt.js';
import type { BenchKind } from './scenario.js';
import { untrusted } from './untrusted.js';
import type { InWorld, World } from './world.js';

const VIRTUAL_CONTROLLER = fileURLToPath(new URL('../../kernel/virtual-controller/main.js', import.meta.url));

/** Plugs in with what comes after its name, out when it is killed. */
const BTVIRT = { program: 'btvirt', signal: 'SIGKILL' } as const;
/** A controller of ours; it goes when its standard input ends. */
const OURS = { program: process.execPath, signal: undefined } as const;

interface Plug {
  readonly program: string;
  readonly args: readonly string[];
  readonly signal: NodeJS.Signals | undefined;
  readonly count: number;
}

const PLUGS: Readonly<Record<BenchKind, Plug>> = {
  pair: { ...BTVIRT, args: ['-l2'], count: 2 },
  dual: { ...BTVIRT, args: ['-l1'], count: 1 },
  le: { ...BTVIRT, args: ['-L', '-l1'], count: 1 },
  bredr: { ...BTVIRT, args: ['-B', '-l1'], count: 1 },
  // btvirt can't be told to make one.
  unconfigured: { ...OURS, args: [VIRTUAL_CONTROLLER, '--advertisers', '0', '--unconfigured'], count: 1 },
};

interface PluggedIn {
  signal(sent: NodeJS.Signals): void;
  pullOut(): Promise<void>;
}

/** The running kernel. Nothing else may plug in controllers meanwhile. */
export function openKernel(): { readonly inWorld: InWorld; close(): void } {
  // Not in the middle of a scenario: it may take the guest a minute of virtual time.
  mountDebugfs();
  const mgmt = new Mgmt(hciSocket());
  const present = new ReplaySubject<number>(1);
  const indexes = new Set<number>();
  const subscription = mgmt.events$.subscribe(({ event, index }) => {
    if (event === 'IndexAdded' || event === 'UnconfiguredIndexAdded') indexes.add(index);
    else if (event === 'IndexRemoved' || event === 'UnconfiguredIndexRemoved') indexes.delete(index);
    else return;
    present.next(indexes.size);
  });
  const until = (count: number) => firstValueFrom(present.pipe(filter((size) => size === count)));

  const plugIn = async (kind: BenchKind): Promise<PluggedIn> => {
    const { program, args, signal, count } = PLUGS[kind];
    const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'inherit'] });
    const ended = once(child, 'exit');
    const early = ended.then(() => Promise.reject(new Error(`${program} ended before its controllers were there`)));
    await Promise.race([until(count), early]);
    early.catch(() => undefined);
    const wrong = [...indexes].find((index) => index >= count);
    if (wrong !== undefined) throw new Error(`There is another controller: the new one has the index ${wrong}.`);
    return {
      signal: (sent) => child.kill(sent),
      pullOut: async () => {
        child.stdin.end();
        if (signal !== undefined) child.kill(signal);
        await ended;
        await until(0);
      },
    };
  };

  const inWorld: InWorld = async (kind, use) => {
    const { signal, pullOut } = await plugIn(kind);
    let plugged = true;
    const unplugOnce = async (): Promise<void> => {
      if (!plugged) return;
      plugged = false;
      signal('SIGCONT');
      await pullOut();
    };
    const world: World = {
      scheduler: asyncScheduler,
      transport: ({ trusted }) => (trusted ? hciSocket() : untrusted(hciSocket())),
      freeze: () => signal('SIGSTOP'),
      thaw: () => signal('SIGCONT'),
      suspend: () => sleep(indexes, true),
      resume: () => sleep(indexes, false),
      block: () => block(indexes, true),
      unblock: () => block(indexes, false),
      unplug: unplugOnce,
    };
    try {
      return await use(world);
    } finally {
      await unplugOnce();
    }
  };
  return { inWorld, close: () => subscription.unsubscribe() };
}
