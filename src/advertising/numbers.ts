import { Subject } from 'rxjs';
import { Turns } from '../controllers/turns.js';
import { perClient } from '../mgmt/per-client.js';
import type { Reply } from '../protocol/tables.js';

type Features = Reply<'ReadAdvertisingFeatures'>;

/** Others have all numbers that there are. */
export class NoNumberError extends Error {
  override readonly name = 'NoNumberError';
}

/** The numbers of advertisements that one client uses on a controller, from before it adds them until they are removed. */
export class OwnNumbers {
  readonly #taken = new Set<number>();
  readonly #released = new Subject<void>();
  /**
   * When one has been added, the kernel forgets of all others that programs were not told of them yet (add_adv_complete in net/bluetooth/mgmt.c), and never
   * tells: two programs that chose the same number would not notice. So each client adds one after the other.
   */
  readonly turns = new Turns();
  /** The kernel does not tell a client what it has removed itself. */
  readonly released$ = this.#released.asObservable();

  /**
   * Takes the lowest one that is free. The kernel lists only those numbers of which there are at least as many advertisements, by mistake
   * (read_adv_features in net/bluetooth/mgmt.c); the lowest that is not on the list is free all the same. Throws if there is none.
   */
  take({ instances, maxInstances }: Features): number {
    for (let number = 1; number <= maxInstances; number++) {
      if (instances.includes(number) || this.#taken.has(number)) continue;
      this.#taken.add(number);
      return number;
    }
    throw new NoNumberError('No advertisement is free');
  }

  release(number: number): void {
    if (this.#taken.delete(number)) this.#released.next();
  }
}

export const ownNumbers = /* @__PURE__ */ perClient<number, OwnNumbers>(() => new OwnNumbers());
