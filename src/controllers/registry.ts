import type { ControllerState } from './controller-state.js';
import { blankState, nextState } from './controller-state.js';
import type { Fact, ReplyFact } from './facts.js';
import type { Read, ReadResult } from './reads.js';
import type { Update } from './updates.js';
import { eventUpdate, replyUpdate } from './updates.js';
import type { MgmtNotification } from '../protocol/tables.js';

interface Entry {
  readonly index: number;
  configured: boolean;
  /** Undefined until it has been read. */
  state: ControllerState | undefined;
  /** What the kernel last said of its class, which it may keep while the controller is off. */
  classOfDevice: number;
  /** Whether its connections have been asked for, too. */
  settled: boolean;
}

const NOTHING: readonly Read[] = [];
const LISTS: Read = { read: 'Lists' };
/** What only a socket with CAP_NET_ADMIN is told. */
const UNKNOWN: Update = { discovering: undefined, connections: undefined };

/** What is known of all controllers: facts go in, reads that they call for come out. */
export class Registry {
  readonly #entries = new Map<number, Entry>();
  /** Whether the kernel has said which controllers there are. */
  #listed = false;
  /** Whether all that were there at first have been read. */
  #complete = false;
  /** Whether this socket is told of connections and discoveries; the same for all controllers. */
  #trusted = false;
  #snapshot: readonly ControllerState[] = Object.freeze([]);

  /** The controllers that are present, by index. `undefined` until all of them have been read once. */
  get controllers(): readonly ControllerState[] | undefined {
    const entries = [...this.#entries.values()];
    this.#complete ||= this.#listed && entries.every(({ settled }) => settled);
    if (!this.#complete) return undefined;
    const states = entries.flatMap(({ settled, state }) => (settled && state !== undefined ? [state] : []));
    states.sort((a, b) => a.index - b.index);
    const isSame = states.length === this.#snapshot.length && states.every((state, at) => state === this.#snapshot[at]);
    if (!isSame) this.#snapshot = Object.freeze(states);
    return this.#snapshot;
  }

  /** Takes note of a fact. Returns what has to be read now. */
  learn(fact: Fact | ReadResult): readonly Read[] {
    switch (fact.fact) {
      case 'Event':
        return this.#event(fact.event);
      case 'Reply':
        return this.#reply(fact);
      case 'Change':
        return this.#again(fact.index);
      case 'Settled':
        return this.#settled(fact.index, fact.trusted);
      case 'Unreadable':
        // One that was known is told to have gone by an event of its own.
        if (this.#entries.get(fact.index)?.settled === false) this.#entries.delete(fact.index);
        return NOTHING;
      case 'Loss':
        return this.#loss();
      case 'Cut':
        this.#entries.clear();
        return NOTHING;
    }
  }

  #event(event: MgmtNotification): readonly Read[] {
    switch (event.event) {
      case 'IndexAdded':
        return this.#added(event.index, true);
      case 'UnconfiguredIndexAdded':
        return this.#added(event.index, false);
      case 'IndexRemoved':
      case 'UnconfiguredIndexRemoved':
        this.#entries.delete(event.index);
        return NOTHING;
      case 'ExtendedControllerInformationChanged':
        // Its class is the one of before when the controller goes off (__mgmt_power_off in net/bluetooth/mgmt.c).
        return this.#again(event.index);
      default:
        return this.#update(event.index, (state) => eventUpdate(event, state));
    }
  }

  #added(index: number, configured: boolean): readonly Read[] {
    const entry = this.#entries.get(index);
    if (entry?.configured !== configured) {
      this.#entries.set(index, { index, configured, state: undefined, classOfDevice: 0, settled: false });
    }
    return [{ read: 'Controller', index, configured }];
  }

  #reply(fact: ReplyFact): readonly Read[] {
    const { index } = fact;
    switch (fact.command) {
      case 'ReadControllerIndexList':
        this.#listed = true;
        return this.#present(fact.reply.controllerIndexes, true);
      case 'ReadUnconfiguredControllerIndexList':
        return this.#present(fact.reply.controllerIndexes, false);
      case 'ReadControllerInformation': {
        const { currentSettings: settings, ...information } = fact.reply;
        this.#set(index, { ...information, settings });
        return NOTHING;
      }
      case 'ReadControllerConfigurationInformation': {
        const { manufacturer, missingOptions } = fact.reply;
        this.#set(index, { manufacturer, missingOptions });
        return NOTHING;
      }
      default:
        return this.#update(index, () => replyUpdate(fact));
    }
  }

  /** The kernel's list of one kind of controllers: those that are not on it have gone. */
  #present(indexes: readonly number[], configured: boolean): readonly Read[] {
    for (const entry of [...this.#entries.values()]) {
      if (entry.configured === configured && !indexes.includes(entry.index)) this.#entries.delete(entry.index);
    }
    return indexes
      .filter((index) => this.#entries.get(index)?.configured !== configured)
      .flatMap((index) => this.#added(index, configured));
  }

  #settled(index: number, trusted: boolean): readonly Read[] {
    this.#trusted = trusted;
    const entry = this.#entries.get(index);
    if (entry?.state === undefined) return NOTHING;
    entry.settled = true;
    if (!trusted) this.#update(index, ({ settings }) => (settings.Powered ? UNKNOWN : {}));
    return NOTHING;
  }

  #again(index: number | null): readonly Read[] {
    const entry = index === null ? undefined : this.#entries.get(index);
    return entry === undefined ? NOTHING : [{ read: 'Controller', index: entry.index, configured: entry.configured }];
  }

  #loss(): readonly Read[] {
    const entries = [...this.#entries.values()];
    for (const { index } of entries) {
      this.#update(index, ({ settings }) => (settings.Powered ? { discovering: undefined } : {}));
    }
    return [LISTS, ...entries.map(({ index, configured }): Read => ({ read: 'Controller', index, configured }))];
  }

  /** What was read of a controller. What it does was not read, if we thought that it was off. */
  #set(index: number | null, read: Update): void {
    const entry = index === null ? undefined : this.#entries.get(index);
    if (entry === undefined) return;
    change(entry, read, { discovering: undefined });
  }

  #update(index: number | null, update: (state: ControllerState) => Update): readonly Read[] {
    const entry = index === null ? undefined : this.#entries.get(index);
    if (entry?.state === undefined) return NOTHING;
    const { state } = entry;
    change(entry, update(state), this.#trusted ? {} : UNKNOWN);
    // It may have a class that no event tells of: the controller's own, which the kernel reads when it switches it on.
    return entry.state.settings.Powered && !state.settings.Powered ? this.#again(entry.index) : NOTHING;
  }
}

/** What follows from the power goes with it; `switchedOn`: what is known of one that went on meanwhile. */
function change(entry: Entry, update: Update, switchedOn: Update): void {
  const last = entry.state ?? blankState(entry.index, entry.configured);
  const next = { ...last, ...update };
  // The kernel tells the class before it says that the controller is on, and shows old ones after it went off.
  entry.classOfDevice = update.classOfDevice ?? entry.classOfDevice;
  if (!next.settings.Powered) Object.assign(next, { classOfDevice: 0, discovering: false, connections: [] });
  else {
    next.classOfDevice = entry.classOfDevice;
    if (!last.settings.Powered) Object.assign(next, switchedOn);
  }
  entry.state = nextState(entry.state, next);
}
