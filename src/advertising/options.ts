import { checkReaction } from '../controllers/refusals.js';
import { OptionError } from '../protocol/option-error.js';
import { checkBoolean, checkInteger, checkNames, checkNumber, checkOneOf } from '../protocol/options.js';
import type { Compiled } from './content.js';

/** How it is advertised. */
export interface AdvertiseOptions {
  /** Whether one can connect. It is so, too, while the setting Connectable is on. Default: false. */
  readonly connectable?: boolean;
  /**
   * Whether the kernel says in the field Flags, of 3 bytes, that it can be discovered; `'limited'`: that it can for a limited time. Default:
   * true, unless the content has such a field.
   */
  readonly discoverable?: boolean | 'limited';
  /** From one advertisement to the next, in milliseconds: 20 to 10 485 759. Default: what the kernel uses, 1280. */
  readonly interval?: number;
  /** The controller may choose an interval up to this one, in milliseconds. Default: the interval. */
  readonly maxInterval?: number;
  /** How strongly to send, in dBm: -127 to 20. Default: what the controller chooses. */
  readonly txPower?: number;
  /**
   * Extended advertising on this PHY, with room for up to 251 bytes. Only devices of Bluetooth 5 hear it, and it can't be both connectable and
   * answered. Default: what all devices hear.
   */
  readonly phy?: '1M' | '2M' | 'Coded';
  /** While the controller is off, or LE is switched off on it: wait, or fail. Default: `'pause'`. */
  readonly whenOff?: 'pause' | 'error';
  /** While there is no such controller: wait, or fail. Default: `'pause'`. */
  readonly whenAbsent?: 'pause' | 'error';
}

const NAMES = ['connectable', 'discoverable', 'interval', 'maxInterval', 'txPower', 'phy', 'whenOff', 'whenAbsent'];

/** The interval of HCI is counted in units of so many milliseconds, in 24 bits. */
const UNIT = 0.625;
const MIN_INTERVAL = 20;
const MAX_INTERVAL = 10_485_759;

/** Options that have been checked. */
export interface Plan {
  readonly connectable: boolean;
  readonly discoverable: boolean | 'limited' | undefined;
  /** In units of 0.625 ms. */
  readonly interval: { readonly min: number; readonly max: number } | undefined;
  readonly txPower: number | undefined;
  readonly phy: '1M' | '2M' | 'Coded' | undefined;
  readonly whenOff: 'pause' | 'error';
  readonly whenAbsent: 'pause' | 'error';
}

const PHYS = ['1M', '2M', 'Coded'] as const;

function checkIntervals({ interval, maxInterval }: AdvertiseOptions): Plan['interval'] {
  if (interval === undefined) {
    if (maxInterval === undefined) return undefined;
    throw new OptionError('maxInterval', maxInterval, 'an option without interval');
  }
  const min = checkNumber('interval', interval, MIN_INTERVAL, MAX_INTERVAL);
  const max = maxInterval === undefined ? min : checkNumber('maxInterval', maxInterval, min, MAX_INTERVAL);
  return { min: Math.round(min / UNIT), max: Math.round(max / UNIT) };
}

/** Throws an `OptionError` for what makes no sense. */
export function checkAdvertiseOptions(options: AdvertiseOptions): Plan {
  checkNames(options, NAMES);
  const { connectable = false, discoverable, txPower, phy, whenOff = 'pause', whenAbsent = 'pause' } = options;
  if (discoverable !== undefined && discoverable !== 'limited') {
    if (typeof discoverable !== 'boolean') {
      throw new OptionError('discoverable', discoverable, "true, false or 'limited'");
    }
  }
  return {
    connectable: checkBoolean('connectable', connectable),
    discoverable,
    interval: checkIntervals(options),
    txPower: txPower === undefined ? undefined : checkInteger('txPower', txPower, -127, 20),
    phy: phy === undefined ? undefined : checkOneOf('phy', phy, PHYS),
    whenOff: checkReaction('whenOff', whenOff),
    whenAbsent: checkReaction('whenAbsent', whenAbsent),
  };
}

/** Flags that are asked for and flags that the content brings exclude each other. */
export function checkFlags({ discoverable }: Plan, { hasFlags }: Compiled): void {
  if (!hasFlags || discoverable === undefined || discoverable === false) return;
  throw new OptionError('discoverable', discoverable, 'false or left out for content that has its own Flags');
}
