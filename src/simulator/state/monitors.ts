/** HCI_MAX_ADV_MONITOR_NUM_HANDLES and HCI_MAX_ADV_MONITOR_NUM_PATTERNS in include/net/bluetooth/hci_core.h. */
export const MAX_MONITORS = 32;
export const MAX_PATTERNS = 16;

/**
 * The advertisement monitors of a controller. Without help of the hardware, which simulated ones don't give, Linux does not look
 * at their patterns: it tells of every advertisement, and programs have to compare. They stay when the controller goes down.
 */
export class Monitors {
  readonly #handles = new Set<number>();

  get size(): number {
    return this.#handles.size;
  }

  get handles(): number[] {
    return [...this.#handles].sort((a, b) => a - b);
  }

  /** The handle of the new one, the lowest that is free; undefined if there are too many. */
  add(): number | undefined {
    let handle = 1;
    while (this.#handles.has(handle)) handle++;
    if (handle > MAX_MONITORS) return undefined;
    this.#handles.add(handle);
    return handle;
  }

  /** 0: all. False if there is no such monitor. */
  remove(handle: number): boolean {
    if (handle !== 0) return this.#handles.delete(handle);
    this.#handles.clear();
    return true;
  }
}
