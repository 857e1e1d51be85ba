import type { Status } from '../../protocol/enums/status.js';
import type { CommandName } from '../../protocol/tables.js';
import type { Call } from './call.js';

/** Any command that waits. */
interface Waiting {
  readonly call: Pick<Call, 'name' | 'socket'>;
  /** Answers with a failure, in the form that the command has for it. */
  readonly fail: (status: Status) => void;
}

/** A command that waits for its answer. */
export interface Pending<N extends CommandName = CommandName> extends Waiting {
  readonly call: Call<N>;
}

/**
 * The commands that wait for a controller, in the order in which they came (`mgmt_pending` of struct hci_dev). Some commands
 * wait outside of this list: what sweeps it does not reach them.
 */
export class PendingCommands {
  readonly #list = new Set<Waiting>();

  /** @param fail Default: Command Status */
  add<N extends CommandName>(
    call: Call<N>,
    fail: (status: Status) => void = (status) => call.status(status),
  ): Pending<N> {
    const pending: Pending<N> = { call, fail };
    this.#list.add(pending);
    return pending;
  }

  /** The first one of that name, whoever sent it. */
  find<N extends CommandName>(name: N): Pending<N> | undefined {
    for (const pending of this.#list) {
      // The name of the command says which parameters it has.
      if (pending.call.name === name) return pending as Pending<N>;
    }
    return undefined;
  }

  has(...names: readonly CommandName[]): boolean {
    return names.some((name) => this.find(name) !== undefined);
  }

  /** Whether it still waits: a sweep may have answered it. */
  includes(pending: Waiting): boolean {
    return this.#list.has(pending);
  }

  /** Takes one off the list; false if it was not on it any more. */
  remove(pending: Waiting): boolean {
    return this.#list.delete(pending);
  }

  /** Takes all of one command off the list. */
  take<N extends CommandName>(name: N): Pending<N>[] {
    const taken: Pending<N>[] = [];
    for (let pending = this.find(name); pending !== undefined; pending = this.find(name)) {
      this.remove(pending);
      taken.push(pending);
    }
    return taken;
  }

  /** Answers all that wait with a failure. */
  failAll(status: Status): void {
    for (const pending of [...this.#list]) {
      this.#list.delete(pending);
      pending.fail(status);
    }
  }
}
