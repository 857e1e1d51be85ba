import type { CommandName } from '../../protocol/tables.js';
import type { World } from '../air/world.js';

/** Commands that need no privilege (HCI_MGMT_UNTRUSTED in mgmt_handlers, net/bluetooth/mgmt.c). */
export const forUntrusted: ReadonlySet<CommandName> = new Set<CommandName>([
  'ReadManagementVersionInformation',
  'ReadManagementSupportedCommands',
  'ReadControllerIndexList',
  'ReadControllerInformation',
  'ReadUnconfiguredControllerIndexList',
  'ReadControllerConfigurationInformation',
  'ReadExtendedControllerIndexList',
  'ReadExtendedControllerInformation',
  'ReadControllerCapabilities',
  'ReadExperimentalFeaturesInformation',
  'ReadDefaultSystemConfiguration',
  'ReadDefaultRuntimeConfiguration',
]);

/** Commands to a controller that is not configured yet (HCI_MGMT_UNCONFIGURED). */
export const forUnconfigured: ReadonlySet<CommandName> = new Set<CommandName>([
  'ReadControllerConfigurationInformation',
  'SetExternalConfiguration',
  'SetPublicAddress',
]);

/** Commands that may be longer than their fixed part (HCI_MGMT_VAR_LEN). */
const variable: ReadonlySet<CommandName> = new Set<CommandName>([
  'LoadLinkKeys',
  'LoadLongTermKeys',
  'AddRemoteOutOfBandData',
  'LoadIdentityResolvingKeys',
  'LoadConnectionParameters',
  'StartServiceDiscovery',
  'AddAdvertising',
  'LoadBlockedKeys',
  'SetExperimentalFeature',
  'SetDefaultSystemConfiguration',
  'SetDefaultRuntimeConfiguration',
  'AddAdvertisementPatternsMonitor',
  'AddExtendedAdvertisingParameters',
  'AddExtendedAdvertisingData',
  'AddAdvertisementPatternsMonitorWithRSSIThreshold',
  'SetMeshReceiver',
  'TransmitMeshPacket',
  'SendHCICommandAndWaitForEvent',
  'LoadConnectionSubrate',
]);

/** How long at least. For the kernel the action of Set Experimental Feature is no part of what is fixed. */
export const shortest = (name: CommandName, size: number): number =>
  name === 'SetExperimentalFeature' ? size - 1 : size;

export const isOfVariableLength = (name: CommandName): boolean => variable.has(name);

/** The last opcode that a kernel knows. */
export const opcodeLimit = (world: World): number => (world.isAtLeast('newest') ? 0x005c : 0x005a);
