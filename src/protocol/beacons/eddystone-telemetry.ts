import { s16be, u16be, u32be } from '../advertising/codecs.js';
import type { Codec } from '../codec.js';
import { invalid, isObject } from '../errors.js';
import { struct } from '../struct.js';

/** How a beacon is (Eddystone-TLM, unencrypted). What it can't measure is missing. */
export interface EddystoneTelemetry {
  /** In millivolts, 1 to 65535. */
  readonly battery?: number;
  /** In degrees Celsius, above -128 and below 128, in steps of 1/256. */
  readonly temperature?: number;
  /** How often it has advertised since it was switched on. */
  readonly advertisements: number;
  /** For how long it has been on, in seconds, in steps of 0.1. */
  readonly uptime: number;
}

const NO_BATTERY = 0;
const NO_TEMPERATURE = -0x8000;
const STEPS_PER_DEGREE = 256;
const STEPS_PER_SECOND = 10;

const raw = struct([
  ['battery', u16be],
  ['temperature', s16be],
  ['advertisements', u32be],
  ['uptime', u32be],
]);

/** A number in steps of the wire, rounded. */
function stepsOf(name: string, value: unknown, steps: number, [min, max]: readonly [number, number]): number {
  const rounded = typeof value === 'number' ? Math.round(value * steps) : NaN;
  if (rounded >= min && rounded <= max) return rounded;
  throw invalid(value, `a number from ${min / steps} to ${max / steps}`).within(name);
}

function toRaw({ battery, temperature, uptime, ...others }: EddystoneTelemetry) {
  return {
    ...others,
    battery: battery === undefined ? NO_BATTERY : stepsOf('battery', battery, 1, [1, 0xffff]),
    temperature:
      temperature === undefined
        ? NO_TEMPERATURE
        : stepsOf('temperature', temperature, STEPS_PER_DEGREE, [NO_TEMPERATURE + 1, 0x7fff]),
    uptime: stepsOf('uptime', uptime, STEPS_PER_SECOND, [0, 0xffff_ffff]),
  };
}

export const telemetry: Codec<EddystoneTelemetry> = {
  name: 'telemetry',
  size: raw.size,
  variable: false,
  read: (reader) => {
    const { battery, temperature, advertisements, uptime } = raw.read(reader);
    return {
      ...(battery === NO_BATTERY ? {} : { battery }),
      ...(temperature === NO_TEMPERATURE ? {} : { temperature: temperature / STEPS_PER_DEGREE }),
      advertisements,
      uptime: uptime / STEPS_PER_SECOND,
    };
  },
  write: (writer, value) => {
    if (!isObject(value)) throw invalid(value, 'an object with battery, temperature, advertisements, uptime');
    raw.write(writer, toRaw(value));
  },
};
