import { AdType } from '../../../protocol/enums/ad-type.js';
import { field, hasField, nameBytes, u16Bytes } from '../../ground/fields.js';
import type { Controller } from '../../state/controller.js';
import { instanceFlags, type InstanceFlags } from '../../state/advertising-flags.js';
import type { AdvertisingInstance } from '../../state/instances.js';
import { maxLength } from './max-length.js';

/** HCI_MAX_SHORT_NAME_LENGTH in include/net/bluetooth/hci.h. */
const SHORT_NAME = 10;
/** Bits of the field Flags (Core Specification Supplement, part A, 1.3). */
const LIMITED = 0x01;
const GENERAL = 0x02;
export const NO_BREDR = 0x04;
/** HCI_TX_POWER_INVALID in hci.h. */
const UNKNOWN_POWER = 127;
/** What btvirt's controllers, and so those of the simulator, say of their power. */
export const CONTROLLER_POWER = 0;

/** The name as it fits behind `used` octets: whole, or a short one (eir_append_local_name in net/bluetooth/eir.c). */
export function localName(controller: Controller, used: number): number[] {
  if (maxLength(controller) - used < SHORT_NAME + 2) return [];
  const complete = nameBytes(controller.name);
  if (complete.length > 0 && complete.length <= SHORT_NAME) return field(AdType.NameComplete, complete);
  const short = nameBytes(controller.shortName);
  if (short.length > 0) return field(AdType.NameShort, short);
  return complete.length > 0 ? field(AdType.NameShort, complete.subarray(0, SHORT_NAME)) : [];
}

const appearance = ({ appearance: value }: Controller): number[] => field(AdType.Appearance, u16Bytes(value));

/** The flags of an instance; those of instance 0, which is that of Set Advertising, follow the settings. */
export function flagsOf(controller: Controller, instance: AdvertisingInstance | undefined): InstanceFlags {
  if (instance !== undefined) return instance.flags;
  const { flags } = controller;
  return {
    ...instanceFlags('AddTxPower', 'ManagedFlags'),
    Connectable: flags.has('AdvertisingConnectable'),
    LimitedDiscoverable: flags.has('LimitedDiscoverable'),
    GeneralDiscoverable: flags.has('Discoverable') && !flags.has('LimitedDiscoverable'),
  };
}

/** What the setting Discoverable says, or will say (mgmt_get_adv_discov_flags in mgmt.c). */
export function discoverableBits({ flags, pending }: Controller): number {
  const waiting = pending.find('SetDiscoverable')?.call.params.discoverable;
  if (waiting !== undefined) return waiting === 'General' ? GENERAL : waiting === 'Limited' ? LIMITED : 0;
  return flags.has('LimitedDiscoverable') ? LIMITED : flags.has('Discoverable') ? GENERAL : 0;
}

function flagsField(controller: Controller, flags: InstanceFlags): number[] {
  const bits =
    (flags.GeneralDiscoverable ? GENERAL : 0) |
    (flags.LimitedDiscoverable ? LIMITED : 0) |
    (controller.flags.has('BREDR') ? 0 : NO_BREDR);
  const value = bits === 0 && flags.ManagedFlags ? discoverableBits(controller) : bits;
  return value === 0 ? [] : field(AdType.Flags, [value]);
}

/** What is advertised: the data of the instance with what the kernel adds (eir_create_adv_data in eir.c). */
export function advertisingData(controller: Controller, instance: AdvertisingInstance | undefined): Uint8Array {
  const flags = flagsOf(controller, instance);
  const given = instance?.data ?? new Uint8Array();
  const size = maxLength(controller);
  const out: number[] = [];
  if (!hasField(given, AdType.Flags)) {
    const added = flagsField(controller, flags);
    // It is left out rather than overflow.
    if (added.length + given.length <= size) out.push(...added);
  }
  out.push(...given);
  if (flags.AddTxPower) {
    const isKnownBySet = controller.traits.extendedAdvertising && instance !== undefined;
    const power = isKnownBySet ? instance.txPower : CONTROLLER_POWER;
    if (power !== UNKNOWN_POWER && out.length + 3 <= size) out.push(...field(AdType.TxPower, [power & 0xff]));
  }
  return Uint8Array.from(out);
}

/** Whether it answers scans (hci_adv_instance_is_scannable in net/bluetooth/hci_core.c). Instance 0 has a name to tell. */
export function isScannable(instance: AdvertisingInstance | undefined): boolean {
  if (instance === undefined) return true;
  const { flags, scanResponse: data } = instance;
  return flags.AddAppearance || flags.AddLocalName || data.length > 0;
}

/** What answers a scan (eir_create_scan_rsp in eir.c). */
export function scanResponse(controller: Controller, instance: AdvertisingInstance | undefined): Uint8Array {
  const out: number[] = [];
  const isAppearanceWanted = instance?.flags.AddAppearance ?? true;
  if (isAppearanceWanted && controller.appearance !== 0) out.push(...appearance(controller));
  if (instance !== undefined) out.push(...instance.scanResponse);
  if (instance?.flags.AddLocalName ?? true) out.push(...localName(controller, out.length));
  return Uint8Array.from(out);
}
