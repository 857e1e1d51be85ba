import type { Participant } from './participant.js';

/** Whether it looks for devices itself. */
export const isLooking = ({ wish }: Participant): boolean => wish.kinds.length > 0;

/** All who discover on one controller with one client, in the order in which they came. */
export class Participants {
  readonly #set = new Set<Participant>();
  /** The same as an array, because some come and go while it is gone through. */
  #list: readonly Participant[] = [];

  get list(): readonly Participant[] {
    return this.#list;
  }

  /** Whether none wants a discovery: one that looks for nothing only wants others' to tell of all that is heard. */
  get isEmpty(): boolean {
    return !this.#list.some(isLooking);
  }

  /** Whether somebody waits for the end of a discovery. */
  get isUrgent(): boolean {
    return this.#list.some(({ wish }) => !wish.continuous);
  }

  has(participant: Participant): boolean {
    return this.#set.has(participant);
  }

  add(participant: Participant): void {
    this.#set.add(participant);
    this.#list = [...this.#set];
  }

  /** False if it has left already. */
  remove(participant: Participant): boolean {
    if (!this.#set.delete(participant)) return false;
    this.#list = [...this.#set];
    participant.leave();
    return true;
  }

  complete(those: readonly Participant[]): void {
    for (const participant of those) if (this.remove(participant)) participant.complete();
  }

  /** All of them are gone before the first one learns of it: who tries again at once begins anew. */
  fail(those: readonly Participant[], errorFor: (participant: Participant) => unknown): void {
    const failing = those.filter((participant) => this.remove(participant));
    for (const participant of failing) participant.fail(errorFor(participant));
  }
}
