import { AdType } from '../../../protocol/enums/ad-type.js';
import type { Controller } from '../../state/controller.js';
import { localName } from './content.js';
import type { InstanceFlags } from '../../state/advertising-flags.js';
import { managesFlags } from '../../state/advertising-flags.js';
import { maxLength } from './max-length.js';

/** Which of both data: what is advertised, or what answers a scan. */
export type DataKind = 'advertisement' | 'scanResponse';

/** Flags and TX Power: length, type and one octet. */
const OCTET_FIELD = 3;
/** Appearance: length, type and two octets. */
const APPEARANCE_FIELD = 4;

/** How much room the fields that the kernel writes itself leave (tlv_data_max_len in net/bluetooth/mgmt.c). */
export function roomFor(controller: Controller, flags: InstanceFlags, kind: DataKind): number {
  const room = maxLength(controller);
  if (kind === 'advertisement') {
    return room - (managesFlags(flags) ? OCTET_FIELD : 0) - (flags.AddTxPower ? OCTET_FIELD : 0);
  }
  return (
    room - (flags.AddLocalName ? localName(controller, 0).length : 0) - (flags.AddAppearance ? APPEARANCE_FIELD : 0)
  );
}

/** What a scan response or an advertisement with these flags must not have: the kernel writes it, or it has no place there. */
function isRefused(type: number, flags: InstanceFlags, kind: DataKind): boolean {
  switch (type) {
    case AdType.Flags:
      return kind === 'scanResponse' || managesFlags(flags);
    case AdType.TxPower:
      return flags.AddTxPower;
    case AdType.NameComplete:
    case AdType.NameShort:
      return flags.AddLocalName;
    case AdType.Appearance:
      return flags.AddAppearance;
    default:
      return false;
  }
}

/**
 * Whether the kernel takes the data (tlv_data_is_valid in mgmt.c): it fits, its fields are whole, and none is refused. Other than
 * elsewhere, a length of zero does not end the data here.
 */
export function isValidData(controller: Controller, flags: InstanceFlags, data: Uint8Array, kind: DataKind): boolean {
  if (data.length > roomFor(controller, flags, kind)) return false;
  for (let at = 0; at < data.length; at += data[at]! + 1) {
    const length = data[at]!;
    if (length === 0) continue;
    if (at + length >= data.length || isRefused(data[at + 1]!, flags, kind)) return false;
  }
  return true;
}
