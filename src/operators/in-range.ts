import type { TimestampProvider } from 'rxjs';

/** The thresholds of a monitor (mgmt-protocol, Add Advertisement Patterns Monitor With RSSI Threshold). */
export interface Thresholds {
  /** dBm; 127: every strength will do. */
  readonly highThreshold: number;
  /** Seconds. */
  readonly highThresholdTimer: number;
  /** dBm; 127: no strength is too weak. */
  readonly lowThreshold: number;
  /** Seconds. 0: the first weak one ends it, silence never. */
  readonly lowThresholdTimer: number;
  /** In 100 ms. 0: all, 255: the first only. */
  readonly samplingPeriod: number;
}

interface Heard {
  readonly index: number | null;
  readonly address: string;
  readonly addressType: string | number;
  readonly rssi: number;
}

interface Device {
  last: number;
  isNear: boolean;
  strongSince: number | undefined;
  weakSince: number | undefined;
  reported: number | undefined;
}

const UNSET = 127;
const SECOND = 1000;
const PERIOD = 100;
const FIRST_ONLY = 255;

/** Which devices are in range, by what was heard of them so far. */
export class InRange {
  /** Those heard of last stand last. */
  readonly #devices = new Map<string, Device>();

  constructor(
    private readonly thresholds: Thresholds,
    private readonly clock: TimestampProvider,
  ) {}

  /** Takes note of an advertisement, and says whether it is to be reported. */
  takes(heard: Heard): boolean {
    const now = this.clock.now();
    this.#forget(now);
    const device = this.#note(heard, now);
    if (!device.isNear) return false;
    const { samplingPeriod } = this.thresholds;
    const since = device.reported === undefined ? Infinity : now - device.reported;
    if (samplingPeriod === FIRST_ONLY ? since !== Infinity : since < samplingPeriod * PERIOD) return false;
    device.reported = now;
    return true;
  }

  #note({ index, address, addressType, rssi }: Heard, now: number): Device {
    const key = `${String(index)} ${address} ${addressType}`;
    const fresh = { last: now, isNear: false, strongSince: undefined, weakSince: undefined, reported: undefined };
    const device: Device = this.#devices.get(key) ?? fresh;
    const { highThreshold, highThresholdTimer, lowThreshold, lowThresholdTimer } = this.thresholds;
    const isStrong = highThreshold === UNSET || rssi >= highThreshold;
    const isWeak = lowThreshold !== UNSET && !(rssi >= lowThreshold);
    device.last = now;
    device.strongSince = isStrong ? (device.strongSince ?? now) : undefined;
    device.weakSince = isWeak ? (device.weakSince ?? now) : undefined;
    if (device.weakSince !== undefined && now - device.weakSince >= lowThresholdTimer * SECOND) {
      device.isNear = false;
      device.reported = undefined;
    }
    if (device.strongSince !== undefined && now - device.strongSince >= highThresholdTimer * SECOND)
      device.isNear = true;
    this.#devices.delete(key);
    this.#devices.set(key, device);
    return device;
  }

  /** Who was silent for too long is out of range, and needs no memory. */
  #forget(now: number): void {
    const silence = this.thresholds.lowThresholdTimer * SECOND;
    if (silence === 0) return;
    for (const [key, { last }] of this.#devices) {
      if (now - last < silence) return;
      this.#devices.delete(key);
    }
  }
}
