import { asyncScheduler } from 'rxjs';
import { Clock } from '../ground/clock.js';
import { Random } from '../ground/random.js';
import type { KernelVersion, SimulatorOptions } from '../options/options.js';
import { Radio } from './radio.js';

/** Kernels in the order of their release. */
const VERSIONS: readonly KernelVersion[] = ['6.1', '6.12', 'newest'];

/** What everything in one simulation shares: its time, its randomness, its air, and whose rules apply. */
export class World {
  readonly clock: Clock;
  readonly random: Random;
  readonly radio = new Radio();
  readonly version: KernelVersion;
  /** How long a controller takes for one command, and a message over the air, in milliseconds. */
  readonly latency: number;

  constructor({ scheduler = asyncScheduler, seed = 1, kernel = '6.12', latency = 1 }: SimulatorOptions) {
    this.clock = new Clock(scheduler);
    this.random = new Random(seed);
    this.version = kernel;
    this.latency = latency;
  }

  /** Whether the rules of a version, or of a later one, apply. */
  isAtLeast(version: KernelVersion): boolean {
    return VERSIONS.indexOf(this.version) >= VERSIONS.indexOf(version);
  }
}
