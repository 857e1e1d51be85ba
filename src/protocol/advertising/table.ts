import { address, bytes, rest } from '../bytes.js';
import type { Flat } from '../fields.js';
import { listToEnd } from '../lists.js';
import { s8, u16, u24, u32, u8 } from '../numbers.js';
import { whenAsked } from '../when-asked.js';
import { advertisingInterval } from './advertising-interval.js';
import { bitNumbers, textToEnd, u32be } from './codecs.js';
import { adFlags, features3D, leAddressType, leRole, meshBeaconType, oobFlags } from './flags.js';
import { indoorPositioning } from './indoor-positioning.js';
import type { InOfKind, OutOfKind } from './kinds.js';
import { kind, openKind } from './kinds.js';
import { localName } from './local-name.js';
import { restBut, transportBlock } from './payloads.js';
import { serviceData } from './service-data.js';
import { uri } from './uri.js';
import { serviceUuids, solicitedUuids } from './uuid-lists.js';

/**
 * All types of fields of advertising data, scan responses, extended inquiry responses and out-of-band data (Assigned Numbers,
 * 2.3), declared once for both directions. CSS is the Supplement to the Bluetooth Core Specification.
 */
export const adKinds = whenAsked(() => ({
  /** 0x01, CSS Part A, 1.3. Further bytes, which no version defines, come as `trailing`. */
  Flags: kind(0x01, [['flags', adFlags]]),

  /** 0x02 to 0x07, CSS Part A, 1.1. */
  ServiceUuids: serviceUuids,

  /** 0x08 and 0x09, CSS Part A, 1.2. */
  LocalName: localName,

  /** 0x0A, CSS Part A, 1.5. dBm. */
  TxPower: kind(0x0a, [['txPower', s8]]),

  /** 0x0D, CSS Part A, 1.6. 24 bits: services, major and minor class. The kernel adds it to what an inquiry brings. */
  ClassOfDevice: kind(0x0d, [['classOfDevice', u24]]),

  /** 0x0E, CSS Part A, 1.6. Key material: out of band only. */
  SspHash192: kind(0x0e, [['hash', bytes(16)]]),

  /** 0x0F, CSS Part A, 1.6. Key material: out of band only. */
  SspRandomizer192: kind(0x0f, [['randomizer', bytes(16)]]),

  /** 0x10 with 8 bytes, Device Identification Profile: inquiry responses only. `source` 1: Bluetooth SIG, 2: USB. */
  DeviceId: kind(0x10, [
    ['source', u16],
    ['vendor', u16],
    ['product', u16],
    ['version', u16],
  ]),

  /** 0x10 with 16 bytes, CSS Part A, 1.8. Key material: out of band only. */
  SecurityManagerTk: kind(0x10, [['key', bytes(16)]]),

  /** 0x11, CSS Part A, 1.7. */
  SecurityManagerOobFlags: kind(0x11, [['flags', oobFlags]]),

  /** 0x12, CSS Part A, 1.9. In units of 1.25 ms, 6 to 3200; 0xFFFF: no preference. */
  PeripheralConnectionInterval: kind(0x12, [
    ['min', u16],
    ['max', u16],
  ]),

  /** 0x14, 0x15, 0x1F, CSS Part A, 1.10. */
  SolicitedUuids: solicitedUuids,

  /** 0x16, 0x20, 0x21, CSS Part A, 1.11. */
  ServiceData: serviceData,

  /** 0x17, CSS Part A, 1.13. Public addresses that the advertisement is meant for. */
  PublicTargetAddress: openKind(0x17, [['addresses', listToEnd(address)]]),

  /** 0x18, CSS Part A, 1.14. Random addresses that the advertisement is meant for. */
  RandomTargetAddress: openKind(0x18, [['addresses', listToEnd(address)]]),

  /** 0x19, CSS Part A, 1.12. `appearanceName` of rx-btmgmt/assigned-numbers has its name. */
  Appearance: kind(0x19, [['appearance', u16]]),

  /** 0x1A and 0x2F, CSS Part A, 1.15. In units of 0.625 ms. */
  AdvertisingInterval: advertisingInterval,

  /** 0x1B, CSS Part A, 1.16. The address that is used over LE: out of band only. */
  LeDeviceAddress: kind(0x1b, [
    ['address', address],
    ['addressType', leAddressType],
  ]),

  /** 0x1C, CSS Part A, 1.17. */
  LeRole: kind(0x1c, [['role', leRole]]),

  /** 0x1D, CSS Part A, 1.6. Key material: out of band only. */
  SspHash256: kind(0x1d, [['hash', bytes(16)]]),

  /** 0x1E, CSS Part A, 1.6. Key material: out of band only. */
  SspRandomizer256: kind(0x1e, [['randomizer', bytes(16)]]),

  /** 0x22, CSS Part A, 1.6. Key material: out of band only. */
  LeScConfirmation: kind(0x22, [['confirmation', bytes(16)]]),

  /** 0x23, CSS Part A, 1.6. Key material: out of band only. */
  LeScRandom: kind(0x23, [['random', bytes(16)]]),

  /** 0x24, CSS Part A, 1.18. */
  Uri: uri,

  /** 0x25, Indoor Positioning Service. */
  IndoorPositioning: indoorPositioning,

  /** 0x26, Transport Discovery Service. */
  TransportDiscovery: openKind(0x26, [['blocks', listToEnd(transportBlock())]]),

  /** 0x27, CSS Part A, 1.19. Bit n of the whole is feature n (Core Specification, Vol 6, Part B, 4.6); lowest byte first. */
  LeSupportedFeatures: openKind(0x27, [['features', rest]]),

  /** 0x28, CSS Part A, 1.20. The channels 0 to 36 that a periodic advertiser is going to use. Between controllers only. */
  ChannelMapUpdate: kind(0x28, [
    ['channels', bitNumbers(5)],
    ['instant', u16],
  ]),

  /** 0x29, Mesh Protocol. A provisioning PDU. */
  PbAdv: openKind(0x29, [
    ['linkId', u32be],
    ['transaction', u8],
    ['pdu', rest],
  ]),

  /** 0x2A, Mesh Protocol. A network PDU. */
  MeshMessage: openKind(0x2a, [['pdu', rest]]),

  /** 0x2B, Mesh Protocol. */
  MeshBeacon: openKind(0x2b, [
    ['beacon', meshBeaconType],
    ['data', rest],
  ]),

  /** 0x2C, CSS Part A, 1.21; Core Specification, Vol 6, Part B, 4.4.6.11. Between controllers only. */
  BigInfo: openKind(0x2c, [['data', rest]]),

  /** 0x2D, CSS Part A, 1.22. Key material: out of band only. */
  BroadcastCode: openKind(0x2d, [['code', rest]]),

  /** 0x2E, Coordinated Set Identification Service, 3.1. The hash is of `random` with the key of the set. */
  ResolvableSetIdentifier: kind(0x2e, [
    ['hash', u24],
    ['random', u24],
  ]),

  /** 0x30, Public Broadcast Profile, 5.1. */
  BroadcastName: openKind(0x30, [['name', textToEnd]]),

  /** 0x31, CSS Part A, 1.23. The payload is encrypted advertising data. */
  EncryptedAdvertisingData: openKind(0x31, [
    ['randomizer', bytes(5)],
    ['payload', restBut(4)],
    ['mic', bytes(4)],
  ]),

  /** 0x32, CSS Part A, 1.24. `subeventInterval` and `slotDelay` in units of 1.25 ms, `slotSpacing` of 0.125 ms. */
  PeriodicResponseTiming: kind(0x32, [
    ['accessAddress', u32],
    ['subevents', u8],
    ['subeventInterval', u8],
    ['slotDelay', u8],
    ['slotSpacing', u8],
  ]),

  /** 0x34, Electronic Shelf Label Profile. */
  ElectronicShelfLabel: openKind(0x34, [['data', rest]]),

  /** 0x3D, 3D Synchronization Profile. `pathLossThreshold` in dB. */
  Information3D: kind(0x3d, [
    ['features', features3D],
    ['pathLossThreshold', u8],
  ]),

  /** 0xFF, CSS Part A, 1.4. `companyName` of rx-btmgmt/assigned-numbers has the company's name. */
  ManufacturerData: openKind(0xff, [
    ['company', u16],
    ['data', rest],
  ]),
}));

/** The kinds of fields. An interface keeps error messages short. */
interface AdKinds extends Readonly<ReturnType<typeof adKinds>> {}

/** The name of a type of field. */
export type AdFieldType = keyof AdKinds;

/** A field of a type that has no declaration. */
export interface UnknownAdField {
  readonly type: 'Unknown';
  /** 0 to 255. */
  readonly code: number;
  readonly data: Uint8Array;
}

/** A field as parsing gives it. */
export type AdField =
  { [K in AdFieldType]: Flat<{ readonly type: K } & OutOfKind<AdKinds[K]>> }[AdFieldType] | UnknownAdField;

/** A field of one type, as parsing gives it. */
export type AdFieldOf<T extends AdField['type']> = Extract<AdField, { readonly type: T }>;

/** A field as building accepts it. Whatever parsing gives, building accepts. */
export type AdFieldInput =
  { [K in AdFieldType]: Flat<{ readonly type: K } & InOfKind<AdKinds[K]>> }[AdFieldType] | UnknownAdField;
