import type { DiscoverOptions, FoundDevice, Mgmt } from 'rx-btmgmt';
import { discover } from 'rx-btmgmt';
import { Participant } from '../../support/participant.js';
import { wanted } from './neighbours.js';

/** A subscriber that discovers, and what came of it. */
export class Subscriber extends Participant {
  readonly heard = new Set<string>();
  /** What it did not ask for, and got. */
  readonly unwanted: string[] = [];
  readonly #wanted: ReadonlySet<string>;

  constructor(
    readonly name: string,
    mgmt: Mgmt,
    readonly options: DiscoverOptions,
  ) {
    super(mgmt.scheduler, `${name} ${JSON.stringify(options)}`);
    this.#wanted = wanted(options);
    this.follow(discover(mgmt, 0, options), (device) => this.#found(device));
  }

  #found({ address, rssi }: FoundDevice): void {
    this.heard.add(address);
    if (this.end !== undefined || !this.#wanted.has(address)) this.unwanted.push(`${address} ${rssi}`);
  }
}
