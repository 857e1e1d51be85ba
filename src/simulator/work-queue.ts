import type { Status } from '../protocol/enums/status.js';
import type { Cancellable, Clock } from './clock.js';
import { SendRefused } from './errno.js';

/** Something that a controller is asked to do, which takes time. */
export interface Work {
  /** Whose work it is, so that it can be taken back. */
  readonly owner?: object;
  /** In milliseconds. Default: the latency of the controller. */
  readonly duration?: number;
  /** What has happened when the time is over. Default: it has succeeded. */
  readonly run?: () => Status | undefined;
  /** What comes of it. Not called for work that was taken back. */
  readonly done?: (status: Status) => void;
  /** It will never be done, because the controller is gone. */
  readonly cancelled?: () => void;
}

/** What a controller does, one after the other (`cmd_sync_work` of struct hci_dev). */
export class WorkQueue {
  readonly #waiting: Work[] = [];
  #current: { readonly work: Work; readonly timer: Cancellable } | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly latency: number,
    private readonly isRunning: () => boolean,
  ) {}

  /** Appends work for a controller that runs. Otherwise `send` fails (hci_cmd_sync_queue in hci_sync.c). */
  queue(work: Work): void {
    if (!this.isRunning()) throw new SendRefused('ENETDOWN');
    // When it is its turn the controller may be down: then what it is told fails.
    this.submit({ ...work, run: () => (this.isRunning() ? work.run?.() : 'Failed') });
  }

  /** Appends work, whether the controller runs or not. */
  submit(work: Work): void {
    this.#waiting.push(work);
    this.#next();
  }

  /** Takes back what waits for somebody; false if there was nothing. What is being done goes on. */
  remove(owner: object): boolean {
    const before = this.#waiting.length;
    for (let i = before - 1; i >= 0; i--) if (this.#waiting[i]!.owner === owner) this.#waiting.splice(i, 1);
    return this.#waiting.length < before;
  }

  /** Takes everything back, also what is being done (hci_cmd_sync_clear in hci_sync.c). */
  clear(): void {
    const left = this.#current === undefined ? [] : [this.#current.work];
    left.push(...this.#waiting.splice(0));
    this.#current?.timer.cancel();
    this.#current = undefined;
    for (const work of left) work.cancelled?.();
  }

  #next(): void {
    const work = this.#current === undefined ? this.#waiting.shift() : undefined;
    if (work === undefined) return;
    const timer = this.clock.after(work.duration ?? this.latency, () => this.#finish(work));
    this.#current = { work, timer };
  }

  #finish(work: Work): void {
    const status = work.run?.() ?? 'Success';
    this.#current = undefined;
    work.done?.(status);
    this.#next();
  }
}
