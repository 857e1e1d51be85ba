import { isStatusError } from '../../mgmt/errors.js';
import type { KernelDiscovery } from './kernel-discovery.js';
import { serves, widest } from './kernel-discovery.js';
import { isSame } from './kinds.js';
import type { Participant } from './participant.js';
import type { Participants } from './participants.js';
import { isLooking } from './participants.js';

/** Those for whom a discovery is started, and which of them an answer of the kernel concerns. */
export class Starters {
  #list: readonly Participant[] = [];
  /** What the kernel said when it was asked for all that they want together. */
  #refusedTogether: { readonly error: unknown } | undefined;

  constructor(private readonly participants: Participants) {}

  /** What to start for those who are there now. */
  discovery(canFilter: boolean): KernelDiscovery {
    this.#list = this.participants.list.filter(isLooking);
    const [first] = this.#list;
    const isTogether = this.#refusedTogether === undefined || first === undefined;
    const those = this.participants.list.filter(
      (each) => isTogether || !isLooking(each) || isSame(each.wish.kinds, first.wish.kinds),
    );
    return widest(
      those.map(({ wish }) => wish),
      canFilter,
    );
  }

  /** It runs. Gives those who will not get what they want, and why. */
  started(discovery: KernelDiscovery): { readonly unserved: readonly Participant[]; readonly error: unknown } {
    for (const participant of this.#list) {
      // Of LE any ten seconds are as good as others. With BR/EDR one comes after the other, and names at the end.
      const isFirst = !participant.wasCovered || participant.wish.kinds.includes('BREDR');
      if (isFirst && serves(discovery, participant.wish)) participant.own = discovery;
    }
    const refused = this.#refusedTogether;
    this.#refusedTogether = undefined;
    if (refused === undefined) return { unserved: [], error: undefined };
    return { unserved: this.#list.filter(({ wish }) => !serves(discovery, wish)), error: refused.error };
  }

  /**
   * The kernel refuses it, for good. Gives those whom that concerns. If it was asked for kinds that no subscriber wants all of, that
   * is not known: the next start, for those who want the same as the first, shows it.
   */
  refused(error: unknown, discovery: KernelDiscovery): readonly Participant[] {
    const present = this.#list.filter((participant) => this.participants.has(participant));
    const exact = present.filter(({ wish }) => isSame(wish.kinds, discovery.kinds));
    const isAboutKinds = isStatusError(error, 'Rejected', 'NotSupported');
    this.#refusedTogether = isAboutKinds && exact.length === 0 && present.length > 0 ? { error } : undefined;
    return isAboutKinds ? exact : present;
  }

  clear(): void {
    this.#list = [];
    this.#refusedTogether = undefined;
  }
}
