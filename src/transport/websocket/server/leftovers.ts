import type { DecodedCommand } from '../../../protocol/decode.js';
import { decodeCommand, decodeEvent } from '../../../protocol/decode.js';
import { headerIn } from '../../../protocol/header.js';
import { takeBackOf, takeBacks } from '../../../protocol/rules/take-backs.js';
import type { CommandName, EventName, ReplyEvent } from '../../../protocol/tables.js';
import { commandNames, eventNames } from '../../../protocol/tables.js';
import type { Status } from '../../../protocol/enums/status.js';

/** What one client may leave behind at most: of more, the oldest stays with the kernel. */
const MOST = 256;

/** The events that say what has become of it. */
const TELLING: ReadonlySet<EventName | undefined> = new Set<EventName>([
  'CommandComplete',
  'CommandStatus',
  'IndexRemoved',
  'ExtendedIndexRemoved',
  'Discovering',
  'AdvertisingAdded',
  'AdvertisingRemoved',
  'AdvertisementMonitorRemoved',
]);

/** What undoes something: the client may do it itself, and be refused. */
const UNDOING: ReadonlySet<CommandName> = new Set(Object.values(takeBacks).map(({ by }) => by));

/** What a kernel says that would take it at another time: in the middle of going down, without power, or with something else to do. */
const NOT_NOW: ReadonlySet<unknown> = new Set(['Busy', 'Cancelled', 'NotPowered', 'Failed'] satisfies Status[]);

const isTelling = (frame: Uint8Array): boolean => TELLING.has(eventNames.get(headerIn(frame).code));

const keyOf = (opcode: number, index: number | null): string => `${opcode} ${index}`;

/**
 * What the kernel would go on with when a client has gone: a discovery, an advertising instance, a monitor, a pairing. A program that ends by itself
 * undoes that; a page that is closed, or a network that fails, does not.
 */
export class Leftovers {
  /** Commands that are under way; answers come one by one for each command and controller. */
  readonly #sent = new Map<string, Uint8Array[]>();
  /** What undoes what has begun; by its bytes, because it is undone once. */
  readonly #undo = new Map<string, Uint8Array>();
  /** Of what was sent, that which undoes something for a client that has gone. */
  readonly #undoing = new Set<Uint8Array>();
  readonly #refused: Uint8Array[] = [];
  #hasLeft = false;

  /** @param began told what undoes something that has begun */
  constructor(private readonly began: (undo: Uint8Array) => void = () => undefined) {}

  /** A command goes to the kernel. */
  sent(frame: Uint8Array): void {
    const { code, index } = headerIn(frame);
    const name = commandNames.get(code);
    if (name === undefined || !(UNDOING.has(name) || takeBackOf(name) !== undefined)) return;
    const key = keyOf(code, index);
    const before = this.#sent.get(key);
    if (before === undefined) this.#sent.set(key, [frame]);
    else if (before.length < MOST) before.push(frame);
  }

  /** The kernel did not take that command: there will be no answer to it. */
  refused(frame: Uint8Array): void {
    this.#undoing.delete(frame);
    const { code, index } = headerIn(frame);
    const key = keyOf(code, index);
    const left = this.#sent.get(key)?.filter((sent) => sent !== frame) ?? [];
    if (left.length > 0) this.#sent.set(key, left);
    else this.#sent.delete(key);
  }

  /** An event comes from the kernel. */
  received(frame: Uint8Array): void {
    if (this.isEmpty || !isTelling(frame)) return;
    const event = decodeEvent(frame);
    switch (event.event) {
      case 'CommandComplete':
      case 'CommandStatus':
        return this.#answered(event);
      case 'IndexRemoved':
      case 'ExtendedIndexRemoved':
        return this.#forget(({ index }) => index === event.index);
      // The rest is news of what others did, or of what ended by itself: it is not this client's any more.
      case 'Discovering':
        if (event.discovering === true) return;
        return this.#forget(({ index, command }) => index === event.index && command === 'StopDiscovery');
      case 'AdvertisingAdded':
      case 'AdvertisingRemoved':
        return this.#forget(
          (undo) =>
            undo.index === event.index &&
            undo.command === 'RemoveAdvertising' &&
            undo.params.instance === event.instance,
        );
      // The kernel gives a handle that is free to the next one.
      case 'AdvertisementMonitorRemoved':
        return this.#forget(
          (undo) =>
            undo.index === event.index &&
            undo.command === 'RemoveAdvertisementMonitor' &&
            undo.params.monitorHandle === event.monitorHandle,
        );
    }
  }

  #answered(event: ReplyEvent): void {
    const key = keyOf(event.commandOpcode, event.index);
    const [sent, ...others] = this.#sent.get(key) ?? [];
    if (sent === undefined) return;
    if (others.length > 0) this.#sent.set(key, others);
    else this.#sent.delete(key);
    const isOurs = this.#undoing.delete(sent);
    if (event.event !== 'CommandComplete' || event.status !== 'Success') {
      if (isOurs && NOT_NOW.has(event.status)) this.#refused.push(sent);
      else if (isOurs) this.forget(sent);
      return;
    }
    const name = commandNames.get(event.commandOpcode) ?? '';
    this.forget(sent);
    const takeBack = takeBackOf(name);
    if (takeBack === undefined || name === 'PairDevice' || (this.#hasLeft && takeBack.when === 'at once')) return;
    const undo = takeBack.frame(sent, event.returnParameters);
    if (undo === undefined) return;
    this.remember(undo);
    this.began(undo);
  }

  /** Whether a command is under way which that would undo at once: then it is this client's from now on, whatever becomes of the command. */
  adopt(undo: Uint8Array): boolean {
    const bytes = undo.join();
    const isMeant = [...this.#atOnce()].some((other) => other.join() === bytes);
    if (isMeant) this.remember(undo);
    return isMeant;
  }

  /** What is to be sent when the client has gone, and whenever more has begun after that. */
  left(): readonly Uint8Array[] {
    const early = this.#hasLeft ? [] : [...this.#atOnce()];
    for (const undo of early) this.#undo.set(undo.join(), undo);
    const undone = [...this.#undo.values()];
    this.#hasLeft = true;
    this.#undo.clear();
    return undone;
  }

  /** What takes back commands that were not answered yet. */
  *#atOnce(): Iterable<Uint8Array> {
    for (const frames of this.#sent.values()) {
      for (const sent of frames) {
        const takeBack = takeBackOf(commandNames.get(headerIn(sent).code) ?? '');
        const undo = takeBack?.when === 'at once' ? takeBack.frame(sent, new Uint8Array(0)) : undefined;
        if (undo !== undefined) yield undo;
      }
    }
  }

  /** What is remembered, and not on its way. */
  get waiting(): readonly Uint8Array[] {
    return [...this.#undo.values()].filter((undo) => !this.#undoing.has(undo));
  }

  /** It is sent to undo something. */
  undoing(undo: Uint8Array): void {
    this.#undoing.add(undo);
    this.sent(undo);
  }

  /** What the kernel refused to undo now, and may not later. */
  refusedNow(): readonly Uint8Array[] {
    return this.#refused.splice(0);
  }

  get isEmpty(): boolean {
    return this.#sent.size + this.#undo.size === 0;
  }

  /** It is undone, or another one sees to it. */
  forget(undo: Uint8Array): void {
    this.#undo.delete(undo.join());
  }

  clear(): void {
    this.#sent.clear();
    this.#undo.clear();
    this.#undoing.clear();
    this.#refused.length = 0;
  }

  #forget(isMeant: (undo: DecodedCommand) => boolean): void {
    for (const [key, frame] of this.#undo) {
      const undo = decodeCommand(frame);
      if ('params' in undo && isMeant(undo)) this.#undo.delete(key);
    }
  }

  /** What undoes something that has begun. */
  remember(undo: Uint8Array): void {
    const [oldest] = this.#undo.keys();
    if (this.#undo.size >= MOST && oldest !== undefined) this.#undo.delete(oldest);
    this.#undo.set(undo.join(), undo);
  }
}
