import type { OperatorFunction } from 'rxjs';
import { map } from 'rxjs';
import type { Sighting } from './sighting.js';
import type { OptionChecks } from '../../protocol/options.js';
import { checkNumber, checkOptions } from '../../protocol/options.js';

/** How strength goes down with distance. */
export interface DistanceOptions {
  /** The strength that is received one metre away, in dBm, -127 to 20. Default: what a device says, else -59. */
  readonly measuredPower?: number;
  /** How fast it gets weaker, 1 to 6: 2 in the open, 3 or 4 where walls and people are. Default: 2.5. */
  readonly exponent?: number;
  /** By how much strengths are off, in dB, 0 to 40: bodies, walls, how it is held. Default: 8. */
  readonly error?: number;
}

/** A guess of how far away a device is, in metres. */
export interface Distance {
  /** What would be right in the middle of nothing. */
  readonly likely: number;
  /** It is hardly nearer. */
  readonly from: number;
  /** It is hardly farther away. */
  readonly to: number;
  /**
   * Where the strength at one metre comes from: `'given'` as an option; `'beacon'`: it says what was measured; `'txPower'`: reckoned from
   * the power that it says it sends with; `'assumed'`: it says nothing, so this is little more than near or far.
   */
  readonly basis: 'given' | 'beacon' | 'txPower' | 'assumed';
}

/** What is usual of phones and beacons, in dBm. */
const USUAL = -59;
/** What is lost on the first metre, in dB (Eddystone protocol specification, Eddystone-UID; 40 by free-space path loss at 2.4 GHz). */
const FIRST_METRE = 41;
const [WEAKEST, STRONGEST] = [-127, 20];

const CHECKS: OptionChecks<DistanceOptions> = {
  measuredPower: (option, value) => checkNumber(option, value, WEAKEST, STRONGEST),
  exponent: (option, value) => checkNumber(option, value, 1, 6),
  error: (option, value) => checkNumber(option, value, 0, 40),
};

/** How strong something was heard, and what it says of that: what a distance is guessed from. Sightings have it. */
export type HeardStrength = Pick<Sighting, 'rssi' | 'txPower'> & { readonly beacon?: object };

/** iBeacon and AltBeacon say what is received at one metre, Eddystone at none. */
function ofBeacon({ beacon }: HeardStrength): number | undefined {
  if (beacon === undefined) return undefined;
  if ('measuredPower' in beacon && typeof beacon.measuredPower === 'number') return beacon.measuredPower;
  if ('referenceRssi' in beacon && typeof beacon.referenceRssi === 'number') return beacon.referenceRssi;
  if ('txPower' in beacon && typeof beacon.txPower === 'number') return beacon.txPower - FIRST_METRE;
  return undefined;
}

function reference(reading: HeardStrength, given: number | undefined): readonly [number, Distance['basis']] {
  if (given !== undefined) return [given, 'given'];
  const measured = ofBeacon(reading);
  if (measured !== undefined) return [measured, 'beacon'];
  if (reading.txPower !== undefined) return [reading.txPower - FIRST_METRE, 'txPower'];
  return [USUAL, 'assumed'];
}

/**
 * Adds a guess of the distance, as a range. Strength tells little of it: a hand around a device costs as much as three times the distance. It
 * is good for near and far; take {@link smoothRssi} before it, and `ofBeacon` if they are beacons.
 *
 * ```ts
 * scan(adapter).pipe(smoothRssi(), distance({ exponent: 3 })).subscribe(({ distance }) => console.log(distance?.from, distance?.to));
 * ```
 *
 * `distance` is `undefined` where the strength is not known.
 *
 * @throws OptionError if an option makes no sense
 */
export function distance<T extends HeardStrength>(
  options: DistanceOptions = {},
): OperatorFunction<T, T & { readonly distance: Distance | undefined }> {
  const { measuredPower, exponent = 2.5, error = 8 } = checkOptions(options, CHECKS);
  const metres = (loss: number): number => 10 ** (loss / (10 * exponent));
  return map((sighting) => {
    const { rssi } = sighting;
    if (rssi === undefined) return { ...sighting, distance: undefined };
    const [power, basis] = reference(sighting, measuredPower);
    const loss = power - rssi;
    return {
      ...sighting,
      distance: { likely: metres(loss), from: metres(loss - error), to: metres(loss + error), basis },
    };
  });
}
