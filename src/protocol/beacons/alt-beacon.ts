import { buildAdvertisingData } from '../advertising/build.js';
import type { AdTrailing } from '../advertising/kinds.js';
import type { AdFieldInput } from '../advertising/table.js';
import type { BytesInput } from '../bytes.js';
import { invalid, isObject } from '../errors.js';
import { s8, u8 } from '../numbers.js';
import { struct } from '../struct.js';
import type { BeaconSource } from './source.js';
import { identifier, inManufacturerData, open, readAfter, writeAfter } from './source.js';

/** The open proximity beacon (AltBeacon Protocol Specification, v1.0). `trailing` is what its maker put behind it. */
export interface AltBeacon extends AdTrailing {
  /** Who made the beacon: a company's number. */
  readonly company: number;
  /** 20 bytes as hexadecimal text. The first 16 say whose beacon it is, the others which. */
  readonly id: string;
  /** The power that is received one metre away, in dBm. */
  readonly referenceRssi: number;
  /** For the maker's own purposes: 0 to 255. */
  readonly reserved: number;
}

/** An AltBeacon to advertise. */
export interface AltBeaconInput extends Omit<AltBeacon, 'id' | 'reserved'> {
  readonly id: BytesInput;
  /** Left out: 0. */
  readonly reserved?: number;
}

/** The beacon code, highest byte first. */
const PREFIX = [0xbe, 0xac];

const payload = open(
  struct([
    ['id', identifier(20)],
    ['referenceRssi', s8],
    ['reserved', u8],
  ]),
);

/** The first AltBeacon, or undefined if there is none. */
export function parseAltBeacon(source: BeaconSource): AltBeacon | undefined {
  return inManufacturerData(source, ({ company, data }) => {
    const beacon = readAfter(PREFIX, payload, data);
    return beacon && { company, ...beacon };
  });
}

/** The fields of an AltBeacon, to be built with others such as flags. Throws a `CodecError`. */
export function altBeaconFields(beacon: AltBeaconInput): AdFieldInput[] {
  if (!isObject(beacon)) throw invalid(beacon, 'an object').inMessage('AltBeacon');
  const { company, ...rest } = beacon;
  const data = writeAfter('AltBeacon', PREFIX, payload, { reserved: 0, ...rest });
  return [{ type: 'ManufacturerData', company, data }];
}

/** An AltBeacon as advertising data of 28 bytes and what trails, without flags. Throws a `CodecError`. */
export function buildAltBeacon(beacon: AltBeaconInput): Uint8Array {
  return buildAdvertisingData(altBeaconFields(beacon));
}
