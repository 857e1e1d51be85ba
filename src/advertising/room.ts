import type { Observable } from 'rxjs';
import { catchError, ignoreElements, map, of, throwError } from 'rxjs';
import type { Compiled } from './content.js';
import type { AdvertisingSize } from './size-error.js';
import { AdvertisingSizeError } from './size-error.js';
import { isStatusError } from '../mgmt/errors.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import { MAX_LEGACY_ADVERTISING_DATA } from '../protocol/advertising/build.js';
import type { AdvertisingFlags } from '../protocol/enums/advertising.js';
import type { Flags } from '../protocol/masks.js';
import type { Reply } from '../protocol/tables.js';

/** Flags as they are given: those that are missing are off. */
export type SomeFlags = Partial<Flags<keyof typeof AdvertisingFlags>>;

interface Room {
  readonly maxAdvDataLen: number;
  readonly maxScanRspLen: number;
}

/** Flags and strength take three bytes each. */
const OCTET_FIELD = 3;

/** As the kernel counts (tlv_data_max_len in net/bluetooth/mgmt.c), for kernels before 4.6 that can't be asked. */
const counted = ({ maxAdvDataLen, maxScanRspLen }: Room, flags: SomeFlags): Room => ({
  maxAdvDataLen:
    maxAdvDataLen -
    (flags.GeneralDiscoverable === true || flags.LimitedDiscoverable === true ? OCTET_FIELD : 0) -
    (flags.AddTxPower === true ? OCTET_FIELD : 0),
  maxScanRspLen,
});

function adviceFor({ part }: AdvertisingSize, canBeLonger: boolean): string {
  const move = part === 'advertisement' ? 'Move fields to scanResponse, or shorten' : 'Shorten';
  const longer = canBeLonger ? "; { phy: '1M' } has more room, for devices of Bluetooth 5 only" : '';
  return `${move} names and data${longer}.`;
}

/**
 * Asks the kernel how much room there is beside what it puts in itself. Emits nothing; fails with an `AdvertisingSizeError`.
 *
 * What all devices hear has 31 bytes. The kernel counts more with a controller that can do extended advertising, although that refuses
 * them unless it is told to use it (Core Specification, Vol 4, Part E, 7.8.54).
 */
export function checkSize(
  mgmt: Mgmt,
  [index, instance]: readonly [index: number, instance: number],
  features: Reply<'ReadAdvertisingFeatures'>,
  content: Compiled,
  flags: SomeFlags,
): Observable<never> {
  const isExtended = flags.Secondary1M ?? flags.Secondary2M ?? flags.SecondaryCoded ?? false;
  const beyond = (most: number): number => (isExtended ? 0 : Math.max(0, most - MAX_LEGACY_ADVERTISING_DATA));
  const check = ({ maxAdvDataLen, maxScanRspLen }: Room): void => {
    const rooms = {
      advertisement: maxAdvDataLen - beyond(features.maxAdvDataLen),
      scanResponse: maxScanRspLen - beyond(features.maxScanRspLen),
    };
    for (const part of ['advertisement', 'scanResponse'] as const) {
      const { bytes, sizes } = content[part];
      const size = { part, length: bytes.length, room: rooms[part], sizes };
      if (size.length <= size.room) continue;
      throw new AdvertisingSizeError(size, adviceFor(size, beyond(features.maxAdvDataLen) > 0));
    }
  };
  return mgmt.command$('GetAdvertisingSizeInformation', index, instance, flags).pipe(
    catchError((error: unknown) =>
      isStatusError(error, 'UnknownCommand') ? of(counted(features, flags)) : throwError(() => error),
    ),
    map(check),
    ignoreElements(),
  );
}
