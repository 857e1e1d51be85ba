import type { AnyCodec } from '../codec.js';
import {
  AdType,
  AddDeviceAction,
  AddressType,
  AdvMonitorFeatures,
  AdvertisingFlags,
  AdvertisingMode,
  BlockedKeyType,
  ConfigurationOptions,
  ControllerBus,
  ControllerType,
  DebugKeysMode,
  DeviceFlags,
  DeviceFoundFlags,
  DeviceIdSource,
  DisconnectReason,
  DiscoverableMode,
  ExperimentalFeature,
  ExperimentalFeatureFlags,
  IOCapability,
  LinkKeyType,
  LongTermKeyType,
  Phys,
  PrivacyMode,
  SecureConnectionsMode,
  Settings,
  SignatureKeyType,
  Status,
  SuspendState,
  WakeReason,
} from '../enums/index.js';
import { whenAsked } from '../when-asked.js';
import type { FieldKind } from './description.js';

/** What can be told of a value without words. */
export interface Shape {
  readonly kind: FieldKind;
  readonly size?: number;
  readonly maxSize?: number;
  readonly range?: readonly [min: number, max: number];
  readonly values?: Readonly<Record<string, number | string>>;
}

/** By the names of codecs. */
const shapes = whenAsked((): Readonly<Record<string, Shape>> => ({
  u8: { kind: 'u8', range: [0, 0xff] },
  s8: { kind: 's8', range: [-0x80, 0x7f] },
  u16: { kind: 'u16', range: [0, 0xffff] },
  u24: { kind: 'u24', range: [0, 0xff_ffff] },
  u32: { kind: 'u32', range: [0, 0xffff_ffff] },
  u64: { kind: 'u64' },
  strength: { kind: 'strength', range: [-0x80, 0x7e] },
  onOff: { kind: 'switch' },
  address: { kind: 'address' },
  uuid: { kind: 'uuid' },
  rest: { kind: 'bytes' },
  pinCode: { kind: 'pin', maxSize: 16 },
  systemParameters: { kind: 'system-parameters' },
  experimentalFeature: { kind: 'feature', values: ExperimentalFeature },
  adType: { kind: 'enumeration', values: AdType },
  addDeviceAction: { kind: 'enumeration', values: AddDeviceAction },
  addressType: { kind: 'enumeration', values: AddressType },
  advertisingMode: { kind: 'enumeration', values: AdvertisingMode },
  blockedKeyType: { kind: 'enumeration', values: BlockedKeyType },
  controllerBus: { kind: 'enumeration', values: ControllerBus },
  controllerType: { kind: 'enumeration', values: ControllerType },
  debugKeysMode: { kind: 'enumeration', values: DebugKeysMode },
  deviceIdSource: { kind: 'enumeration', values: DeviceIdSource },
  disconnectReason: { kind: 'enumeration', values: DisconnectReason },
  discoverableMode: { kind: 'enumeration', values: DiscoverableMode },
  ioCapability: { kind: 'enumeration', values: IOCapability },
  linkKeyType: { kind: 'enumeration', values: LinkKeyType },
  longTermKeyType: { kind: 'enumeration', values: LongTermKeyType },
  privacyMode: { kind: 'enumeration', values: PrivacyMode },
  secureConnectionsMode: { kind: 'enumeration', values: SecureConnectionsMode },
  signatureKeyType: { kind: 'enumeration', values: SignatureKeyType },
  status: { kind: 'enumeration', values: Status },
  suspendState: { kind: 'enumeration', values: SuspendState },
  wakeReason: { kind: 'enumeration', values: WakeReason },
  addressTypes: { kind: 'set', values: AddressType },
  advMonitorFeatures: { kind: 'flags', values: AdvMonitorFeatures },
  advertisingFlags: { kind: 'flags', values: AdvertisingFlags },
  configurationOptions: { kind: 'flags', values: ConfigurationOptions },
  deviceFlags: { kind: 'flags', values: DeviceFlags },
  deviceFoundFlags: { kind: 'flags', values: DeviceFoundFlags },
  experimentalFeatureFlags: { kind: 'flags', values: ExperimentalFeatureFlags },
  phys: { kind: 'flags', values: Phys },
  settings: { kind: 'flags', values: Settings },
}));

/** Codecs that are made for a size, and those around others. */
const patterns = whenAsked((): readonly [RegExp, (size: number) => Shape][] => [
  [/^bytes\((\d+)\)$/, (size) => ({ kind: 'bytes', size })],
  // One byte of the area is the end.
  [/^text\((\d+)\)$/, (size) => ({ kind: 'text', maxSize: size - 1 })],
  [/^padded\((\d+)\)$/, (maxSize) => ({ kind: 'bytes', maxSize })],
  [/^sized\(u(\d+)\)$/, () => ({ kind: 'bytes' })],
  [/^framed\(u16, capabilities\)$/, () => ({ kind: 'capabilities' })],
  [/^list(?:ToEnd)?\(/, () => ({ kind: 'list' })],
  [/^struct$/, () => ({ kind: 'structure' })],
]);

/** The shape of what a codec reads and writes. Throws for one that is not registered: the specifications ask for all. */
export function shapeOf({ name }: Pick<AnyCodec, 'name'>): Shape {
  const plain = name.replace(/\?$/, '');
  const shape = shapes()[plain];
  if (shape) return shape;
  for (const [pattern, make] of patterns()) {
    const found = pattern.exec(plain);
    if (found) return make(Number(found[1]));
  }
  throw new TypeError(`There is no description of ${name}`);
}
