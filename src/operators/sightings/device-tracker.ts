import type { SchedulerLike, Subscription } from 'rxjs';
import type { Device, DeviceChange } from './device.js';
import { Pauses } from './pauses.js';
import { Recent } from './recent.js';
import type { Sighting } from './sighting.js';
import { keyOf } from './sighting.js';
import { SteadyClock } from './steady-clock.js';
import { TrackedDevice } from './tracked-device.js';
import { scheduleAfter } from '../../transport/schedule-after.js';

/** How often devices are looked at whose silence has a length of its own, in milliseconds. */
const LOOK_AGAIN = 1_000;

/** Who wants to know what becomes of devices. */
export interface TrackingObserver<T extends Sighting> {
  changed?(change: DeviceChange['change'], device: Device<T>): void;
  /** All that happened at once has been told. */
  settled?(): void;
}

/** Which devices are there, and what becomes of them. */
export class DeviceTracker<T extends Sighting, K extends Device<T> = Device<T>> {
  readonly #devices: Recent<TrackedDevice<T, K>>;
  readonly #clock: SteadyClock;
  #sweep: Subscription | undefined;
  #sweepAt = Infinity;

  constructor(
    maxDevices: number,
    private readonly lostAfter: number | 'learned',
    private readonly scheduler: SchedulerLike,
    private readonly observer: TrackingObserver<T>,
  ) {
    this.#clock = new SteadyClock(scheduler);
    this.#devices = new Recent(maxDevices, Infinity, (tracked) => observer.changed?.('lost', tracked.device));
  }

  /** What is made of each device that is there: the same as before, if it was not heard since. */
  list(make: (device: Device<T>) => K): K[] {
    return Array.from(this.#devices.oldestFirst(), (tracked) => tracked.kept(make));
  }

  heard(sighting: T): void {
    const now = this.#clock.now(this.#sweepAt);
    const key = keyOf(sighting);
    const known = this.#devices.touch(key, now);
    const tracked = known ?? this.#add(key, sighting, now);
    if (this.#sweep === undefined) this.#sweepAfter(this.lostAfter === 'learned' ? LOOK_AGAIN : this.lostAfter, now);
    known?.update(sighting, now);
    this.observer.changed?.(known === undefined ? 'found' : 'updated', tracked.device);
    this.observer.settled?.();
  }

  #add(key: string, sighting: T, now: number): TrackedDevice<T, K> {
    const patience = this.lostAfter === 'learned' ? new Pauses() : this.lostAfter;
    return this.#devices.add(key, new TrackedDevice(key, sighting, now, patience), now);
  }

  stop(): void {
    this.#sweep?.unsubscribe();
    this.#sweep = undefined;
    this.#sweepAt = Infinity;
    this.#devices.clear();
  }

  #sweepAfter(delay: number, now: number): void {
    this.#sweepAt = now + delay;
    this.#sweep = scheduleAfter(this.scheduler, () => this.#look(), delay);
  }

  /** Loses those that were silent for too long, and looks again when the next one may have been. */
  #look(): void {
    const now = this.#clock.reach(this.#sweepAt);
    const lost: TrackedDevice<T, K>[] = [];
    let next = Infinity;
    for (const tracked of this.#devices.oldestFirst()) {
      const left = tracked.heardAt + tracked.patience - now;
      if (left > 0) {
        next = this.lostAfter === 'learned' ? LOOK_AGAIN : left;
        // Those behind it were heard later.
        if (this.lostAfter !== 'learned') break;
      } else lost.push(tracked);
    }
    this.#sweep = undefined;
    this.#sweepAt = Infinity;
    if (next < Infinity) this.#sweepAfter(next, now);
    for (const { key } of lost) this.#devices.delete(key);
    // All are gone before the first one is told of: whoever hears it may be heard of again, or leave.
    for (const tracked of lost) this.observer.changed?.('lost', tracked.device);
    if (lost.length > 0) this.observer.settled?.();
  }
}
