/** What btmon calls things, where it has other words for them. */
export const WORDING: ReadonlyMap<string, string> = new Map([
  ['GeneralDiscoverable', 'Advertise as Discoverable'],
  ['ManagedFlags', 'Add Flags field'],
  ['CanSetTxPower', 'Support setting Tx Power'],
  ['HardwareOffload', 'Support HW offload'],
  ['Secondary1M', 'in 1M on Secondary channel'],
  ['Secondary2M', 'in 2M on Secondary channel'],
  ['SecondaryCoded', 'in CODED on Secondary channel'],
  ['ParamDuration', 'Use provided duration parameter'],
  ['ParamTimeout', 'Use provided timeout parameter'],
  ['ParamIntervals', 'Use provided interval parameters'],
  ['ParamTxPower', 'Use provided TX Power parameter'],
  ['ParamScanResponse', 'Contain Scan Response Data'],
  ['ChangesSupportedSettings', 'Settings change'],
  ['DisconnectedNotScanning', 'Disconnected and not scanning'],
  ['OnConnectable', 'Advertising: Connectable'],
  ['On', 'Enabled'],
  ['AllowIncomingOrDirect', 'Allow incoming connection'],
  ['InitiatedConnection', 'Connection Locally Initiated'],
  ['ExternallyConfigured', 'External configuration'],
  ['0000180f-0000-1000-8000-00805f9b34fb', 'Battery Service'],
  ['RemoteUnauthenticated', 'Unauthenticated remote CSRK'],
]);

/** What btmon 5.66 (Debian 12) does not show, or not as it is, and why. Other versions may show more. */
export const DIFFERENCES: readonly (readonly [what: RegExp, why: string])[] = [
  [/ddressType$/, 'says LE Address or BR/EDR Address, and nothing for a type without a name'],
  [/(Settings|Flags|flags)\.(CIS|ISO|LLPrivacy|PASTReceiver|Shorter)/, 'newer than it: shows them as unknown settings'],
  [/[fF]lags\.(AddressResolution|PAST|NameRequestFailed|ScanResponse)$/, 'newer than it: shows them as unknown flags'],
  [/^SetWidebandSpeech( reply)?: no printer$/, 'has none'],
  [/^LoadBlockedKeys: (no printer|keys)/, 'has none: shows the bytes, keys across lines'],
  [/^ReadControllerCapabilities reply: no printer$/, 'has none'],
  [
    /^(LoadConnectionSubrate|ConnectionSubrate|SendHCICommandAndWaitForEvent|CancelTransmitMeshPacket)\b/,
    'newer than it',
  ],
  [/^Default(System|Runtime)ConfigurationChanged: named/, 'does not know them'],
  [
    /^(TransmitMeshPacket|MeshPacketTransmitComplete)( reply)?: named/,
    "calls them Mesh Send and Mesh Packet Complete, as the kernel's header does",
  ],
  [/^AdvertisementMonitorDevice(Found|Lost): named/, 'calls it ADV Monitor Device'],
  [
    /^ControllerResume: address$/,
    'takes the address to come first; struct mgmt_ev_controller_resume has the reason there',
  ],
  [
    /^NewConnectionParameter: (address|storeHint)$/,
    'takes the hint to come first; struct mgmt_ev_new_conn_param has the address there',
  ],
  [/^ExtendedIndex(Added|Removed): controller(Type|Bus)$/, 'shows numbers where we have names'],
  [
    /^ReadExtendedControllerIndexList reply: controllers\.\d\.controller(Type|Bus)$/,
    'says Reserved or Unknown without the number',
  ],
  [/^AddExtendedAdvertisingParameters: m(in|ax)Interval$/, 'shows the lower 24 of its 32 bits'],
  [/samplingPeriod$/, 'shows it in units of 100 ms'],
  [/(patterns\.\d\.adType|adTypes\.\d)$/, 'shows the number where we have the name'],
  [/^SetDebugKeys: debugKeys$/, 'has other words for what keys are used for'],
];
