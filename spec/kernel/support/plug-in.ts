import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { filter, firstValueFrom, ReplaySubject, skip } from 'rxjs';
import type { Mgmt } from 'rx-btmgmt';
import { ready } from './controllers.js';
import type { ControllerEvent } from '../virtual-controller/virtual-controller.js';

const PROGRAM = fileURLToPath(new URL('../virtual-controller/main.js', import.meta.url));

type EventOf<N extends ControllerEvent['event']> = Extract<ControllerEvent, { readonly event: N }>;

/** A virtual LE controller in a process of its own, which goes on while this one is blocked. */
export interface PluggedIn {
  readonly index: number;
  /** The first event of a kind, also one that has been already. */
  first<N extends ControllerEvent['event']>(name: N): Promise<EventOf<N>>;
  /** Lets it hear, if it was plugged in with `--waiting`. */
  start(): void;
  /** Tells it how many of its advertisements were seen, if it was plugged in with `--ahead`. */
  seen(count: number): void;
  /** Lets it hang until it was reset so many times. Commands that follow find it so. */
  wedge(resets: number): Promise<void>;
  /** Takes it away, unless it is gone. */
  unplug(): Promise<void>;
}

/** Plugs in a controller that is used with `args` as its program says, and waits until it can be used. */
export async function plugIn(mgmt: Mgmt, ...args: readonly string[]): Promise<PluggedIn> {
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const events = new ReplaySubject<ControllerEvent>();
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => events.next(JSON.parse(line) as ControllerEvent));
  lines.on('close', () => events.complete());

  const first = <N extends ControllerEvent['event']>(name: N) =>
    firstValueFrom(events.pipe(filter((event): event is EventOf<N> => event.event === name)));
  let wedges = 0;
  const { index } = await first('created');
  await ready(mgmt, index);
  return {
    index,
    first,
    start: () => {
      child.stdin.write('start\n');
    },
    seen: (count) => {
      child.stdin.write(`seen ${String(count)}\n`);
    },
    wedge: async (resets) => {
      const wedged = firstValueFrom(
        events.pipe(
          filter(({ event }) => event === 'wedged'),
          skip(wedges++),
        ),
      );
      child.stdin.write(`wedge ${String(resets)}\n`);
      await wedged;
    },
    unplug: async () => {
      child.stdin.end();
      await exited;
    },
  };
}
