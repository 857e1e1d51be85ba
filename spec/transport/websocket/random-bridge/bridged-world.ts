import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { EMPTY, catchError, concat, firstValueFrom, lastValueFrom, retry, throwError, timer } from 'rxjs';
import type { ControllerState } from 'rx-btmgmt';
import { Mgmt, commands, controllers, encodeEvent, isStatusError, isTransportError } from 'rx-btmgmt';
import { createSimulator } from 'rx-btmgmt/simulator';
import { webSocketTransport } from 'rx-btmgmt/websocket';
import { World } from '../world.js';
import type { Came } from './recorded.js';
import { compare, recordedKernel, recordedWebSocket } from './recorded.js';

const ADD_ADVERTISING = commands.AddAdvertising.opcode;

export interface Client {
  readonly mgmt: Mgmt;
  /** What `controllers` said last. */
  view: readonly ControllerState[] | undefined;
  error: unknown;
}

/** Without what is told only when it changes, which those don't know who came later. */
const comparable = (view: readonly ControllerState[] | undefined): string =>
  JSON.stringify(view?.map((state) => ({ ...state, discovering: 'not told' })));

/** Looks until there is nothing, or it has taken too long. */
async function emptied(look: () => Promise<readonly string[]>): Promise<readonly string[]> {
  for (const end = performance.now() + 4000; ;) {
    const found = await look();
    if (found.length === 0 || performance.now() > end) return found;
    await setTimeout(10);
  }
}

/** A bridge with clients that come, leave, are cut off, and are slow, beside a program on the same kernel. */
export class BridgedWorld {
  readonly clients: Client[] = [];
  readonly direct: Mgmt;
  readonly #connections = new Set<Socket>();
  /** Of each login, by its token: what came over its connection, and as which client it was let in. */
  readonly #got = new Map<string, Came>();
  /** Which of `told` was for which client: the bridge opens sockets for itself, too. */
  readonly #toldTo = new Map<number, number>();
  #logins = 0;

  private constructor(
    readonly world: World,
    /** What each socket was told. */
    private readonly told: readonly Came[],
  ) {
    this.direct = new Mgmt(world.simulator.transport());
    world.server.on('connection', (socket) => {
      this.#connections.add(socket);
      socket.once('close', () => this.#connections.delete(socket));
    });
    world.bridge.events$.subscribe((entry) => {
      if (entry.event === 'connected') this.#toldTo.set(entry.client.id, told.length);
    });
  }

  static async create(seed: number): Promise<BridgedWorld> {
    const told: Came[] = [];
    const simulator = createSimulator({
      seed,
      controllers: [{}, {}],
      devices: Array.from({ length: 5 }, () => ({ advertising: { interval: 20 } })),
    });
    const limits = { buffer: 300, commandsPerSecond: Infinity };
    const world = await World.create(
      { authorize: ({ token }) => token, allow: 'owning', secrets: 'keep', limits },
      (kernel) => recordedKernel(kernel.transport(), told),
      simulator,
    );
    const made = new BridgedWorld(world, told);
    for (const index of [0, 1]) {
      for (const command of ['SetLowEnergy', 'SetPowered'] as const) {
        await firstValueFrom(made.direct.command$(command, index, true));
      }
    }
    return made;
  }

  join(): void {
    const transport = webSocketTransport(this.world.url, {
      token: () => `login ${++this.#logins}`,
      WebSocket: recordedWebSocket(this.#got),
      reconnect: { delay: 4 },
    });
    const client: Client = { mgmt: new Mgmt(transport), view: undefined, error: undefined };
    this.clients.push(client);
    // One who is cut off before the first connection is there has to try again.
    const again = {
      delay: (error: unknown) => (isTransportError(error, 'UNREACHABLE') ? timer(5) : throwError(() => error)),
    };
    controllers(client.mgmt)
      .pipe(retry(again))
      .subscribe({ next: (view) => (client.view = view), error: (error: unknown) => (client.error = error) });
  }

  leave(which: number): void {
    this.clients.splice(which, 1)[0]?.mgmt.close();
  }

  cut(which: number): void {
    [...this.#connections][which]?.destroy();
  }

  /** Nothing reaches one of the clients until all are quick again: as if its network took nothing more. */
  slow(which: number): void {
    [...this.#connections][which]?.cork();
  }

  quick(): void {
    for (const socket of this.#connections) while (socket.writableCorked > 0) socket.uncork();
  }

  /** Waits until what all clients see is what a program sees that looks now. Gives what differs after that time. */
  async differences(): Promise<readonly string[]> {
    const look = async (): Promise<string[]> => {
      const fresh = new Mgmt(this.world.simulator.transport());
      const right = comparable(await firstValueFrom(controllers(fresh)));
      fresh.close();
      return this.clients.flatMap(({ view, error }) =>
        error === undefined && comparable(view) === right ? [] : [`${String(error)} ${comparable(view)} not ${right}`],
      );
    };
    return emptied(look);
  }

  /** What clients were told otherwise than their sockets were; of those that are still there, what is missing as well. */
  async untrue(): Promise<readonly string[]> {
    const check = (): string[] => {
      const staying = new Set(this.world.bridge.clients.map(({ id }) => id));
      return this.world.log.flatMap((entry) => {
        if (entry.event !== 'connected') return [];
        const { id, name } = entry.client;
        const { wrong, left } = compare(this.told[this.#toldTo.get(id) ?? -1] ?? [], this.#got.get(name) ?? []);
        return wrong === undefined && (left === 0 || !staying.has(id))
          ? []
          : [`client ${id}: ${wrong ?? `${left} left`}`];
      });
    };
    return emptied(() => Promise.resolve(check()));
  }

  /** What is on in the kernel although all clients have gone, and stays on. */
  async left(): Promise<readonly string[]> {
    while (this.clients.length > 0) this.leave(0);
    await this.world.until(() => this.world.bridge.clients.length === 0);
    // What could not be undone while it was off.
    const on = [0, 1].map((index) => this.direct.command$('SetPowered', index, true).pipe(catchError(() => EMPTY)));
    await lastValueFrom(concat(...on), { defaultValue: undefined });
    return emptied(async () => (await Promise.all([0, 1].map((index) => this.#leftOn(index)))).flat());
  }

  async #leftOn(index: number): Promise<readonly string[]> {
    const { controllerIndexes } = await firstValueFrom(this.direct.command$('ReadControllerIndexList', null));
    if (!controllerIndexes.includes(index)) return [];
    const { instances } = await firstValueFrom(this.direct.command$('ReadAdvertisingFeatures', index));
    const { handles } = await firstValueFrom(this.direct.command$('ReadAdvertisementMonitorFeatures', index));
    return [
      ...(await this.#discoveryOn(index)),
      ...(this.#mayKeepInstances(index) ? [] : [...instances].map((id) => `instance ${id}`)),
      ...[...handles].map((id) => `monitor ${id}`),
    ];
  }

  /**
   * The kernel keeps an instance that it refuses as Busy if another one is added meanwhile: add_adv_complete in net/bluetooth/mgmt.c takes
   * all of them for added then. Nobody is told whose it is.
   */
  #mayKeepInstances(index: number): boolean {
    const busy = encodeEvent({ event: 'CommandStatus', index, commandOpcode: ADD_ADVERTISING, status: 'Busy' });
    return this.told.some((came) => came.includes(Buffer.from(busy).toString('hex')));
  }

  /** By trying it: events may have been lost. */
  async #discoveryOn(index: number): Promise<readonly string[]> {
    try {
      await firstValueFrom(this.direct.command$('StartDiscovery', index, ['LEPublic']));
    } catch (error) {
      return isStatusError(error, 'Busy') ? ['discovery'] : [];
    }
    await firstValueFrom(this.direct.command$('StopDiscovery', index, ['LEPublic']));
    return [];
  }

  async end(): Promise<void> {
    for (const { mgmt } of this.clients) mgmt.close();
    this.direct.close();
    await this.world.end();
  }
}
