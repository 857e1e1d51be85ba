import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { filter, firstValueFrom, map, scan, take, toArray } from 'rxjs';
import type { Mgmt } from 'rx-btmgmt';

/** Two dual-mode controllers that hear each other and nothing else, both off with Low Energy on. */
export interface Pair {
  readonly first: { readonly index: number; readonly address: string };
  readonly second: { readonly index: number; readonly address: string };
  unplug(): Promise<void>;
}

/** Plugs in a `btvirt -l2` beside the one that all specifications share. */
export async function plugInPair(mgmt: Mgmt): Promise<Pair> {
  const added = firstValueFrom(
    mgmt.event$('IndexAdded').pipe(
      scan((indexes: readonly number[], { index }) => [...indexes, index], []),
      filter(({ length }) => length === 2),
      map((indexes) => [...indexes].sort((one, other) => one - other)),
    ),
  );
  const child = spawn('btvirt', ['-l2'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const exited = once(child, 'exit');
  const controllers = [];
  for (const index of await added) {
    await firstValueFrom(mgmt.command$('SetLowEnergy', index, true));
    const { address } = await firstValueFrom(mgmt.command$('ReadControllerInformation', index));
    controllers.push({ index, address });
  }
  const [first, second] = controllers;
  if (first === undefined || second === undefined) throw new Error('btvirt has made no two controllers.');
  return {
    first,
    second,
    unplug: async () => {
      const removed = firstValueFrom(mgmt.event$('IndexRemoved').pipe(take(2), toArray()));
      child.kill('SIGKILL');
      await Promise.all([exited, removed]);
    },
  };
}
