import type { Status } from '../../protocol/enums/status.js';
import type { World } from '../air/world.js';
import type { Cancellable } from '../ground/clock.js';
import { SendRefused } from '../ground/errno.js';

/** How long the kernel waits for a controller (HCI_CMD_TIMEOUT in hci.h), and what comes of it (mgmt_errno_status in mgmt.c). */
export const HCI_COMMAND_TIMEOUT = 2000;
export const TIMED_OUT: Status = 'AuthenticationFailed';

/** Something that a controller is asked to do, which takes time. */
export interface Work {
  /** Whose work it is, so that it can be taken back. */
  readonly owner?: object;
  /** In milliseconds; a function is asked when it begins. Default: the latency of the controller. */
  readonly duration?: number | (() => number | undefined);
  /** What happens as soon as it is its turn. */
  readonly begin?: () => void;
  /** What has happened when the time is over. Default: it has succeeded. */
  readonly run?: () => Status | undefined;
  /** What comes of it. Not called for work that was taken back. */
  readonly done?: (status: Status) => void;
  /** It will never be begun, because the controller is gone. */
  readonly cancelled?: () => void;
}

/** A controller, as far as it does what it is asked. */
interface Worker {
  readonly isUp: boolean;
  /** Whether it lets everything time out. */
  readonly health: { readonly isWedged: boolean };
}

/** What a controller does, one after the other (`cmd_sync_work` of struct hci_dev). */
export class WorkQueue {
  readonly #waiting: Work[] = [];
  #finished = 0;
  #current: { readonly work: Work; readonly timer: Cancellable; readonly hangs: boolean } | undefined;

  constructor(
    private readonly world: Pick<World, 'clock' | 'latency'>,
    private readonly controller: Worker,
  ) {}

  /** How often the controller had something to do, so far. */
  get finished(): number {
    return this.#finished;
  }

  /** Appends work for a controller that runs. Otherwise `send` fails (hci_cmd_sync_queue in hci_sync.c). */
  queue(work: Work): void {
    if (!this.controller.isUp) throw new SendRefused('ENETDOWN');
    // When it is its turn the controller may be down: then what it is told fails.
    this.submit({ ...work, run: () => (this.controller.isUp ? work.run?.() : 'Failed') });
  }

  /** Appends work, whether the controller runs or not. */
  submit(work: Work): void {
    this.#waiting.push(work);
    this.#next();
  }

  /** Takes back what waits for an owner; false if there was nothing. What is being done goes on. */
  remove(owner: object): boolean {
    const before = this.#waiting.length;
    for (let i = before - 1; i >= 0; i--) if (this.#waiting[i]!.owner === owner) this.#waiting.splice(i, 1);
    return this.#waiting.length < before;
  }

  /** What is being done fails at once, to make room for what is urgent (hci_cmd_sync_cancel_sync in hci_sync.c). */
  interrupt(): void {
    if (this.#current === undefined) return;
    this.#current.timer.cancel();
    const { work } = this.#current;
    this.#current = undefined;
    work.done?.('Failed');
    this.#next();
  }

  /** The controller is gone: what is being done fails, the rest is taken back (hci_cmd_sync_clear in hci_sync.c). */
  clear(): void {
    const current = this.#current?.work;
    const waiting = this.#waiting.splice(0);
    this.#drop();
    current?.done?.('Failed');
    for (const work of waiting) work.cancelled?.();
    // What these wanted to be done is not done any more.
    this.#drop();
  }

  /** The controller does not hang any more, and does what it was told last. */
  resume(): void {
    if (this.#current?.hangs !== true || this.controller.health.isWedged) return;
    this.#current.timer.cancel();
    this.#start(this.#current.work);
  }

  #drop(): void {
    this.#waiting.length = 0;
    this.#current?.timer.cancel();
    this.#current = undefined;
  }

  #next(): void {
    const work = this.#current === undefined ? this.#waiting.shift() : undefined;
    if (work === undefined) return;
    work.begin?.();
    this.#start(work);
  }

  #start(work: Work): void {
    const hangs = this.controller.health.isWedged;
    const wanted = typeof work.duration === 'function' ? work.duration() : work.duration;
    const duration = hangs ? HCI_COMMAND_TIMEOUT : (wanted ?? this.world.latency);
    const timer = this.world.clock.after(duration, () => this.#finish(work, hangs));
    this.#current = { work, timer, hangs };
  }

  #finish(work: Work, hangs: boolean): void {
    const status = hangs ? TIMED_OUT : (work.run?.() ?? 'Success');
    this.#current = undefined;
    if (work.duration !== 0) this.#finished++;
    work.done?.(status);
    this.#next();
  }
}
