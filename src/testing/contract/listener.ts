import type { Subscription } from 'rxjs';
import type { Transport } from '../../transport/transport.js';

export interface ListenerHooks {
  /** When a frame has been written down. */
  readonly next?: (listener: Listener, frame: Uint8Array) => void;
  readonly error?: (error: unknown) => void;
}

/** A subscriber of `frames$` that writes down what it gets. */
export class Listener {
  /** Copies of what came, which the transport can't change any more. */
  readonly frames: Uint8Array[] = [];
  /** What came, as it was handed out. */
  readonly handedOut: Uint8Array[] = [];
  readonly errors: unknown[] = [];
  isCompleted = false;
  #isLeaving = false;
  #subscription: Subscription | undefined;

  constructor(
    { frames$ }: Transport,
    isWanted: (frame: Uint8Array) => boolean,
    private hooks: ListenerHooks = {},
  ) {
    this.#subscription = frames$.subscribe({
      next: (frame) => {
        if (!isWanted(frame)) return;
        this.frames.push(Uint8Array.from(frame));
        this.handedOut.push(frame);
        this.hooks.next?.(this, frame);
      },
      error: (error: unknown) => {
        this.errors.push(error);
        this.hooks.error?.(error);
      },
      complete: () => {
        this.isCompleted = true;
      },
    });
    if (this.#isLeaving) this.leave();
  }

  /** Forgets what came, and does something else from now on. */
  restart(hooks: ListenerHooks): void {
    this.frames.length = 0;
    this.handedOut.length = 0;
    this.hooks = hooks;
  }

  get hasEnded(): boolean {
    return this.isCompleted || this.errors.length > 0;
  }

  /** Unsubscribes; from within `subscribe` as soon as that has returned. */
  leave(): void {
    this.#isLeaving = true;
    this.#subscription?.unsubscribe();
  }
}
