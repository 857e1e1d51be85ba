import { buildAdvertisingData } from '../advertising/build.js';
import type { AdFieldInput } from '../advertising/table.js';
import { invalid, isObject } from '../errors.js';
import { noneOf } from '../misspelt.js';
import type { Codec } from '../codec.js';
import type { EddystoneFrame, EddystoneFrameInput } from './eddystone-frames.js';
import { frames } from './eddystone-frames.js';
import type { BeaconSource } from './source.js';
import { beginsWith, inServiceData, readAfter, writeAfter } from './source.js';

const SERVICE = '0000feaa-0000-1000-8000-00805f9b34fb';

function readFrame(data: Uint8Array): EddystoneFrame | undefined {
  for (const [frame, { prefix, payload }] of Object.entries(frames)) {
    if (!beginsWith(data, prefix)) continue;
    const values = readAfter(prefix, payload as Codec<object, never>, data);
    return values && ({ frame, ...values } as EddystoneFrame);
  }
  return undefined;
}

/**
 * The first Eddystone frame (Eddystone protocol specification), or undefined if there is none. A beacon sends its frames by
 * turns, so that the others come with other advertisements of the same address.
 */
export function parseEddystone(source: BeaconSource): EddystoneFrame | undefined {
  return inServiceData(source, SERVICE, readFrame);
}

/** The fields of an Eddystone frame, to be built with others such as flags. Throws a `CodecError`. */
export function eddystoneFields(beacon: EddystoneFrameInput): AdFieldInput[] {
  const known = Object.keys(frames);
  if (!isObject(beacon)) throw invalid(beacon, `an object whose frame is one of ${known.join(', ')}`);
  if (!known.includes(beacon.frame)) throw noneOf(beacon.frame, known).within('frame').inMessage('Eddystone');
  const { frame, ...values } = beacon;
  const { prefix, payload } = frames[frame];
  const data = writeAfter(`Eddystone ${frame}`, prefix, payload as Codec<unknown, object>, values);
  return [
    { type: 'ServiceUuids', bits: 16, complete: true, uuids: [SERVICE] },
    { type: 'ServiceData', bits: 16, uuid: SERVICE, data },
  ];
}

/** An Eddystone frame as advertising data of at most 28 bytes and what trails, without flags. Throws a `CodecError`. */
export function buildEddystone(beacon: EddystoneFrameInput): Uint8Array {
  return buildAdvertisingData(eddystoneFields(beacon));
}
