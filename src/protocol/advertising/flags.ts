import { enumOf } from '../enums.js';
import { flagsOf } from '../masks.js';
import { u8 } from '../numbers.js';

/** What the device can do (CSS Part A, 1.3): bit numbers. Not the flags of the command Add Advertising. */
export const AdFlags = {
  LimitedDiscoverable: 0,
  GeneralDiscoverable: 1,
  BREDRNotSupported: 2,
  SimultaneousController: 3,
  SimultaneousHost: 4,
} as const;
export const adFlags = flagsOf('adFlags', AdFlags, u8);

/** What the other device learns about pairing out of band (CSS Part A, 1.7): bit numbers. */
export const OobFlags = { DataPresent: 0, LESupported: 1, SimultaneousHost: 2, RandomAddress: 3 } as const;
export const oobFlags = flagsOf('oobFlags', OobFlags, u8);

/** What 3D glasses and screens can do (3D Synchronization Profile): bit numbers. */
export const Features3D = {
  AssociationNotification: 0,
  BatteryLevelReporting: 1,
  SendBatteryLevelOnStart: 2,
  FactoryTestMode: 7,
} as const;
export const features3D = flagsOf('features3D', Features3D, u8);

/** The kind of an address (CSS Part A, 1.16), with the names that commands take. */
export const leAddressType = enumOf('leAddressType', { LEPublic: 0, LERandom: 1 });

/** Which side of a connection the device can be (CSS Part A, 1.17). */
export const LeRole = { PeripheralOnly: 0, CentralOnly: 1, PeripheralPreferred: 2, CentralPreferred: 3 } as const;
export const leRole = enumOf('leRole', LeRole);

/** What stands in a mesh beacon (Mesh Protocol). */
export const MeshBeaconType = { UnprovisionedDevice: 0, SecureNetwork: 1, MeshPrivate: 2 } as const;
export const meshBeaconType = enumOf('meshBeaconType', MeshBeaconType);
