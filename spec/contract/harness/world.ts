import type { SchedulerLike } from 'rxjs';
import type { Transport } from 'rx-btmgmt';
import type { BenchKind } from './scenario.js';

/** Where a scenario happens: a kernel, real or simulated, with the controllers of one scenario. */
export interface World {
  /** Time as it passes there. */
  readonly scheduler: SchedulerLike;
  /** A socket of a process with or without CAP_NET_ADMIN. */
  transport(options: { readonly trusted: boolean }): Transport;
  /** Lets all controllers hang, and go on with what they were told meanwhile. */
  freeze(): void;
  thaw(): void;
  /** The machine goes to sleep, and wakes up. */
  suspend(): void;
  resume(): void;
  /** The radios are blocked, and allowed again (rfkill). */
  block(): void;
  unblock(): void;
  /** Takes all controllers away, as if they were unplugged. */
  unplug(): Promise<void>;
}

/** Plugs controllers in and waits until they can be used, lets `use` do with them what it wants, and takes them away. */
export type InWorld = <T>(kind: BenchKind, use: (world: World) => Promise<T>) => Promise<T>;
