import { isSameKey, placeOf, placesTakenBy } from './stored-key.js';
import type { StoredKey } from './stored-key.js';
import type { Report } from './reports.js';

/** What is to be done with a key in a store. */
export interface Deed {
  readonly deed: 'write' | 'remove';
  readonly key: StoredKey;
}

type Unpaired = Extract<Report, { readonly report: 'unpaired' }>['peer'];

/** What the kernel forgets when a device is unpaired: all of one transport (unpair_device in net/bluetooth/mgmt.c). */
const isOf = (key: StoredKey, { address, addressType }: Unpaired): boolean =>
  key.kind !== 'BlockedKey' && key.address === address && key.addressType === addressType;

/** The keys of one controller, as the reports of the kernel change them. */
export class KeyRing {
  readonly #keys = new Map<string, StoredKey>();

  constructor(keys: readonly StoredKey[] = [], reports: readonly Report[] = []) {
    for (const key of keys) this.#add(key);
    for (const report of reports) this.learn(report);
  }

  get keys(): readonly StoredKey[] {
    return [...this.#keys.values()];
  }

  /** Takes note of a report. Returns what a store that was the same has to do to be the same again. */
  learn(report: Report): readonly Deed[] {
    if (report.report === 'key') return report.refusal === undefined ? this.#add(report.key) : [];
    const gone = this.keys.filter((key) => isOf(key, report.peer));
    return gone.map((key) => this.#remove(key));
  }

  #add(key: StoredKey): readonly Deed[] {
    const place = placeOf(key);
    const replaced = placesTakenBy(key).flatMap((each) => this.#keys.get(each) ?? []);
    const [only] = replaced;
    if (replaced.length === 1 && only !== undefined && isSameKey(only, key)) return [];
    const others = replaced.filter((old) => placeOf(old) !== place).map((old) => this.#remove(old));
    this.#keys.set(place, key);
    // The new one first: whenever this is interrupted, one of them is there.
    return [{ deed: 'write', key }, ...others];
  }

  #remove(key: StoredKey): Deed {
    this.#keys.delete(placeOf(key));
    return { deed: 'remove', key };
  }
}
