import type { EventName } from '../../protocol/tables.js';

/** Groups of events that a socket can switch on and off for itself, and `'trusted'`, which needs CAP_NET_ADMIN. */
export type EventGroup =
  | 'trusted'
  | 'index'
  | 'unconfiguredIndex'
  | 'extendedIndex'
  | 'options'
  | 'settings'
  | 'class'
  | 'name'
  | 'extendedInformation'
  | 'experimentalFeatures'
  | 'outOfBandData';

/** Who gets an event, if not every trusted socket (the flags of mgmt_limited_event and mgmt_index_event in mgmt.c). */
const LIMITED: Partial<Record<EventName, EventGroup>> = {
  IndexAdded: 'index',
  IndexRemoved: 'index',
  UnconfiguredIndexAdded: 'unconfiguredIndex',
  UnconfiguredIndexRemoved: 'unconfiguredIndex',
  ExtendedIndexAdded: 'extendedIndex',
  ExtendedIndexRemoved: 'extendedIndex',
  NewConfigurationOptions: 'options',
  NewSettings: 'settings',
  ClassOfDeviceChanged: 'class',
  LocalNameChanged: 'name',
  ExtendedControllerInformationChanged: 'extendedInformation',
  ExperimentalFeatureChanged: 'experimentalFeatures',
  LocalOutOfBandExtendedDataUpdated: 'outOfBandData',
};

export const groupOf = (event: string): EventGroup => LIMITED[event as EventName] ?? 'trusted';
