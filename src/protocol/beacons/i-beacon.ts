import { buildAdvertisingData } from '../advertising/build.js';
import { reversed, u16be } from '../advertising/codecs.js';
import type { AdFieldInput } from '../advertising/table.js';
import type { AdTrailing } from '../advertising/kinds.js';
import type { BytesInput } from '../bytes.js';
import { uuid } from '../bytes.js';
import { s8 } from '../numbers.js';
import { struct } from '../struct.js';
import type { BeaconSource } from './source.js';
import { inManufacturerData, open, readAfter, writeAfter } from './source.js';

/**
 * Apple's proximity beacon (Proximity Beacon Specification, R1). `trailing` is what its maker put behind it, such as the charge
 * of the battery.
 */
export interface IBeacon extends AdTrailing {
  /** Whose beacon it is. */
  readonly uuid: string;
  /** Such as a shop of a chain: 0 to 65535. */
  readonly major: number;
  /** Such as a shelf of a shop: 0 to 65535. */
  readonly minor: number;
  /** The power that is received one metre away, in dBm. */
  readonly measuredPower: number;
}

/** An iBeacon to advertise. */
export interface IBeaconInput extends Omit<IBeacon, 'uuid'> {
  /** Long form, or 16 bytes in the order of advertising data: the reverse of the text. */
  readonly uuid: BytesInput;
}

/** Apple, Inc. */
const COMPANY = 0x004c;
/** The kind of Apple's data, and how many bytes follow. */
const PREFIX = [0x02, 0x15];

const payload = open(
  struct([
    ['uuid', reversed('uuidBe', uuid)],
    ['major', u16be],
    ['minor', u16be],
    ['measuredPower', s8],
  ]),
);

/** The first iBeacon, or undefined if there is none. */
export function parseIBeacon(source: BeaconSource): IBeacon | undefined {
  return inManufacturerData(source, ({ company, data }) =>
    company === COMPANY ? readAfter(PREFIX, payload, data) : undefined,
  );
}

/** The fields of an iBeacon, to be built with others such as flags. Throws a `CodecError`. */
export function iBeaconFields(beacon: IBeaconInput): AdFieldInput[] {
  return [{ type: 'ManufacturerData', company: COMPANY, data: writeAfter('iBeacon', PREFIX, payload, beacon) }];
}

/** An iBeacon as advertising data of 27 bytes and what trails, without flags. Throws a `CodecError`. */
export function buildIBeacon(beacon: IBeaconInput): Uint8Array {
  return buildAdvertisingData(iBeaconFields(beacon));
}
