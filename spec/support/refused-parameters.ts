import type { CommandName } from 'rx-btmgmt';
import type { SimulatorOptions } from 'rx-btmgmt/simulator';

/** Values by the names of their fields. */
export type Values = Readonly<Record<string, unknown>>;
export type Step = readonly [name: CommandName, params: Values];

/** A command that the kernel refuses, what comes before it, and what its message has to say. */
export interface Refused {
  readonly name: CommandName;
  readonly params: Values;
  readonly says: RegExp;
  readonly after?: readonly Step[];
  readonly on?: SimulatorOptions;
  /** What the simulator can't be brought to refuse: it is told to. */
  readonly forced?: boolean;
}

const ZEROS = '00:00:00:00:00:00';
const peer = { address: '00:AA:02:00:00:01', addressType: 'LEPublic' };
const classic = { ...peer, addressType: 'BREDR' };
const hidden = { address: '40:AA:02:00:00:01', addressType: 'LERandom' };
const oddType = { ...peer, addressType: 7 };
const KEY = '11'.repeat(16);
const NONE = '00'.repeat(16);
/** Switched on, with Low Energy. */
export const ON: readonly Step[] = [
  ['SetLowEnergy', { lowEnergy: true }],
  ['SetPowered', { powered: true }],
];
const OFF: readonly Step[] = [];
const MESH: readonly Step[] = [...ON, ['SetExperimentalFeature', { uuid: 'Mesh', action: true }]];
const NEEDS_ADDRESS: SimulatorOptions = { controllers: [{ missing: ['PublicAddress'] }] };
const NEEDS_CONFIGURATION: SimulatorOptions = { controllers: [{ missing: ['ExternalConfiguration'] }] };

const given = (name: CommandName, params: Values, says: RegExp, more: Partial<Refused> = {}): Refused => ({
  name,
  params,
  says,
  after: ON,
  ...more,
});
const switches = (field: string, ...names: readonly CommandName[]): Refused[] =>
  names.map((name) => given(name, { [field]: 2 }, new RegExp(`${field} must be true or false`)));

/** Without extended advertising, which has more flags and more room. */
const LEGACY: SimulatorOptions = { controllers: [{}] };

const instance = { instance: 1, flags: {}, duration: 0, timeout: 0, advData: '', scanRsp: '' };
const parameters = { instance: 1, flags: {}, duration: 0, timeout: 0, minInterval: 160, maxInterval: 160, txPower: 0 };
const advertise = (change: Values, says: RegExp, on?: SimulatorOptions): Refused =>
  given('AddAdvertising', { ...instance, ...change }, says, on === undefined ? {} : { on });
const withParameters: readonly Step[] = [...ON, ['AddExtendedAdvertisingParameters', parameters]];
const data = (change: Values, says: RegExp, after = withParameters): Refused =>
  given('AddExtendedAdvertisingData', { instance: 1, advData: '', scanRsp: '', ...change }, says, { after });
const monitor = (patterns: unknown, says: RegExp): Refused[] => [
  given('AddAdvertisementPatternsMonitor', { patterns }, says),
  given(
    'AddAdvertisementPatternsMonitorWithRSSIThreshold',
    { highThreshold: -50, highThresholdTimer: 1, lowThreshold: -60, lowThresholdTimer: 1, samplingPeriod: 0, patterns },
    says,
  ),
];
const mesh = (change: Values, says: RegExp): Refused =>
  given('SetMeshReceiver', { enable: true, window: 48, period: 96, adTypes: [], ...change }, says, { after: MESH });

/** Each reason of the kernel, with a command that has it. */
export const refused: readonly Refused[] = [
  ...switches('powered', 'SetPowered'),
  ...switches('connectable', 'SetConnectable'),
  ...switches('enable', 'SetFastConnectable'),
  ...switches('bondable', 'SetBondable'),
  ...switches('linkSecurity', 'SetLinkSecurity'),
  ...switches('secureSimplePairing', 'SetSecureSimplePairing'),
  ...switches('lowEnergy', 'SetLowEnergy'),
  ...switches('bredr', 'SetBREDR'),
  given('SetHighSpeed', { highSpeed: 2 }, /highSpeed must be true or false/, { forced: true }),
  given('SetWidebandSpeech', { widebandSpeech: 2 }, /widebandSpeech must be/, { forced: true }),
  given('SetDiscoverable', { discoverable: 3, timeout: 0 }, /Off, General or Limited/),
  given('SetDiscoverable', { discoverable: 'Off', timeout: 5 }, /With Off, timeout must be 0/),
  given('SetDiscoverable', { discoverable: 'Limited', timeout: 0 }, /Limited needs a timeout/),
  given('SetAdvertising', { advertising: 3 }, /Off, On or OnConnectable/),
  given('SetStaticAddress', { address: '80:00:00:00:00:01' }, /static random one/, { after: OFF }),
  given('SetStaticAddress', { address: 'FF:FF:FF:FF:FF:FF' }, /not all FF/, { after: OFF }),
  given('SetSecureConnections', { secureConnections: 3 }, /Off, On or Only/, {
    after: [...ON, ['SetSecureSimplePairing', { secureSimplePairing: true }]],
  }),
  given('SetDebugKeys', { debugKeys: 3 }, /Discard, Keep or KeepAndUse/),
  given('SetPrivacy', { privacy: 3, identityResolvingKey: KEY }, /privacy must be Off, On or Limited/, { after: OFF }),
  given('SetDeviceClass', { majorClass: 1, minorClass: 0x41 }, /lowest two bits must be 0.*0x41 is none/),
  given('SetDeviceClass', { majorClass: 0x20, minorClass: 0x40 }, /majorClass must be from 0 to 31/),
  given('RemoveUUID', { uuid: '180f' }, /No such UUID was added/),
  given('SetDeviceID', { source: 3, vendor: 1, product: 1, version: 1 }, /Disabled, Bluetooth or USB/),
  given('SetScanParameters', { interval: 3, window: 4 }, /interval must be from 4.* window must be at most interval/),
  given('SetScanParameters', { interval: 0x4001, window: 0x4001 }, /interval must be from 4.*window must be from 4/),
  given('SetScanParameters', { interval: 4, window: 5 }, /^[^.]*\. window must be at most interval\.$/),
  given('SetExternalConfiguration', { configuration: 2 }, /configuration must be true or false/, {
    after: OFF,
    on: NEEDS_CONFIGURATION,
  }),
  given('SetPublicAddress', { address: ZEROS }, /must not be all zeros/, { after: OFF, on: NEEDS_ADDRESS }),
  given('SetPHYConfiguration', { selectedPhys: 1 << 20 }, /stand for no PHY.*BR1M1Slot/),
  given('SetPHYConfiguration', { selectedPhys: {} }, /must have all PHYs that the controller supports/),
  given('SetPHYConfiguration', { selectedPhys: { BR1M1Slot: true } }, /and no others than it supports/),
  ...(['StartDiscovery', 'StartLimitedDiscovery'] as const).map((name) =>
    given(name, { addressType: ['LEPublic'] }, /two kinds of LE go together/),
  ),
  given('StartDiscovery', { addressType: [] }, /must be \['BREDR'\], \['LEPublic', 'LERandom'\] or all three/),
  given('StartServiceDiscovery', { addressType: ['LERandom'], rssiThreshold: -70, uuids: [] }, /go together/),
  given('StopDiscovery', { addressType: ['BREDR'] }, /that of the discovery that is running/, {
    after: [...ON, ['StartDiscovery', { addressType: ['LEPublic', 'LERandom'] }]],
  }),
  given('ConfirmName', { ...peer, nameKnown: false }, /does not wait for the name of this device/, {
    after: [...ON, ['StartDiscovery', { addressType: ['LEPublic', 'LERandom'] }]],
  }),
  ...(['Disconnect', 'BlockDevice', 'UnblockDevice', 'GetConnectionInformation', 'RemoveDevice'] as const).map((name) =>
    given(name, oddType, /addressType must be BREDR, LEPublic or LERandom/),
  ),
  given('UnblockDevice', peer, /This device is not blocked/),
  given('GetClockInformation', peer, /addressType must be BREDR/),
  given('AddDevice', { ...peer, address: ZEROS, action: 'BackgroundScan' }, /address must not be all zeros/),
  given('AddDevice', { ...oddType, action: 'BackgroundScan' }, /addressType must be BREDR, LEPublic or/),
  given('AddDevice', { ...peer, action: 3 }, /BackgroundScan, AllowIncomingOrDirect or AutoConnect/),
  given('AddDevice', { ...classic, action: 'AutoConnect' }, /For BREDR, action must be AllowIncomingOrDirect/),
  given('AddDevice', { ...hidden, action: 'AutoConnect' }, /must be an identity address/),
  given('RemoveDevice', { ...peer, address: ZEROS }, /All zeros, .* BREDR only/),
  given('RemoveDevice', hidden, /must be an identity address/),
  given('RemoveDevice', peer, /was not added with AddDevice/),
  given('GetDeviceFlags', peer, /This device was not added/),
  given('SetDeviceFlags', { ...peer, currentFlags: 1 << 20 }, /currentFlags has bits that stand for no flag/),
  given('SetDeviceFlags', { ...peer, currentFlags: {} }, /This device was not added: AddDevice comes first/, {
    on: { kernel: '6.1' },
  }),
  given(
    'SetDeviceFlags',
    { ...peer, currentFlags: { RemoteWakeup: true } },
    /was not added.* Or: currentFlags has some/,
    {
      on: { kernel: '6.12' },
    },
  ),
  given('PINCodeReply', { ...classic, pinCode: '1234' }, /pinCode must have 16 characters/, { forced: true }),
  given('SetIOCapability', { ioCapability: 5 }, /ioCapability must be DisplayOnly/),
  given('PairDevice', { ...oddType, ioCapability: 'NoInputNoOutput' }, /addressType must be/),
  given('PairDevice', { ...peer, ioCapability: 5 }, /ioCapability must be DisplayOnly/),
  given('CancelPairDevice', peer, /No pairing with this device/),
  given('UnpairDevice', { ...oddType, disconnect: false }, /addressType must be/),
  given('UnpairDevice', { ...peer, disconnect: 2 }, /disconnect must be true or false/),
  given('LoadLinkKeys', { debugKeys: 2, keys: [] }, /debugKeys must be true or false/),
  given('LoadIdentityResolvingKeys', { keys: [{ ...hidden, value: KEY }] }, /must be for an identity/),
  given('LoadIdentityResolvingKeys', { keys: [{ ...classic, value: KEY }] }, /must be for an identity/),
  given('AddRemoteOutOfBandData', { ...oddType, hash192: KEY, randomizer192: KEY }, /addressType must be/),
  given('AddRemoteOutOfBandData', { ...peer, hash192: NONE, randomizer192: NONE }, /LE needs hash256/),
  given(
    'AddRemoteOutOfBandData',
    { ...peer, hash192: KEY, randomizer192: KEY, hash256: KEY, randomizer256: KEY },
    /hash192 and randomizer192 must be zeros/,
  ),
  given('RemoveRemoteOutOfBandData', peer, /addressType must be BREDR/),
  given('RemoveRemoteOutOfBandData', classic, /no such data for this device/),
  given('ReadLocalOutOfBandExtendedData', { addressType: ['BREDR', 'LEPublic'] }, /must be \['BREDR'\] or/),
  advertise({ instance: 0 }, /instance must be at least 1/),
  advertise({ instance: 99 }, /at most maxInstances/),
  advertise({ flags: 1 << 30 }, /flags has bits that stand for none/),
  advertise({ flags: { Secondary1M: true, Secondary2M: true } }, /only one of Secondary1M/),
  advertise({ flags: { HardwareOffload: true } }, /flags has some that the controller does not support/, LEGACY),
  advertise({ advData: '0509414243' }, /does not consist of parts/),
  advertise({ scanRsp: '020106' }, /scanRsp must not have Flags/),
  advertise({ flags: { ManagedFlags: true }, advData: '020106' }, /With the flags ManagedFlags.*must not have its own/),
  advertise({ flags: { AddTxPower: true }, advData: '020a00' }, /AddTxPower/),
  advertise({ flags: { AddLocalName: true }, scanRsp: '03094142' }, /AddLocalName/),
  advertise({ flags: { AddAppearance: true }, scanRsp: '03194000' }, /AddAppearance/),
  advertise(
    { flags: { ManagedFlags: true }, advData: `1eff${'00'.repeat(29)}` },
    /is too long: GetAdvertisingSize/,
    LEGACY,
  ),
  given('RemoveAdvertising', { instance: 3 }, /There is no such instance/),
  given('GetAdvertisingSizeInformation', { instance: 0, flags: {} }, /at least 1/),
  given('GetAdvertisingSizeInformation', { instance: 99, flags: {} }, /at most maxInstances/),
  given('GetAdvertisingSizeInformation', { instance: 1, flags: 1 << 30 }, /stand for none/),
  given('GetAdvertisingSizeInformation', { instance: 1, flags: { HardwareOffload: true } }, /does not support/, {
    on: LEGACY,
  }),
  given('AddExtendedAdvertisingParameters', { ...parameters, instance: 99 }, /at most maxInstances/),
  given('AddExtendedAdvertisingParameters', { ...parameters, flags: { HardwareOffload: true } }, /does not support/, {
    on: LEGACY,
  }),
  given(
    'AddExtendedAdvertisingParameters',
    { ...parameters, flags: { Secondary1M: true, SecondaryCoded: true } },
    /only one of Secondary1M/,
  ),
  { ...data({ advData: `1eff${'00'.repeat(29)}01ff` }, /is too long/), on: LEGACY },
  given('AddExtendedAdvertisingParameters', { ...parameters, instance: 0 }, /at least 1/),
  given('AddExtendedAdvertisingParameters', { ...parameters, flags: 1 << 30 }, /stand for none/),
  data({}, /There is no such instance: AddExtendedAdvertisingParameters comes first/, ON),
  data({ advData: '05' }, /does not consist of parts/),
  data({ scanRsp: '020106' }, /scanRsp must not have Flags/),
  data({ advData: '020106' }, /a part that the flags of the instance let the kernel make/, [
    ...ON,
    ['AddExtendedAdvertisingParameters', { ...parameters, flags: { ManagedFlags: true } }],
  ]),
  ...monitor([], /at least one pattern/),
  ...monitor([{ adType: 9, offset: 30, value: '4142' }], /within 31 bytes/),
  given('RemoveAdvertisementMonitor', { monitorHandle: 9 }, /There is no such monitor/),
  mesh({ enable: 2 }, /enable must be true or false/),
  mesh({ period: 3, window: 3 }, /period must be from 4.*window must be from 4/),
  mesh({ window: 97 }, /window must be at most period/),
  given('SetExperimentalFeature', { uuid: 'Mesh', action: 2 }, /action must be true or false/),
  given('SetDefaultSystemConfiguration', { parameters: [] }, /must not be empty/),
  given(
    'SetDefaultSystemConfiguration',
    { parameters: [{ type: 'BredrPageScanInterval', value: Uint8Array.of(1, 2, 3) }] },
    /has not the length/,
  ),
  given(
    'SetDefaultRuntimeConfiguration',
    { parameters: [{ type: 'BredrPageScanInterval', value: 1 }] },
    /Linux has no such parameters/,
  ),
  given('SendHCICommandAndWaitForEvent', { opcode: 1, event: 0, timeout: 0, parameters: '' }, /of the HCI command/, {
    forced: true,
    on: { kernel: 'newest' },
  }),
];
