import { firstValueFrom, timer } from 'rxjs';
import type { Args, CommandIndex, CommandName, Mgmt, MgmtNotification, MgmtNotificationName, Reply } from 'rx-btmgmt';
import { numbered } from './format.js';
import { plainError } from './compare.js';
import type { Racing, Scenario } from './scenario.js';
import { BenchSocket, type Match } from './socket.js';
import type { InWorld, World } from './world.js';

/** Virtual time, also on the kernels: it costs nothing, and a work that is due begins in far less. */
const SETTLING_MS = 100;

/** What a scenario works with: two sockets, of which one acts and the other watches, and more if it wants. */
export class Bench {
  /** The socket that {@link command} uses. */
  readonly actor: BenchSocket;
  /** A second program, so to speak, which only looks. */
  readonly watcher: BenchSocket;
  readonly #sockets: BenchSocket[] = [];

  constructor(
    private readonly world: World,
    private readonly racing: Racing = [],
  ) {
    this.actor = this.socket('actor');
    this.watcher = this.socket('watcher');
  }

  get mgmt(): Mgmt {
    return this.actor.mgmt;
  }

  /** Opens one more socket. Without trust it is one of a process that lacks CAP_NET_ADMIN. */
  socket(name: string, { trusted = true }: { readonly trusted?: boolean } = {}): BenchSocket {
    const socket = new BenchSocket(name, this.world.transport({ trusted }), this.world.scheduler, this.racing);
    this.#sockets.push(socket);
    return socket;
  }

  command<N extends CommandName>(name: N, index: CommandIndex<N>, ...args: Args<N>): Promise<Reply<N> | undefined> {
    return this.actor.command(name, index, ...args);
  }

  /** Waits for an event at the watcher. */
  until<N extends MgmtNotificationName>(name: N, match?: Match<N>): Promise<MgmtNotification<N>> {
    return this.watcher.until(name, match);
  }

  /** Lets the controllers hang: they do nothing and answer nothing. After 2 s the kernel gives each HCI command up. */
  freeze(): void {
    this.world.freeze();
  }

  /** Lets them go on: what they were told meanwhile they do now. */
  thaw(): void {
    this.world.thaw();
  }

  /** The machine goes to sleep. Wait for Controller Suspend. */
  suspend(): void {
    this.world.suspend();
  }

  /** It wakes up, not because of Bluetooth. Wait for Controller Resume. */
  resume(): void {
    this.world.resume();
  }

  /**
   * Gives the kernel time for what it tells nobody of: the driver's virtual controllers put sleeping and waking off (schedule_work in
   * drivers/bluetooth/hci_vhci.c), and one that is off does neither. The only wait without an event.
   */
  async settle(): Promise<void> {
    await firstValueFrom(timer(SETTLING_MS, this.world.scheduler));
  }

  /** Blocks the radios (rfkill). */
  block(): void {
    this.world.block();
  }

  /** Allows them again. */
  unblock(): void {
    this.world.unblock();
  }

  /** Takes the controllers away. */
  unplug(): Promise<void> {
    return this.world.unplug();
  }

  /** Shows the state in which the scenario leaves the controllers, and waits for whatever is still on its way. */
  async end(): Promise<void> {
    for (const index of await this.actor.indexes()) {
      await this.actor.command('ReadControllerInformation', index);
      await this.actor.command('SetPowered', index, false);
      await this.actor.command('ReadControllerInformation', index);
    }
    for (const socket of this.#sockets) await socket.barrier();
  }

  lines(): string[] {
    return numbered(this.#sockets.flatMap((socket) => socket.lines()));
  }

  close(): void {
    for (const socket of this.#sockets) socket.close();
  }
}

/** Runs a scenario with controllers of its own; gives its transcript. */
export function transcribe({ on, racing, run }: Scenario, inWorld: InWorld): Promise<string[]> {
  return inWorld(on, async (world) => {
    const bench = new Bench(world, racing);
    try {
      await run(bench);
      await bench.end();
      return bench.lines();
    } catch (error) {
      const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
      throw plainError([what, ...bench.lines()].join('\n'));
    } finally {
      bench.close();
    }
  });
}
