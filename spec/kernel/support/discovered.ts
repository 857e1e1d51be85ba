import { filter, firstValueFrom, ReplaySubject, type Observable, type Subscription } from 'rxjs';
import type { FoundDevice } from 'rx-btmgmt';

/** A discovery that goes on, and what comes of it. */
export class Discovered {
  readonly devices: FoundDevice[] = [];
  /** `'complete'`, or the error; undefined while it goes on. */
  end: unknown;
  /** Its end, when it has one. */
  readonly ended: Promise<unknown>;
  /** After how many milliseconds. */
  duration = NaN;
  readonly subscription: Subscription;
  readonly #found = new ReplaySubject<FoundDevice>();

  constructor(source$: Observable<FoundDevice>) {
    const from = performance.now();
    let resolve: (end: unknown) => void;
    this.ended = new Promise((resolved) => (resolve = resolved));
    const ended = (end: unknown) => {
      this.duration = performance.now() - from;
      this.end = end;
      resolve(end);
    };
    this.subscription = source$.subscribe({
      next: (device) => {
        this.devices.push(device);
        this.#found.next(device);
      },
      error: ended,
      complete: () => ended('complete'),
    });
  }

  /** The first one like that, also if it has been found already. */
  first(isWanted: (device: FoundDevice) => boolean = () => true): Promise<FoundDevice> {
    return firstValueFrom(this.#found.pipe(filter(isWanted)));
  }

  /** The next one from now on. */
  next(): Promise<FoundDevice> {
    const count = this.devices.length;
    return firstValueFrom(this.#found.pipe(filter((_, i) => i >= count)));
  }
}
