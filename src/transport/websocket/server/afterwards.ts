import { Subscription } from 'rxjs';
import { decodeEvent } from '../../../protocol/decode.js';
import { headerIn } from '../../../protocol/header.js';
import { eventNames } from '../../../protocol/tables.js';
import type { Transport } from '../../transport.js';
import { Leftovers } from './leftovers.js';

/**
 * What clients have left behind while the controller was off. The kernel keeps it and goes on with it later, but does not let it be removed now:
 * `hci_cmd_sync_submit` in net/bluetooth/hci_sync.c wants a controller that runs. So it is undone when the controller is on again.
 */
export class Afterwards {
  readonly #leftovers = new Leftovers();
  #listening: Subscription | undefined;

  /** @param transport of which another one is opened while there is something left to be undone; one that has no other is for clients */
  constructor(private readonly transport: Transport) {}

  add(undo: Uint8Array): void {
    this.#leftovers.remember(undo);
    if (this.#listening !== undefined) return;
    const kernel = this.transport.another?.();
    if (kernel === undefined) return;
    const over = (): void => this.end();
    this.#listening = new Subscription();
    // That it is on again may be among what was lost.
    this.#listening.add(kernel.drops$?.subscribe(() => this.#try(kernel, () => true)));
    this.#listening.add(
      kernel.frames$.subscribe({ next: (frame) => this.#received(frame, kernel), error: over, complete: over }),
    );
  }

  /** Another client has begun the same. */
  forget(undo: Uint8Array): void {
    this.#leftovers.forget(undo);
  }

  end(): void {
    this.#listening?.unsubscribe();
    this.#listening = undefined;
    this.#leftovers.clear();
  }

  #received(frame: Uint8Array, kernel: Transport): void {
    this.#leftovers.received(frame);
    // It is still remembered, and tried again.
    this.#leftovers.refusedNow();
    if (eventNames.get(headerIn(frame).code) === 'NewSettings') this.#settingsChanged(frame, kernel);
    if (this.#leftovers.isEmpty) this.end();
  }

  #settingsChanged(frame: Uint8Array, kernel: Transport): void {
    const event = decodeEvent(frame);
    if (event.event !== 'NewSettings' || !event.currentSettings.Powered) return;
    this.#try(kernel, (index) => index === event.index);
  }

  #try(kernel: Transport, isMeant: (index: number | null) => boolean): void {
    for (const undo of this.#leftovers.waiting) {
      if (!isMeant(headerIn(undo).index)) continue;
      this.#leftovers.undoing(undo);
      try {
        kernel.send(undo);
      } catch {
        // It is off again already, or the kernel has ended, which `frames$` tells.
        this.#leftovers.refused(undo);
      }
    }
  }
}
