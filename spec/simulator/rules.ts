import type { CommandName, MgmtEvent, MgmtNotificationName } from 'rx-btmgmt';
import type { Ledger } from './ledger.js';

/** Events that do not need CAP_NET_ADMIN (mgmt_untrusted_events in net/bluetooth/mgmt.c), and answers. */
const FOR_ALL: ReadonlySet<string> = new Set([
  ...['CommandComplete', 'CommandStatus'],
  ...['IndexAdded', 'IndexRemoved', 'UnconfiguredIndexAdded', 'UnconfiguredIndexRemoved'],
  ...['ExtendedIndexAdded', 'ExtendedIndexRemoved', 'NewConfigurationOptions', 'NewSettings'],
  ...['ClassOfDeviceChanged', 'LocalNameChanged', 'ExtendedControllerInformationChanged', 'ExperimentalFeatureChanged'],
]);

/** Events that a socket gets only when it has sent one of these commands. */
const ASKED_FOR: Partial<Record<string, readonly CommandName[]>> = {
  ExtendedIndexAdded: ['ReadExtendedControllerIndexList'],
  ExtendedIndexRemoved: ['ReadExtendedControllerIndexList'],
  ExtendedControllerInformationChanged: ['ReadExtendedControllerInformation'],
  ExperimentalFeatureChanged: ['ReadExperimentalFeaturesInformation', 'SetExperimentalFeature'],
  LocalOutOfBandExtendedDataUpdated: ['ReadLocalOutOfBandExtendedData'],
};

/** What a socket may not get. */
export function mayNotSee({ trusted, sent }: Ledger, { event }: MgmtEvent): string | undefined {
  if (!trusted && !FOR_ALL.has(event)) return `${event} without privileges`;
  const askedBy = ASKED_FOR[event];
  if (askedBy?.every((name) => !sent.has(name)) === true) return `${event} without having asked for it`;
  return undefined;
}

const SETTINGS: readonly CommandName[] = [
  ...([
    'SetPowered',
    'SetDiscoverable',
    'SetConnectable',
    'SetFastConnectable',
    'SetBondable',
    'SetLinkSecurity',
  ] as const),
  ...(['SetSecureSimplePairing', 'SetLowEnergy', 'SetAdvertising', 'SetBREDR', 'SetStaticAddress'] as const),
  ...(['SetSecureConnections', 'SetDebugKeys', 'SetPrivacy', 'SetWidebandSpeech'] as const),
];

/** Of what a command changes the kernel tells the others only (the last argument of mgmt_limited_event and so on in mgmt.c). */
const SKIPS_SENDER: Partial<Record<CommandName, MgmtNotificationName>> = {
  ...Object.fromEntries(SETTINGS.map((name) => [name, 'NewSettings' as const])),
  SetLocalName: 'LocalNameChanged',
  SetExternalConfiguration: 'NewConfigurationOptions',
  SetPublicAddress: 'NewConfigurationOptions',
  SetPHYConfiguration: 'PHYConfigurationChanged',
  SetExperimentalFeature: 'ExperimentalFeatureChanged',
  BlockDevice: 'DeviceBlocked',
  UnblockDevice: 'DeviceUnblocked',
  UnpairDevice: 'DeviceUnpaired',
  AddDevice: 'DeviceAdded',
  RemoveDevice: 'DeviceRemoved',
  SetDeviceFlags: 'DeviceFlagsChanged',
  AddAdvertising: 'AdvertisingAdded',
  AddExtendedAdvertisingData: 'AdvertisingAdded',
  RemoveAdvertising: 'AdvertisingRemoved',
  AddAdvertisementPatternsMonitor: 'AdvertisementMonitorAdded',
  AddAdvertisementPatternsMonitorWithRSSIThreshold: 'AdvertisementMonitorAdded',
  RemoveAdvertisementMonitor: 'AdvertisementMonitorRemoved',
  ReadLocalOutOfBandExtendedData: 'LocalOutOfBandExtendedDataUpdated',
};

/** What is wrong about the events that a socket got while it waited for the answer to its command, and nobody else did. */
export function toldOfItsOwn(name: CommandName | undefined, events: readonly MgmtEvent[]): string[] {
  const skipped = name === undefined ? undefined : SKIPS_SENDER[name];
  return events.filter(({ event }) => event === skipped).map(({ event }) => `${event} of its own ${String(name)}`);
}

type Settings = Readonly<Record<string, boolean | number | undefined>>;

/** Switched on, but never told among what is supported (get_supported_settings in net/bluetooth/mgmt.c). */
const NEVER_SUPPORTED = ['ISOBroadcaster', 'ISOSyncReceiver'];

/** What is wrong with the settings of a controller. */
export function inconsistent(current: Settings, supported: Settings): string[] {
  const wrong = Object.keys(current).filter(
    (name) => current[name] === true && supported[name] !== true && !NEVER_SUPPORTED.includes(name),
  );
  return [
    ...wrong.map((name) => `${name} is on, and not supported`),
    ...(current['Discoverable'] === true && current['Connectable'] !== true ? ['Discoverable, not Connectable'] : []),
    ...(current['BREDR'] !== true && current['LowEnergy'] !== true && supported['BREDR'] === true
      ? ['neither BREDR nor LowEnergy']
      : []),
    ...(current['SecureSimplePairing'] === true && current['BREDR'] !== true ? ['SSP without BR/EDR'] : []),
  ];
}
