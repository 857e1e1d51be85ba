import type { AddressType, Mgmt } from 'rx-btmgmt';
import type { Subscription } from 'rxjs';

interface Period<T> {
  readonly value: T;
  readonly from: number;
  to: number;
}

/** A value that changes, and since when. */
export class Timeline<T> {
  readonly #periods: Period<T>[] = [];

  constructor(
    private readonly now: () => number,
    value: T,
  ) {
    this.#periods.push({ value, from: now(), to: Infinity });
  }

  get value(): T {
    return this.#periods.at(-1)!.value;
  }

  set(value: T): void {
    const now = this.now();
    this.#periods.at(-1)!.to = now;
    this.#periods.push({ value, from: now, to: Infinity });
  }

  /** Whether it was so at any time between these two. */
  ever(from: number, to: number, isSo: (value: T) => boolean): boolean {
    return this.#periods.some((period) => period.from <= to && period.to >= from && isSo(period.value));
  }

  /** For how long it was so between these two, in milliseconds. */
  total(from: number, to: number, isSo: (value: T) => boolean): number {
    return this.#periods
      .filter(({ value }) => isSo(value))
      .map((period) => Math.max(0, Math.min(period.to, to) - Math.max(period.from, from)))
      .reduce((sum, length) => sum + length, 0);
  }
}

/** A program that only looks, and that nothing is kept from: what was so, and when. */
export class Witness {
  readonly isPowered: Timeline<boolean>;
  readonly isPresent: Timeline<boolean>;
  /** What the kernel has said last: it does not say that a controller wakes up that is off then. */
  readonly sleeps: Timeline<boolean>;
  /** What is looked for. */
  readonly kinds: Timeline<readonly (AddressType | number)[]>;
  readonly #subscription: Subscription;

  constructor(mgmt: Mgmt) {
    const now = (): number => mgmt.scheduler.now();
    this.isPowered = new Timeline(now, false);
    this.isPresent = new Timeline(now, true);
    this.sleeps = new Timeline(now, false);
    this.kinds = new Timeline<readonly (AddressType | number)[]>(now, []);
    this.#subscription = mgmt.events$.subscribe((event) => {
      if (event.event === 'NewSettings') this.isPowered.set(event.currentSettings.Powered);
      if (event.event === 'Discovering') this.kinds.set(event.discovering === true ? event.addressType : []);
      if (event.event === 'ControllerSuspend') this.sleeps.set(true);
      if (event.event === 'ControllerResume') this.sleeps.set(false);
      if (event.event === 'IndexAdded') this.isPresent.set(true);
      if (event.event === 'IndexRemoved') {
        this.isPresent.set(false);
        this.isPowered.set(false);
        this.sleeps.set(false);
        this.kinds.set([]);
      }
    });
  }

  close(): void {
    this.#subscription.unsubscribe();
  }
}
