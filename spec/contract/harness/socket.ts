import { filter, firstValueFrom, startWith, timeout, type SchedulerLike, type Subscription } from 'rxjs';
import {
  HEADER_SIZE,
  commands,
  encodeCommand,
  isStatusError,
  isTimeoutError,
  isTransportError,
  Mgmt,
  type Args,
  type CommandIndex,
  type CommandName,
  type MgmtNotification,
  type MgmtNotificationName,
  type Params,
  type Reply,
  type Transport,
} from 'rx-btmgmt';
import { Recorder } from './recorder.js';
import type { Racing } from './scenario.js';

/** Some fields that an event must have, or a function that says whether it is the one. */
export type Match<N extends MgmtNotificationName> =
  Partial<MgmtNotification<N>> | ((event: MgmtNotification<N>) => boolean);

/** Longer than any timer of the kernel in a scenario. */
const PATIENCE_MS = 30_000;

/** A socket of a scenario. All that comes over it is put down; nothing that the kernel refuses is an error. */
export class BenchSocket {
  readonly mgmt: Mgmt;
  readonly #recorder: Recorder;
  readonly #subscription: Subscription;
  /** For each kind of event of each controller: behind the last one that was awaited. */
  readonly #awaited = new Map<string, number>();

  constructor(
    readonly name: string,
    private readonly transport: Transport,
    private readonly scheduler: SchedulerLike,
    racing: Racing,
  ) {
    // One socket, as in the transcripts: with `another` the client would take a second one after a failed `send`, and
    // what its own commands change would be told to the first.
    const { frames$ } = transport;
    this.mgmt = new Mgmt({ frames$, send: (frame) => transport.send(frame) }, { scheduler });
    this.#recorder = new Recorder(name, racing);
    this.#subscription = this.mgmt.frames$.subscribe((frame) => this.#recorder.see(frame));
  }

  /** Sends a command and waits for its end. Gives the return parameters, or undefined if it failed. */
  async command<N extends CommandName>(
    name: N,
    index: CommandIndex<N>,
    ...args: Args<N>
  ): Promise<Reply<N> | undefined> {
    return this.#ended(index, commands[name].opcode, () => firstValueFrom(this.mgmt.command$(name, index, ...args)));
  }

  /** As {@link command}, with parameters by name, past what the library refuses to send because it would have no effect. */
  async unchecked<N extends CommandName>(name: N, index: CommandIndex<N>, params: Params<N>): Promise<void> {
    const { opcode } = commands[name];
    await this.raw(opcode, index, encodeCommand(name, index, params).subarray(HEADER_SIZE));
  }

  /** As {@link command}, with bytes for the parameters: for what the library would not encode. */
  async raw(opcode: number, index: number | null, parameters: Uint8Array): Promise<Uint8Array | undefined> {
    return this.#ended(index, opcode, () => firstValueFrom(this.mgmt.raw$(opcode, index, parameters)));
  }

  /** Puts any bytes into the socket; gives the name of the errno if that fails. Does not wait for anything. */
  send(frame: Uint8Array): string {
    try {
      this.transport.send(frame);
      return 'sent';
    } catch (error) {
      if (isTransportError(error)) return error.code;
      throw error;
    }
  }

  /** The next event that fits, behind the last one of that name and controller that was awaited. It may have come already. */
  async until<N extends MgmtNotificationName>(name: N, match: Match<N> = {}): Promise<MgmtNotification<N>> {
    const fits = typeof match === 'function' ? match : (event: MgmtNotification<N>) => hasFields(event, match);
    const { events } = this.#recorder;
    const next = (): MgmtNotification<N> | undefined => {
      const at = events.findIndex(
        (event, position) => isEvent(event, name) && position >= (this.#awaited.get(keyOf(event)) ?? 0) && fits(event),
      );
      const found = events[at];
      if (found === undefined) return undefined;
      this.#awaited.set(keyOf(found), at + 1);
      return isEvent(found, name) ? found : undefined;
    };
    let event: MgmtNotification<N> | undefined;
    const comes$ = this.mgmt.events$.pipe(
      startWith(undefined),
      filter(() => (event ??= next()) !== undefined),
      timeout({ first: PATIENCE_MS, scheduler: this.scheduler }),
    );
    await firstValueFrom(comes$).catch(() => undefined);
    if (event === undefined) throw new Error(`The ${this.name} waited in vain for ${name}.`);
    return event;
  }

  /** Everything that the kernel put into this socket before is recorded when this resolves. */
  async barrier(): Promise<void> {
    this.#recorder.hide(commands.ReadManagementVersionInformation.opcode);
    await this.command('ReadManagementVersionInformation', null);
  }

  /** The controllers that are there; is not put down. */
  async indexes(): Promise<number[]> {
    this.#recorder.hide(commands.ReadControllerIndexList.opcode);
    const { controllerIndexes = [] } = (await this.command('ReadControllerIndexList', null)) ?? {};
    return [...controllerIndexes].sort((a, b) => a - b);
  }

  lines(): string[] {
    return this.#recorder.lines();
  }

  close(): void {
    this.#subscription.unsubscribe();
  }

  async #ended<T>(index: number | null, opcode: number, run: () => Promise<T>): Promise<T | undefined> {
    try {
      return await run();
    } catch (error) {
      if (isStatusError(error)) return undefined;
      if (isTransportError(error)) this.#recorder.failed(index, opcode, `send ${error.code}`);
      else if (isTimeoutError(error)) this.#recorder.failed(index, opcode, 'no reply');
      else throw error;
      return undefined;
    }
  }
}

const keyOf = ({ event, index }: MgmtNotification): string => `${event} ${index}`;

function isEvent<N extends MgmtNotificationName>(event: MgmtNotification, name: N): event is MgmtNotification<N> {
  return event.event === name;
}

function hasFields(event: object, wanted: object): boolean {
  const values = event as Readonly<Record<string, unknown>>;
  return Object.entries(wanted).every(([name, value]) => JSON.stringify(values[name]) === JSON.stringify(value));
}
