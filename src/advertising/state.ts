import type { MgmtError } from '../protocol/errors.js';

/** What can be asked for, and is left out where it can't be. */
export type IgnoredOption = 'interval' | 'maxInterval' | 'txPower';

/** It is advertised. */
export interface AdvertisingOn {
  readonly state: 'On';
  /** Where the controller is. */
  readonly index: number;
  /** The number of the advertisement on that controller. */
  readonly instance: number;
  /** Which command the kernel took: the older one knows neither interval nor power. */
  readonly command: 'AddExtendedAdvertisingData' | 'AddAdvertising';
  /** How strongly it is sent, in dBm. `undefined`: the kernel did not say. */
  readonly txPower: number | undefined;
  /** Options that had to be ignored, because the controller or that command does not know them. */
  readonly ignored: readonly IgnoredOption[];
  /** What the kernel was given; it may put in flags, power and names. */
  readonly advData: Uint8Array;
  readonly scanRsp: Uint8Array;
}

/** It is not advertised now, and will be when that is possible. */
export interface AdvertisingPaused {
  readonly state: 'Paused';
  /**
   * - `'Absent'`: the controller is not there, or not configured;
   * - `'Off'`: it is switched off; `'LowEnergyOff'`: LE is;
   * - `'SetAdvertising'`: a program has switched the setting Advertising on, in place of all that programs add;
   * - `'Removed'`: another program has removed it; again in a second;
   * - `'Full'`: others advertise as much as the controller can;
   * - `'Refused'`: with `error`, which may pass; again in a while.
   */
  readonly reason: 'Absent' | 'Off' | 'LowEnergyOff' | 'SetAdvertising' | 'Removed' | 'Full' | 'Refused';
  readonly error?: MgmtError;
}

/** What becomes of an advertisement. */
export type AdvertisingState = AdvertisingOn | AdvertisingPaused;
