import { CodecError } from './errors.js';
import type { Fields } from './fields.js';
import type { Struct } from './struct.js';

/**
 * What the kernel says instead of 127. For a BR/EDR device of which an inquiry told no strength it reports 0, unless the discovery
 * is one for services (mgmt_device_found in net/bluetooth/mgmt.c).
 */
export interface UnknownRssi {
  /** There if `rssi` is `NaN` because the kernel says 0 of a BR/EDR device, and not 127. */
  readonly unknownRssi?: 0;
}

/** What may be given, right or wrong. */
interface Found {
  readonly unknownRssi?: unknown;
  readonly addressType?: unknown;
  readonly rssi?: unknown;
}

const isClassic = (addressType: unknown): boolean => addressType === 'BREDR' || addressType === 0;

/** A structure with `addressType` and `rssi`, whose strength of 0 is none. */
export function withUnknownRssi<F extends Fields>(params: Struct<F>): Struct<F> {
  return {
    ...params,
    readInto: (reader, out) => {
      params.readInto(reader, out);
      if (out['rssi'] !== 0 || !isClassic(out['addressType'])) return;
      out['rssi'] = NaN;
      out['unknownRssi'] = 0;
    },
    writeFrom: (writer, from, besides) => {
      if (!('unknownRssi' in from)) return params.writeFrom(writer, from, besides);
      const { unknownRssi, ...found } = from as Found;
      if (unknownRssi === undefined) return params.writeFrom(writer, found, besides);
      if (unknownRssi !== 0 || !Number.isNaN(found.rssi) || !isClassic(found.addressType)) {
        const reason = 'can only be 0, beside an rssi of NaN and the addressType BREDR';
        throw new CodecError('InvalidValue', reason, { path: 'unknownRssi', value: unknownRssi });
      }
      params.writeFrom(writer, { ...found, rssi: 0 }, besides);
    },
  };
}
