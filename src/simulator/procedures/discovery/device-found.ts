import { encodeEvent } from '../../../protocol/encode.js';
import { DeviceFoundFlags } from '../../../protocol/enums/device-found-flags.js';
import type { Controller } from '../../state/controller.js';
import { UNKNOWN_RSSI } from '../../options/signal.js';
import type { AdvertisementFound } from '../../state/advertising-reports.js';
import { withoutRest } from '../../state/advertising-reports.js';
import type { Discovery } from './discovery.js';
import { fieldOf } from '../../ground/fields.js';
import type { KeptFrame } from '../../hardware/report.js';
import { restartScan } from './scan-restart.js';

const CLASS_OF_DEVICE = 0x0d;
/** In a frame: behind the header, the address and its type. */
const RSSI_AT = 13;
const NOTHING = new Uint8Array();

const FLAG_BITS = {
  None: 0,
  NotConnectable: 1 << DeviceFoundFlags.NotConnectable,
  ScanResponse: 1 << DeviceFoundFlags.ScanResponse,
} as const;

/** What an inquiry has found. */
export interface Inquired {
  readonly address: string;
  readonly classOfDevice: number;
  /** {@link UNKNOWN_RSSI} if the result said nothing of it. */
  readonly rssi: number;
  readonly eir: Uint8Array;
  readonly confirmName: boolean;
  readonly legacyPairing: boolean;
}

const concat = (...parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** Tells programs what was found, if that is what they look for (mgmt_device_found in net/bluetooth/mgmt.c). */
export class DeviceFound {
  constructor(
    private readonly controller: Controller,
    private readonly discovery: Discovery,
  ) {}

  /** By LE. Passive scans tell of devices that wait to be reported, and to monitors of everything. */
  advertisement(found: AdvertisementFound): void {
    const { controller, discovery } = this;
    controller.mesh.hear(found, FLAG_BITS[found.flags]);
    const isReported = discovery.isActive || controller.passiveScan.reports.size > 0;
    if (!isReported && controller.monitors.size === 0) return;
    const { data, scanResponse, rssi } = found;
    if (discovery.filter.finds(rssi, data, scanResponse)) restartScan(controller);
    if (!discovery.filter.lets(rssi, withoutRest(data), scanResponse)) return;

    const frame = this.#frameOf(found);
    frame[RSSI_AT] = rssi;
    if (isReported) controller.sockets.deliver('DeviceFound', controller.index, frame);
    else controller.monitors.tell(frame);
  }

  /** By an inquiry. */
  inquired({ address, classOfDevice, rssi, eir, confirmName, legacyPairing }: Inquired): void {
    const { controller, discovery } = this;
    if (!discovery.isActive) return;
    if (!discovery.filter.lets(rssi, eir, NOTHING, classOfDevice)) return;
    const { tellsUnknownRssi } = discovery.filter;
    const appended = Uint8Array.of(4, CLASS_OF_DEVICE, classOfDevice, classOfDevice >> 8, classOfDevice >> 16);
    controller.emit({
      event: 'DeviceFound',
      address,
      addressType: 'BREDR',
      rssi: rssi === UNKNOWN_RSSI && !tellsUnknownRssi ? 0 : rssi,
      flags: { ConfirmName: confirmName, LegacyPairing: legacyPairing },
      eirData: fieldOf(eir, CLASS_OF_DEVICE) === undefined ? concat(eir, appended) : eir,
    });
  }

  /** What was asked for; undefined if there was no answer (mgmt_remote_name in net/bluetooth/mgmt.c). */
  name(address: string, rssi: number, name: Uint8Array | undefined): void {
    this.controller.emit({
      event: 'DeviceFound',
      address,
      addressType: 'BREDR',
      rssi,
      flags: { NameRequestFailed: name === undefined },
      eirData: name === undefined ? NOTHING : concat(Uint8Array.of(name.length + 1, COMPLETE_NAME), name),
    });
  }

  /** Most advertisements are the same again and again, but for their strength. */
  #frameOf({ source, address, addressType, flags, data, scanResponse }: AdvertisementFound): Uint8Array {
    const bits = FLAG_BITS[flags];
    const kept = source.frame;
    const isSame = (frame: KeptFrame): boolean =>
      frame.address === address && frame.data === data && frame.scanResponse === scanResponse && frame.flags === bits;
    if (kept !== undefined && isSame(kept)) return kept.bytes;
    const bytes = encodeEvent({
      event: 'DeviceFound',
      index: this.controller.index,
      address,
      addressType,
      rssi: 0,
      flags: bits,
      eirData: concat(withoutRest(data), withoutRest(scanResponse)),
    });
    source.frame = { address, data, scanResponse, flags: bits, bytes };
    return bytes;
  }
}

const COMPLETE_NAME = 0x09;
