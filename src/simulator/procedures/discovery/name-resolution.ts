import type { Cancellable } from '../../ground/clock.js';
import type { Controller } from '../../state/controller.js';
import { encodeText } from '../../../protocol/text.js';
import type { Discovery } from './discovery.js';
import type { InquiryEntry } from '../../state/inquiry-cache.js';

/** How long a discovery goes on to ask for names (NAME_RESOLVE_DURATION in hci_core.h), in milliseconds. */
const RESOLVE_DURATION = 10_240;
/** How long it takes to ask a device that answers; one that does not is given up after the page timeout of the kernel. */
const ANSWER = 100;
const PAGE_TIMEOUT = 5120;

/** Asks for the names that somebody wants, when an inquiry is over. */
export class NameResolution {
  #deadline = 0;
  #request: Cancellable | undefined;

  constructor(
    private readonly controller: Controller,
    private readonly discovery: Discovery,
  ) {}

  /** An inquiry is over (hci_inquiry_complete_evt in net/bluetooth/hci_event.c). */
  begin(): void {
    const { discovery, controller } = this;
    if (discovery.state !== 'finding') return;
    const entry = discovery.cache.takeNext();
    if (entry !== undefined) {
      this.#deadline = controller.world.clock.now() + RESOLVE_DURATION;
      this.#ask(entry);
      discovery.enter('resolving');
      return;
    }
    // A scan that runs beside the inquiry ends the discovery later.
    const isSimultaneous = controller.traits.quirks.has('SimultaneousDiscovery');
    if (discovery.scanner.kind === undefined || !isSimultaneous) discovery.enter('stopped');
  }

  /** Gives up asking; the controller says that there was no answer. */
  cancel(): void {
    if (this.#request === undefined) return;
    this.#request.cancel();
    const { pending } = this.discovery.cache;
    if (pending !== undefined) this.#completed(pending, undefined);
  }

  /** The controller goes down. */
  drop(): void {
    this.#request?.cancel();
    this.#request = undefined;
  }

  #ask(entry: InquiryEntry): void {
    const { clock, radio } = this.controller.world;
    const names = [...radio.stations]
      .filter((station) => station !== this.controller.station)
      .map((station) => station.remoteName(entry.address));
    const name = names.find((each) => each !== undefined);
    this.#request = clock.after(name === undefined ? PAGE_TIMEOUT : ANSWER, () => this.#completed(entry, name));
  }

  /** hci_check_pending_name in net/bluetooth/hci_event.c. */
  #completed({ address, rssi }: InquiryEntry, name: string | undefined): void {
    const { discovery, controller } = this;
    this.#request = undefined;
    if (discovery.state === 'resolving') {
      discovery.cache.resolved(address, name !== undefined);
      discovery.found.name(address, rssi, name === undefined ? undefined : encodeText(name));
      const isInTime = controller.world.clock.now() <= this.#deadline;
      const next = isInTime ? discovery.cache.takeNext() : undefined;
      if (next !== undefined) return this.#ask(next);
    } else if (discovery.state !== 'stopping') {
      return;
    }
    discovery.enter('stopped');
  }
}
