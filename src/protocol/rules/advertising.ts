import type { Reason, Reasons } from './reason.js';
import { isWithin, switched } from './reason.js';
import type { advertisingCommands } from '../domains/advertising.js';
import type { meshCommands } from '../domains/mesh.js';
import type { monitorCommands } from '../domains/monitor.js';
import { AdType } from '../enums/ad-type.js';
import type { AdvertisingFlags } from '../enums/advertising.js';
import type { Flags } from '../masks.js';

interface Instance {
  readonly instance: number;
}
interface Flagged {
  readonly flags: Flags<keyof typeof AdvertisingFlags>;
}
interface Data {
  readonly advData: Uint8Array;
  readonly scanRsp: Uint8Array;
}

const instances: readonly Reason<Instance>[] = [
  { text: 'instance must be at least 1.', when: ({ instance }) => instance === 0 },
  {
    text: 'instance must be at most maxInstances of ReadAdvertisingFeatures.',
    unless: ({ instance }) => instance === 1,
  },
];

/** requested_adv_flags_are_valid in net/bluetooth/mgmt.c. */
const supported: readonly Reason<Flagged>[] = [
  { text: 'flags has bits that stand for none.', when: (params) => 'unknownBits' in params.flags },
  {
    text: 'flags has some that the controller does not support: supportedFlags of ReadAdvertisingFeatures says which it does.',
    unless: (params) => !Object.values(params.flags).includes(true),
  },
];

const flags: readonly Reason<Flagged>[] = [
  {
    text: 'flags can have only one of Secondary1M, Secondary2M and SecondaryCoded.',
    when: ({ flags: { Secondary1M, Secondary2M, SecondaryCoded } }) =>
      Number(Secondary1M) + Number(Secondary2M) + Number(SecondaryCoded) > 1,
  },
  ...supported,
];

/** The types of the parts of advertising data; undefined if it does not consist of parts (tlv_data_is_valid in mgmt.c). */
function typesIn(data: Uint8Array): readonly number[] | undefined {
  const types: number[] = [];
  for (let at = 0; at < data.length; at += data[at]! + 1) {
    if (data[at] === 0) continue;
    if (at + data[at]! >= data.length) return undefined;
    types.push(data[at + 1]!);
  }
  return types;
}

const holds = (data: Uint8Array, ...types: readonly number[]): boolean =>
  typesIn(data)?.some((type) => types.includes(type)) ?? false;

/** Room that flags and strength take of 31 bytes at most. */
const SURE_ROOM = 31 - 6;

const data: readonly Reason<Data>[] = [
  {
    text: 'advData or scanRsp does not consist of parts: a length, a type, and one byte less than the length.',
    when: ({ advData, scanRsp }) => typesIn(advData) === undefined || typesIn(scanRsp) === undefined,
  },
  {
    text: 'scanRsp must not have Flags (0x01): they stand in advData only.',
    when: ({ scanRsp }) => holds(scanRsp, AdType.Flags),
  },
];

const tooLong: Reason<Data> = {
  text: 'advData or scanRsp is too long: GetAdvertisingSizeInformation says how much room there is.',
  unless: ({ advData, scanRsp }) => advData.length <= SURE_ROOM && scanRsp.length === 0,
};

const NAMES = [AdType.NameShort, AdType.NameComplete];

/** What the kernel puts in by itself must not be given as well. */
const managed: readonly Reason<Data & Flagged>[] = [
  {
    text: 'With the flags ManagedFlags, GeneralDiscoverable or LimitedDiscoverable the kernel makes Flags (0x01): advData must not have its own.',
    when: ({ flags: { ManagedFlags, GeneralDiscoverable, LimitedDiscoverable }, advData }) =>
      (ManagedFlags || GeneralDiscoverable || LimitedDiscoverable) && holds(advData, AdType.Flags),
  },
  {
    text: 'With the flag AddTxPower the kernel adds the strength: advData and scanRsp must not have their own (0x0A).',
    when: ({ flags: { AddTxPower }, advData, scanRsp }) =>
      AddTxPower && (holds(advData, AdType.TxPower) || holds(scanRsp, AdType.TxPower)),
  },
  {
    text: 'With the flag AddLocalName the kernel adds the name: advData and scanRsp must not have their own (0x08, 0x09).',
    when: ({ flags: { AddLocalName }, advData, scanRsp }) =>
      AddLocalName && (holds(advData, ...NAMES) || holds(scanRsp, ...NAMES)),
  },
  {
    text: 'With the flag AddAppearance the kernel adds the appearance: advData and scanRsp must not have their own (0x19).',
    when: ({ flags: { AddAppearance }, advData, scanRsp }) =>
      AddAppearance && (holds(advData, AdType.Appearance) || holds(scanRsp, AdType.Appearance)),
  },
];

/** From add_advertising to get_adv_size_info in mgmt.c. */
export const advertisingReasons = (): Partial<Reasons<keyof ReturnType<typeof advertisingCommands>>> => ({
  AddAdvertising: [...instances, ...flags, ...data, ...managed, tooLong],
  RemoveAdvertising: [
    { text: 'There is no such instance, or not any more: ReadAdvertisingFeatures lists those that there are.' },
  ],
  GetAdvertisingSizeInformation: [...instances, ...supported],
  AddExtendedAdvertisingParameters: [...instances, ...flags],
  AddExtendedAdvertisingData: [
    { text: 'There is no such instance: AddExtendedAdvertisingParameters comes first.' },
    ...data,
    {
      text: 'advData or scanRsp has a part that the flags of the instance let the kernel make: flags, strength, name or appearance.',
      unless: ({ advData, scanRsp }) => advData.length + scanRsp.length === 0,
    },
    tooLong,
  ],
});

const LONGEST = 31;
const patterns: readonly Reason<{
  readonly patterns: readonly { readonly offset: number; readonly value: Uint8Array }[];
}>[] = [
  { text: 'There must be at least one pattern.', when: (params) => params.patterns.length === 0 },
  {
    text: 'A pattern must lie within 31 bytes: offset from 0 to 30, and offset and the length of value at most 31 together.',
    when: (params) => params.patterns.some(({ offset, value }) => offset >= LONGEST || offset + value.length > LONGEST),
  },
];

/** From add_adv_patterns_monitor to remove_adv_monitor in mgmt.c. */
export const monitorReasons = (): Partial<Reasons<keyof ReturnType<typeof monitorCommands>>> => ({
  AddAdvertisementPatternsMonitor: patterns,
  AddAdvertisementPatternsMonitorWithRSSIThreshold: patterns,
  RemoveAdvertisementMonitor: [
    {
      text: 'There is no such monitor, or not any more: ReadAdvertisementMonitorFeatures lists those that there are.',
      unless: ({ monitorHandle }) => monitorHandle === 0,
    },
  ],
});

/** From set_mesh in mgmt.c. */
export const meshReasons = (): Partial<Reasons<keyof ReturnType<typeof meshCommands>>> => ({
  SetMeshReceiver: [
    switched('enable'),
    { text: 'period must be from 4 to 0x4000, in 0.625 ms.', when: ({ period }) => !isWithin(period, 4, 0x4000) },
    { text: 'window must be from 4 to 0x4000, in 0.625 ms.', when: ({ window }) => !isWithin(window, 4, 0x4000) },
    { text: 'window must be at most period.', when: ({ window, period }) => window > period },
  ],
});
