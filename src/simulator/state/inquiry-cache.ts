/** What is known of the name of a device that an inquiry found (enum name_state in hci_core.h). */
type NameState = 'unconfirmed' | 'known' | 'needed' | 'pending';

/** A device that an inquiry found. */
export interface InquiryEntry {
  readonly address: string;
  readonly classOfDevice: number;
  readonly rssi: number;
  /** Whether its answer showed that it can do Secure Simple Pairing. */
  readonly simplePairing: boolean;
  readonly name: NameState;
}

export type InquiryResult = Omit<InquiryEntry, 'name'>;

/** The devices that the last inquiry found (inquiry cache, net/bluetooth/hci_core.c). */
export class InquiryCache {
  readonly #entries = new Map<string, InquiryEntry>();
  /** Addresses of the devices whose names programs want, the strongest first. */
  #toResolve: string[] = [];

  /** A new inquiry begins. */
  clear(): void {
    this.#entries.clear();
    this.#toResolve = [];
  }

  get(address: string): InquiryEntry | undefined {
    return this.#entries.get(address);
  }

  /**
   * A result came (hci_inquiry_cache_update). Says whether programs are asked if they know its name, and whether it can only
   * do legacy pairing.
   */
  update(result: InquiryResult, hasName: boolean): { readonly confirmName: boolean; readonly legacyPairing: boolean } {
    const known = this.#entries.get(result.address);
    const legacyPairing = !result.simplePairing || known?.simplePairing === false;
    const before = known?.name ?? 'unconfirmed';
    const name = hasName && before !== 'pending' ? 'known' : before;
    this.#entries.set(result.address, { ...result, name });
    if (name === 'known') this.#forget(result.address);
    else if (name === 'needed' && known?.rssi !== result.rssi) this.#enqueue(result.address);
    return { confirmName: name === 'unconfirmed', legacyPairing };
  }

  /** A program knows the name, or wants it; false if none was asked (confirm_name in net/bluetooth/mgmt.c). */
  confirm(address: string, isKnown: boolean): boolean {
    const entry = this.#entries.get(address);
    if (entry?.name !== 'unconfirmed') return false;
    this.#entries.set(address, { ...entry, name: isKnown ? 'known' : 'needed' });
    if (!isKnown) this.#enqueue(address);
    return true;
  }

  /** The one whose name is to be asked for next; from now on it is pending. */
  takeNext(): InquiryEntry | undefined {
    const entry = this.#toResolve.map((address) => this.#entries.get(address)).find((each) => each?.name === 'needed');
    if (entry !== undefined) this.#entries.set(entry.address, { ...entry, name: 'pending' });
    return entry;
  }

  /** The one that is being asked. */
  get pending(): InquiryEntry | undefined {
    return this.#toResolve.map((address) => this.#entries.get(address)).find((each) => each?.name === 'pending');
  }

  /** The one that was asked has answered, or has not. */
  resolved(address: string, hasAnswered: boolean): void {
    const entry = this.#entries.get(address);
    this.#forget(address);
    if (entry !== undefined) this.#entries.set(address, { ...entry, name: hasAnswered ? 'known' : 'unconfirmed' });
  }

  #forget(address: string): void {
    this.#toResolve = this.#toResolve.filter((each) => each !== address);
  }

  /** Behind those that are heard as well or better (hci_inquiry_cache_update_resolve). */
  #enqueue(address: string): void {
    this.#forget(address);
    const strength = (each: string): number => Math.abs(this.#entries.get(each)?.rssi ?? 0);
    const isPending = (each: string): boolean => this.#entries.get(each)?.name === 'pending';
    const at = this.#toResolve.findIndex((each) => !isPending(each) && strength(each) >= strength(address));
    this.#toResolve.splice(at < 0 ? this.#toResolve.length : at, 0, address);
  }
}
