import type { DiscoverOptions, FoundDevice, Mgmt } from 'rx-btmgmt';
import { discover, isMgmtError } from 'rx-btmgmt';
import type { Subscription } from 'rxjs';
import { wanted } from './neighbours.js';

/** Somebody who discovers, and what came of it. */
export class Subscriber {
  readonly from: number;
  /** When it ended, and why; `'left'` if it was unsubscribed. */
  end: { readonly time: number; readonly why: string; readonly message: string } | undefined;
  readonly heard = new Set<string>();
  /** What it did not ask for, and got. */
  readonly unwanted: string[] = [];
  readonly #subscription: Subscription;
  readonly #wanted: ReadonlySet<string>;

  constructor(
    readonly name: string,
    private readonly mgmt: Mgmt,
    readonly options: DiscoverOptions,
  ) {
    this.from = mgmt.scheduler.now();
    this.#wanted = wanted(options);
    this.#subscription = discover(mgmt, 0, options).subscribe({
      next: (device) => this.#found(device),
      error: (error: unknown) =>
        this.#ended(
          isMgmtError(error) ? error.code : 'foreign',
          error instanceof Error ? error.message : String(error),
        ),
      complete: () => this.#ended('complete'),
    });
  }

  leave(): void {
    if (this.end !== undefined) return;
    this.#subscription.unsubscribe();
    this.#ended('left');
  }

  get description(): string {
    const { time, why, message } = this.end ?? { time: NaN, why: 'goes on', message: '' };
    return `${this.name} ${JSON.stringify(this.options)} ${this.from}–${time} ${why} ${message}`;
  }

  #ended(why: string, message = ''): void {
    this.end = { time: this.mgmt.scheduler.now(), why, message };
  }

  #found({ address, rssi }: FoundDevice): void {
    this.heard.add(address);
    if (this.end !== undefined || !this.#wanted.has(address)) this.unwanted.push(`${address} ${rssi}`);
  }
}
