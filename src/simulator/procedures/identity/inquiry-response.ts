import type { Controller } from '../../state/controller.js';
import { AdType } from '../../../protocol/enums/ad-type.js';
import { field, nameBytes, u16Bytes } from '../../ground/fields.js';
import { bytesOf } from '../../ground/uuid.js';

const SIZE = 240;
const LONGEST_NAME = 48;
/** In dBm, as of BlueZ's virtual controllers. */
const INQUIRY_POWER = 0;

/** Lists of UUIDs by their width: the types of a complete and of an incomplete list, and the room that it needs to begin. */
const LISTS = [
  { width: 2, complete: 0x03, some: 0x02, room: 4 },
  { width: 4, complete: 0x05, some: 0x04, room: 6 },
  { width: 16, complete: 0x07, some: 0x06, room: 18 },
] as const;

/** Services below this are protocols, which are not announced; nor is PnP Information (create_uuid16_list in eir.c). */
const FIRST_SERVICE = 0x1100;
const PNP_INFORMATION = 0x1200;

/** Writes the extended inquiry response that follows from names and services (hci_update_eir_sync in net/bluetooth/hci_sync.c). */
export function updateInquiryResponse(controller: Controller): void {
  const { flags, traits } = controller;
  if (!controller.isPowered || !traits.bredr || !flags.has('SimplePairing') || flags.has('ServiceCache')) return;
  controller.extendedInquiryResponse = inquiryResponse(controller);
}

/** eir_create in eir.c. */
function inquiryResponse({ identity, name }: Controller): Uint8Array {
  const full = nameBytes(name);
  const { source, vendor, product, version } = identity.deviceId;
  const response = [
    ...(full.length === 0
      ? []
      : field(full.length > LONGEST_NAME ? AdType.NameShort : AdType.NameComplete, full.subarray(0, LONGEST_NAME))),
    ...field(AdType.TxPower, [INQUIRY_POWER]),
    ...(source === 0 ? [] : field(AdType.DeviceIdOrSmTk, [source, vendor, product, version].flatMap(u16Bytes))),
  ];
  const services = identity.services.map(({ uuid }) => bytesOf(uuid));
  for (const list of LISTS) response.push(...uuidList(services, list, SIZE - response.length));
  return Uint8Array.from(response);
}

/** As many of a width as there is room for; the list says whether these are all. */
function uuidList(
  services: readonly Uint8Array[],
  { width, complete, some, room }: (typeof LISTS)[number],
  left: number,
): readonly number[] {
  if (left < room) return [];
  const wanted = services.filter((uuid) => uuid.length === width && isAnnounced(uuid));
  if (wanted.length === 0) return [];
  const fitting = wanted.slice(0, Math.floor((left - 2) / width));
  return field(
    fitting.length < wanted.length ? some : complete,
    fitting.flatMap((uuid) => [...uuid]),
  );
}

function isAnnounced(uuid: Uint8Array): boolean {
  if (uuid.length !== 2) return true;
  const value = uuid[0]! | (uuid[1]! << 8);
  return value >= FIRST_SERVICE && value !== PNP_INFORMATION;
}
