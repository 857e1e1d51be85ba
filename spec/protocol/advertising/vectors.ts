import type { AdField } from '../../../src/protocol/advertising/index.js';
import { toBytes } from '../../../src/protocol/index.js';

const UUID_TAIL = '-0000-1000-8000-00805f9b34fb';

/** The long form of a UUID of 16 or 32 bits. */
export const long = (short: string): string => short.padStart(8, '0') + UUID_TAIL;

/** Bytes written with blanks between the parts. */
export const hex = (text: string): Uint8Array => toBytes(text.replaceAll(' ', ''));

const SIXTEEN = '000102030405060708090a0b0c0d0e0f';

const noAdFlags = {
  LimitedDiscoverable: false,
  GeneralDiscoverable: false,
  BREDRNotSupported: false,
  SimultaneousController: false,
  SimultaneousHost: false,
};

const noOobFlags = { DataPresent: false, LESupported: false, SimultaneousHost: false, RandomAddress: false };

/**
 * One field a line: its bytes, from the length on, and what they say. Written by hand from the specifications that are named in
 * src/protocol/advertising/table.ts; `real` ones were sent by devices (BlueZ, unit/test-eir.c, whose names they carry).
 */
export const vectors: readonly (readonly [what: string, bytes: string, field: AdField])[] = [
  // 06: bits 1 and 2.
  ['flags', '02 01 06', { type: 'Flags', flags: { ...noAdFlags, GeneralDiscoverable: true, BREDRNotSupported: true } }],
  // e1: bit 0 and the reserved bits 5 to 7.
  [
    'flags with reserved bits',
    '02 01 e1',
    { type: 'Flags', flags: { ...noAdFlags, LimitedDiscoverable: true, unknownBits: 0xe0 } },
  ],
  ['flags with a second octet', '03 01 00 80', { type: 'Flags', flags: noAdFlags, trailing: hex('80') }],

  // Real, Wahoo Scale v1.3: 1901, lowest byte first.
  [
    'some services of 16 bits',
    '03 02 01 19',
    { type: 'ServiceUuids', bits: 16, complete: false, uuids: [long('1901')] },
  ],
  // Real, COOKOO watch, with type 3 instead of 2: 1802, 180a.
  [
    'all services of 16 bits',
    '05 03 02 18 0a 18',
    { type: 'ServiceUuids', bits: 16, complete: true, uuids: [long('1802'), long('180a')] },
  ],
  ['no services of 16 bits', '01 03', { type: 'ServiceUuids', bits: 16, complete: true, uuids: [] }],
  [
    'some services of 32 bits',
    '05 04 78 56 34 12',
    { type: 'ServiceUuids', bits: 32, complete: false, uuids: [long('12345678')] },
  ],
  // Real, iPhone 5 and others: an empty list.
  ['no services of 32 bits', '01 05', { type: 'ServiceUuids', bits: 32, complete: true, uuids: [] }],
  [
    'some services of 128 bits',
    `11 06 ${SIXTEEN}`,
    { type: 'ServiceUuids', bits: 128, complete: false, uuids: ['0f0e0d0c-0b0a-0908-0706-050403020100'] },
  ],
  // Real, Citizen Eco-Drive Proximity.
  [
    'all services of 128 bits',
    '11 07 1bc5d5a50200469ae111b78d60b4452d',
    { type: 'ServiceUuids', bits: 128, complete: true, uuids: ['2d45b460-8db7-11e1-9a46-0002a5d5c51b'] },
  ],
  // Wider than it had to be: the Battery Service in 128 bits. Nobody shortens it.
  [
    'a short UUID sent in 128 bits',
    '11 07 fb349b5f80000080001000000f180000',
    { type: 'ServiceUuids', bits: 128, complete: true, uuids: [long('180f')] },
  ],

  // Real, Mio ALPHA with type 8 instead of 9.
  ['a shortened name', '06 08 41 4c 50 48 41', { type: 'LocalName', complete: false, name: 'ALPHA' }],
  // Real, iPhone 5: e2 80 99 is U+2019.
  [
    'a complete name',
    '14 09 4d 61 72 63 65 6c e2 80 99 73 20 69 50 68 6f 6e 65 20 35',
    { type: 'LocalName', complete: true, name: 'Marcel’s iPhone 5' },
  ],
  ['a name of no bytes', '01 09', { type: 'LocalName', complete: true, name: '' }],
  // Cut inside U+2019: e2 80 without 99.
  ['a name cut in a character', '04 09 61 e2 80', { type: 'LocalName', complete: true, name: 'a\udce2\udc80' }],
  ['a name with NULs behind it', '04 09 61 00 00', { type: 'LocalName', complete: true, name: 'a\0\0' }],

  // Real, Nokia BH-907.
  ['a transmission power', '02 0a 04', { type: 'TxPower', txPower: 4 }],
  ['a negative transmission power', '02 0a ec', { type: 'TxPower', txPower: -20 }],
  // 24 04 08: rendering and audio, headset.
  ['a class of device', '04 0d 04 04 24', { type: 'ClassOfDevice', classOfDevice: 0x240404 }],
  ['a hash, P-192', `11 0e ${SIXTEEN}`, { type: 'SspHash192', hash: hex(SIXTEEN) }],
  ['a randomizer, P-192', `11 0f ${SIXTEEN}`, { type: 'SspRandomizer192', randomizer: hex(SIXTEEN) }],
  // Source 2: USB; vendor 1d6b: Linux Foundation; product 0246: BlueZ; version 5.66.
  [
    'a device ID',
    '09 10 02 00 6b 1d 46 02 42 05',
    { type: 'DeviceId', source: 2, vendor: 0x1d6b, product: 0x0246, version: 0x0542 },
  ],
  ['a temporary key, with the code of device ID', `11 10 ${SIXTEEN}`, { type: 'SecurityManagerTk', key: hex(SIXTEEN) }],
  [
    'flags of pairing out of band',
    '02 11 03',
    { type: 'SecurityManagerOobFlags', flags: { ...noOobFlags, DataPresent: true, LESupported: true } },
  ],
  // Real, Citizen Eco-Drive Proximity: 383 and 399 times 1.25 ms.
  ['a connection interval', '05 12 7f 01 8f 01', { type: 'PeripheralConnectionInterval', min: 383, max: 399 }],
  ['solicitation of 16 bits', '03 14 0d 18', { type: 'SolicitedUuids', bits: 16, uuids: [long('180d')] }],
  // Apple Notification Center Service, which its clients look for.
  [
    'solicitation of 128 bits',
    '11 15 d0002d121e4b0fa4994eceb531f40579',
    { type: 'SolicitedUuids', bits: 128, uuids: ['7905f431-b5ce-4e99-a40f-4b1e122d00d0'] },
  ],
  ['solicitation of 32 bits', '05 1f 04 03 02 01', { type: 'SolicitedUuids', bits: 32, uuids: [long('01020304')] }],
  // 180f: Battery Service; 64: 100 %.
  [
    'data of a service of 16 bits',
    '04 16 0f 18 64',
    { type: 'ServiceData', bits: 16, uuid: long('180f'), data: hex('64') },
  ],
  [
    'data of a service of 32 bits',
    '06 20 04 03 02 01 ff',
    { type: 'ServiceData', bits: 32, uuid: long('01020304'), data: hex('ff') },
  ],
  [
    'data of a service of 128 bits',
    `12 21 ${SIXTEEN} aa`,
    { type: 'ServiceData', bits: 128, uuid: '0f0e0d0c-0b0a-0908-0706-050403020100', data: hex('aa') },
  ],
  [
    'public target addresses',
    '0d 17 01 00 01 01 aa 00 02 00 01 01 aa 00',
    { type: 'PublicTargetAddress', addresses: ['00:AA:01:01:00:01', '00:AA:01:01:00:02'] },
  ],
  [
    'a random target address',
    '07 18 06 05 04 03 02 c1',
    { type: 'RandomTargetAddress', addresses: ['C1:02:03:04:05:06'] },
  ],
  // 03c1: keyboard.
  ['an appearance', '03 19 c1 03', { type: 'Appearance', appearance: 961 }],
  // 0640: 1600 times 0.625 ms is a second.
  ['an advertising interval', '03 1a 40 06', { type: 'AdvertisingInterval', size: 2, interval: 1600 }],
  ['a long advertising interval', '04 2f 00 00 01', { type: 'AdvertisingInterval', size: 3, interval: 65536 }],
  [
    'a longer advertising interval than needed',
    '05 2f 40 06 00 00',
    { type: 'AdvertisingInterval', size: 4, interval: 1600 },
  ],
  // The address first, its kind behind it.
  [
    'an LE address',
    '08 1b 06 05 04 03 02 c1 01',
    { type: 'LeDeviceAddress', address: 'C1:02:03:04:05:06', addressType: 'LERandom' },
  ],
  ['an LE role', '02 1c 02', { type: 'LeRole', role: 'PeripheralPreferred' }],
  ['an LE role without a name', '02 1c 07', { type: 'LeRole', role: 7 }],
  ['a hash, P-256', `11 1d ${SIXTEEN}`, { type: 'SspHash256', hash: hex(SIXTEEN) }],
  ['a randomizer, P-256', `11 1e ${SIXTEEN}`, { type: 'SspRandomizer256', randomizer: hex(SIXTEEN) }],
  ['a confirmation value', `11 22 ${SIXTEEN}`, { type: 'LeScConfirmation', confirmation: hex(SIXTEEN) }],
  ['a random value', `11 23 ${SIXTEEN}`, { type: 'LeScRandom', random: hex(SIXTEEN) }],
  // 16 is `http:`, then `//www.bluetooth.com`.
  [
    'a URI',
    '15 24 16 2f 2f 77 77 77 2e 62 6c 75 65 74 6f 6f 74 68 2e 63 6f 6d',
    { type: 'Uri', scheme: 0x16, uri: 'http://www.bluetooth.com' },
  ],
  // 01: no scheme; the text has it all.
  ['a URI without a code', '05 24 01 78 3a 79', { type: 'Uri', scheme: 1, uri: 'x:y' }],
  // c2 bc is U+00BC, the last code: `bl:`.
  ['a URI with a code of two bytes', '04 24 c2 bc 61', { type: 'Uri', scheme: 0xbc, uri: 'bl:a' }],
  // c3 bf is U+00FF, which is not assigned.
  ['a URI with an unknown code', '04 24 c3 bf 61', { type: 'Uri', scheme: 0xff, uri: 'a' }],
  // A scheme that has a code, sent as text.
  ['a URI that is longer than needed', '08 24 01 74 65 6c 3a 31 32', { type: 'Uri', scheme: 1, uri: 'tel:12' }],
  // 35: coordinates, global, power, floor, uncertainty. No altitude.
  [
    'an indoor position, global',
    '0d 25 35 00 00 00 40 00 00 00 c0 f4 17 2a',
    {
      type: 'IndoorPositioning',
      latitude: 2 ** 30,
      longitude: -(2 ** 30),
      txPower: -12,
      floor: 23,
      uncertainty: 42,
    },
  ],
  // 4b: coordinates, local, altitude, name of the place.
  [
    'an indoor position, local',
    '08 25 4b 10 00 f0 ff e8 03',
    { type: 'IndoorPositioning', north: 16, east: -16, altitude: 1000, locationName: true },
  ],
  // 82: a reserved bit, and local coordinates that are not there.
  ['an indoor position that says nothing', '02 25 82', { type: 'IndoorPositioning', configuration: 0x82 }],
  // Organization 1; 0a: provider, on; two bytes. Organization 2; e5: seeker, incomplete, reserved bits; none.
  [
    'transports',
    '09 26 01 0a 02 aa bb 02 e5 00',
    {
      type: 'TransportDiscovery',
      blocks: [
        { organization: 1, flags: { role: 2, incomplete: false, state: 1 }, data: hex('aabb') },
        { organization: 2, flags: { role: 1, incomplete: true, state: 0, reserved: 7 }, data: hex('') },
      ],
    },
  ],
  ['features', '03 27 ff 01', { type: 'LeSupportedFeatures', features: hex('ff01') }],
  // Bits 0, 9 and 36.
  ['a channel map', '08 28 01 02 00 00 10 34 12', { type: 'ChannelMapUpdate', channels: [0, 9, 36], instant: 0x1234 }],
  // Mesh sends the highest byte first.
  [
    'a provisioning PDU',
    '08 29 12 34 56 78 05 03 aa',
    { type: 'PbAdv', linkId: 0x12345678, transaction: 5, pdu: hex('03aa') },
  ],
  ['a network PDU', '04 2a 68 ec a4', { type: 'MeshMessage', pdu: hex('68eca4') }],
  [
    'a mesh beacon',
    `14 2b 00 ${SIXTEEN} 00 20`,
    { type: 'MeshBeacon', beacon: 'UnprovisionedDevice', data: hex(`${SIXTEEN} 00 20`) },
  ],
  ['BIGInfo', '04 2c 01 02 03', { type: 'BigInfo', data: hex('010203') }],
  ['a broadcast code', `11 2d ${SIXTEEN}`, { type: 'BroadcastCode', code: hex(SIXTEEN) }],
  [
    'a set identifier',
    '07 2e aa bb cc 11 22 33',
    { type: 'ResolvableSetIdentifier', hash: 0xccbbaa, random: 0x332211 },
  ],
  ['a broadcast name', '05 30 47 61 74 65', { type: 'BroadcastName', name: 'Gate' }],
  [
    'encrypted data',
    '0c 31 01 02 03 04 05 aa bb 0a 0b 0c 0d',
    { type: 'EncryptedAdvertisingData', randomizer: hex('0102030405'), payload: hex('aabb'), mic: hex('0a0b0c0d') },
  ],
  [
    'the timing of responses',
    '09 32 78 56 34 12 02 06 01 04',
    {
      type: 'PeriodicResponseTiming',
      accessAddress: 0x12345678,
      subevents: 2,
      subeventInterval: 6,
      slotDelay: 1,
      slotSpacing: 4,
    },
  ],
  ['a shelf label', '03 34 01 02', { type: 'ElectronicShelfLabel', data: hex('0102') }],
  [
    '3D information',
    '03 3d 83 10',
    {
      type: 'Information3D',
      features: {
        AssociationNotification: true,
        BatteryLevelReporting: true,
        SendBatteryLevelOnStart: false,
        FactoryTestMode: true,
      },
      pathLossThreshold: 16,
    },
  ],
  // Real, Wahoo Scale v1.3.
  ['data of a company', '05 ff 00 00 00 9c', { type: 'ManufacturerData', company: 0, data: hex('009c') }],
  ['data of a company, none', '03 ff 4c 00', { type: 'ManufacturerData', company: 0x4c, data: hex('') }],
  ['a type without a declaration', '03 7e 01 02', { type: 'Unknown', code: 0x7e, data: hex('0102') }],
  ['a type of 0', '01 00', { type: 'Unknown', code: 0, data: hex('') }],
];
