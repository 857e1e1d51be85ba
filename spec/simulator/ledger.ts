import type { CommandName, MgmtEvent, Transport } from 'rx-btmgmt';
import { commands, decodeEvent, isTransportError } from 'rx-btmgmt';
import type { Subscription } from 'rxjs';
import type { RandomCommand } from '../contract/harness/random-commands.js';

/** Linux answers Set Default Runtime Configuration with the opcode of its sibling (net/bluetooth/mgmt_config.c). */
const ALIASES = new Map<number, number>([
  [commands.SetDefaultRuntimeConfiguration.opcode, commands.SetDefaultSystemConfiguration.opcode],
]);
const keyOf = (opcode: number, index: number | null): string => `${ALIASES.get(opcode) ?? opcode} ${index}`;

const nameOf = (opcode: number): string =>
  (Object.keys(commands) as CommandName[]).find((name) => commands[name].opcode === opcode) ?? String(opcode);

/** The commands and events of one socket, and whether they go together. */
export class Ledger {
  readonly events: MgmtEvent[] = [];
  /** What is wrong, in words. */
  readonly complaints: string[] = [];
  readonly #unanswered = new Map<string, RandomCommand[]>();
  readonly #subscription: Subscription;
  /** Commands that were answered once more than they were sent. */
  readonly answeredAgain: string[] = [];
  /** Commands that succeeded at least once, and events that came. */
  readonly succeeded = new Set<CommandName>();
  readonly heard = new Set<string>();
  /** Commands that this socket has sent successfully at least once. */
  readonly sent = new Set<CommandName>();
  answers = 0;
  refusedBySend = 0;

  constructor(
    readonly name: string,
    readonly trusted: boolean,
    private readonly transport: Transport,
  ) {
    this.#subscription = transport.frames$.subscribe({
      next: (frame) => this.#receive(decodeEvent(frame)),
      error: (error: unknown) => this.complaints.push(`frames$ errors: ${String(error)}`),
    });
  }

  /** Sends a command; true if `send` took it. Anything but a TransportError goes through. */
  send(command: RandomCommand): boolean {
    const key = keyOf(command.opcode, command.index);
    const waiting = this.#unanswered.get(key) ?? [];
    try {
      this.transport.send(command.frame);
    } catch (error) {
      if (!isTransportError(error)) throw error;
      this.refusedBySend++;
      return false;
    }
    if (command.isBroken) this.complaints.push(`send took the broken frame ${command.frame.join(' ')}`);
    if (command.name !== undefined) this.sent.add(command.name);
    this.#unanswered.set(key, [...waiting, command]);
    return true;
  }

  /** Commands that wait for an answer. */
  get unanswered(): string[] {
    return [...this.#unanswered.values()].flat().map(({ name, index }) => `${name ?? 'unknown'} ${index}`);
  }

  close(): void {
    this.#subscription.unsubscribe();
  }

  #receive(event: MgmtEvent): void {
    this.events.push(event);
    this.heard.add(event.event);
    if (event.event === 'Unknown' || event.event === 'Malformed') this.complaints.push(`got ${JSON.stringify(event)}`);
    if (event.event !== 'CommandComplete' && event.event !== 'CommandStatus') return;
    this.answers++;
    const waiting = this.#unanswered.get(keyOf(event.commandOpcode, event.index)) ?? [];
    const command = waiting.shift();
    if (command === undefined) {
      this.answeredAgain.push(`${nameOf(event.commandOpcode)} ${event.index}`);
      return;
    }
    if (command.name !== undefined && event.status === 'Success') this.succeeded.add(command.name);
    if (command.name === undefined && event.status !== 'UnknownCommand') {
      this.complaints.push(`an unknown command is answered with ${event.status}`);
    }
  }
}
