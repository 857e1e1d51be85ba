import { encodeEvent } from '../../../protocol/encode.js';
import { AdType } from '../../../protocol/enums/ad-type.js';
import { DeviceFoundFlags } from '../../../protocol/enums/device-found-flags.js';
import { classBytes, field, fieldOf, withoutRest } from '../../ground/fields.js';
import { UNKNOWN_RSSI } from '../../ground/rssi.js';
import type { KeptFrame, Report } from '../../hardware/report.js';
import type { Controller } from '../../state/controller.js';
import type { Sender } from '../../state/discovery.js';
import { hearMesh } from '../mesh/receiver.js';
import { tellMonitors } from './monitors.js';

/** DISCOV_LE_RESTART_DELAY in include/net/bluetooth/hci_core.h, in milliseconds. */
const RESTART_DELAY = 200;
/** In a frame: behind the header, the address and its type. */
const RSSI_AT = 13;
const NOTHING = new Uint8Array();

const FLAG_BITS = {
  None: 0,
  NotConnectable: 1 << DeviceFoundFlags.NotConnectable,
  ScanResponse: 1 << DeviceFoundFlags.ScanResponse,
} as const;

/** What the kernel makes of the reports of an advertisement and its scan response. */
export interface AdvertisementFound extends Sender {
  readonly source: Report['source'];
  readonly rssi: number;
  readonly flags: keyof typeof FLAG_BITS;
  readonly data: Uint8Array;
  readonly scanResponse: Uint8Array;
}

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

/**
 * Tells programs of a device that LE scanning has found, if it is looked for (mgmt_device_found in net/bluetooth/mgmt.c). Passive scans
 * tell of devices that are waited for, and monitors of everything.
 */
export function tellAdvertisement(controller: Controller, found: AdvertisementFound): void {
  const { discovery, monitors, passiveScan } = controller;
  hearMesh(controller, found, FLAG_BITS[found.flags]);
  const isReported = discovery.isActive || passiveScan.reports.size > 0;
  if (!isReported && monitors.size === 0) return;
  const { data, scanResponse, rssi } = found;
  if (discovery.filter.finds(rssi, data, scanResponse)) planRestart(controller);
  if (!discovery.filter.lets(rssi, withoutRest(data), scanResponse)) return;

  const frame = frameOf(controller, found);
  frame[RSSI_AT] = rssi;
  if (isReported) controller.sockets.deliver('DeviceFound', controller.index, frame);
  else tellMonitors(controller, frame);
}

/** Tells programs of a device that has answered an inquiry. */
export function tellInquired(controller: Controller, inquired: Inquired): void {
  const { address, classOfDevice, rssi, eir, confirmName, legacyPairing } = inquired;
  const { isActive, filter } = controller.discovery;
  if (!isActive || !filter.lets(rssi, eir, NOTHING, classOfDevice)) return;
  const appended = Uint8Array.from(field(AdType.ClassOfDevice, classBytes(classOfDevice)));
  controller.emit({
    event: 'DeviceFound',
    address,
    addressType: 'BREDR',
    rssi: rssi === UNKNOWN_RSSI && !filter.tellsUnknownRssi ? 0 : rssi,
    flags: { ConfirmName: confirmName, LegacyPairing: legacyPairing },
    eirData: fieldOf(eir, AdType.ClassOfDevice) === undefined ? concat(eir, appended) : eir,
  });
}

/** Tells the name that a device was asked for; undefined if there was no answer (mgmt_remote_name in net/bluetooth/mgmt.c). */
export function tellName(controller: Controller, address: string, rssi: number, name: Uint8Array | undefined): void {
  controller.emit({
    event: 'DeviceFound',
    address,
    addressType: 'BREDR',
    rssi,
    flags: { NameRequestFailed: name === undefined },
    eirData: name === undefined ? NOTHING : Uint8Array.from(field(AdType.NameComplete, name)),
  });
}

/**
 * A service was found by a controller that reports nothing twice: Linux 6.1 starts the scan anew, so that other strengths can be
 * seen (restart_le_scan in net/bluetooth/mgmt.c). Later ones switch the filter off instead.
 */
function planRestart({ discovery, events, traits, world }: Controller): void {
  if (world.isAtLeast('6.12') || !traits.quirks.has('StrictDuplicateFilter')) return;
  const { scanEnd } = discovery;
  if (discovery.isRestarting || world.clock.now() + RESTART_DELAY > scanEnd) return;
  discovery.isRestarting = true;
  world.clock.after(RESTART_DELAY, () => events.scanRestartDue(scanEnd));
}

/** Most advertisements are the same again and again, but for their strength. */
function frameOf(
  { index }: Controller,
  { source, address, addressType, flags, data, scanResponse }: AdvertisementFound,
): Uint8Array {
  const bits = FLAG_BITS[flags];
  const kept = source.frame;
  const isSame = (frame: KeptFrame): boolean =>
    frame.address === address && frame.data === data && frame.scanResponse === scanResponse && frame.flags === bits;
  if (kept !== undefined && isSame(kept)) return kept.bytes;
  const eirData = concat(withoutRest(data), withoutRest(scanResponse));
  const bytes = encodeEvent({ event: 'DeviceFound', index, address, addressType, rssi: 0, flags: bits, eirData });
  source.frame = { address, data, scanResponse, flags: bits, bytes };
  return bytes;
}
