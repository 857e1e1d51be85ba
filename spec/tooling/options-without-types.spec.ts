import { of } from 'rxjs';
import {
  Mgmt,
  OptionError,
  adFieldsOf,
  advertise,
  advertisedManufacturerData,
  autoConnect,
  connections,
  controller,
  controllers,
  disconnect,
  discover,
  discoveryState,
  explain,
  forController,
  fromJson,
  isTransportError,
  keep,
  matchMonitor,
  matchesPatterns,
  memoryKeyStore,
  memoryTransport,
  pair,
  pairingRequests,
  persistKeys,
  recover,
  scan,
  watchdog,
  whilePowered,
  whilePresent,
} from 'rx-btmgmt';
import { altBeaconFields } from 'rx-btmgmt/beacons';
import {
  capture,
  encodeControl,
  encodeRecord,
  readRecords,
  redactCommand,
  redactEvent,
  replay,
  writeRecords,
} from 'rx-btmgmt/btsnoop';
import { saveCapture } from 'rx-btmgmt/btsnoop-node';
import { doctor, hciSocket } from 'rx-btmgmt/linux';
import { createSimulator } from 'rx-btmgmt/simulator';
import { eventWith } from 'rx-btmgmt/testing';

/** As a program in JavaScript calls it. */
type Call = (...args: readonly unknown[]) => unknown;
const call = (value: unknown): Call => value as Call;

const [transport] = memoryTransport();
const mgmt = new Mgmt(transport);

/** Everything that takes options, with one that is wrong, and what a misspelt one was meant to be. */
const TAKERS: readonly [string, (options: unknown) => unknown, object, string][] = [
  ['hciSocket', (options) => call(hciSocket)(options), { fd: '3' }, 'maxFramesPerTurn'],
  ['doctor', (options) => call(doctor)(options), { timeout: 0 }, 'timeout'],
  ['capture', (options) => call(capture)(transport, options), { secrets: 'hide' }, 'snapLength'],
  ['replay', (options) => call(replay)(new Uint8Array(), options), { speed: 0 }, 'session'],
  ['explain', (options) => call(explain)(new Uint8Array(6), options), { direction: 'up' }, 'secrets'],
  ['saveCapture', (options) => call(saveCapture)('trace.btsnoop', options), { maxPending: -1 }, 'maxPending'],
  ['Mgmt', (options) => new Mgmt(transport, options as never), { timeout: 0 }, 'timeout'],
  [
    'commandWith$',
    (options) => mgmt.commandWith$('SetPowered', 0, { powered: true }, options as never),
    { timeout: NaN },
    'timeout',
  ],
  ['createSimulator', (options) => call(createSimulator)(options), { latency: -1 }, 'controllers'],
  ['discover', (options) => call(discover)(mgmt, 0, options), { limited: 'yes' }, 'addressTypes'],
];

/** What can mean nothing, and what each is refused as: values of the protocol by `CodecError`, all else by `OptionError`. */
const MEANINGLESS: readonly [string, () => unknown, 'CodecError' | 'OptionError', RegExp][] = [
  ['adFieldsOf', () => call(adFieldsOf)('', 'Flag'), 'OptionError', /^type: .*did you mean 'Flags'\?/],
  ['advertisedManufacturerData', () => call(advertisedManufacturerData)('', '004c'), 'OptionError', /^company: /],
  ['altBeaconFields', () => call(altBeaconFields)(null), 'CodecError', /^AltBeacon: null is not an object/],
  ['encodeControl', () => call(encodeControl)({ kind: 'frame' }), 'CodecError', /^kind: 'frame' is not one of/],
  ['encodeControl', () => call(encodeControl)(undefined), 'CodecError', /undefined is not what a record says/],
  ['encodeControl', () => call(encodeControl)({ kind: 'event', cookie: 1, frame: [1] }), 'CodecError', /^frame: /],
  ['encodeRecord', () => call(encodeRecord)(null), 'CodecError', /null is not a record/],
  [
    'encodeRecord',
    () => call(encodeRecord)({ index: 0, data: [] }),
    'CodecError',
    /^data: an array of 0 is not a Uint8/,
  ],
  ['writeRecords', () => call(writeRecords)({ records: [] }), 'CodecError', /an object is not a list of records/],
  ['readRecords', () => call(readRecords)(undefined), 'CodecError', /undefined is not a Uint8Array/],
  ['replay', () => call(replay)(null), 'CodecError', /null is not a Uint8Array/],
  ['redactCommand', () => call(redactCommand)([]), 'CodecError', /an array of 0 is not a Uint8Array/],
  ['redactEvent', () => call(redactEvent)(null), 'CodecError', /null is not a Uint8Array/],
  ['eventWith', () => call(eventWith)(null), 'CodecError', /null/],
  ['fromJson', () => call(fromJson)({}, { paramsOf: 'SetPower' }), 'OptionError', /^paramsOf: .*'SetPowered'\?/],
  ['fromJson', () => call(fromJson)({}, { replyTo: 5 }), 'OptionError', /^replyTo: 5 is not the name of a command/],
  ['isTransportError', () => call(isTransportError)(null, 'eperm'), 'OptionError', /^code: 'eperm' is not a code/],
  ['matchMonitor', () => call(matchMonitor)(null), 'CodecError', /null/],
  [
    'matchMonitor',
    () => call(matchMonitor)({ patterns: [{ adType: 1, offset: 0, value: '06' }] }, 5),
    'OptionError',
    /^scheduler: 5 is not a scheduler/,
  ],
  ['matchesPatterns', () => call(matchesPatterns)(null, ''), 'CodecError', /null is not an array of patterns/],
  ['matchesPatterns', () => call(matchesPatterns)([null], ''), 'CodecError', /null is not a pattern/],
  [
    'matchesPatterns',
    () => call(matchesPatterns)([{ adType: 'ServiceData', value: '' }], ''),
    'CodecError',
    /^adType: 'ServiceData' is not one of/,
  ],
];

/** For each option of `discover` a wrong type, something out of range, an item that is none. */
const UNDISCOVERABLE: readonly [option: string, value: unknown][] = [
  ['addressTypes', 'LEPublic'],
  ['addressTypes', []],
  ['addressTypes[1]', ['LEPublic', 'LE']],
  ['uuids', '180f'],
  ['uuids[0]', ['heart rate']],
  ['uuids[0]', [0x180f]],
  ['uuidFields', 'ServiceUuids'],
  ['uuidFields', []],
  ['uuidFields[0]', ['serviceUuids']],
  ['rssiThreshold', '-70'],
  ['rssiThreshold', -128],
  ['rssiThreshold', 21],
  ['rssiThreshold', -70.5],
  ['rssiThreshold', NaN],
  ['limited', 1],
  ['continuous', null],
  ['resolveNames', 'false'],
];

const peer = { address: '00:AA:01:00:00:01', addressType: 'LEPublic' };
const adapter = controller(mgmt, 0);

/** Everything that takes a client, with what else it takes. */
const TAKE_CLIENTS: readonly [string, (client: unknown) => unknown][] = [
  ['controller', (client) => call(controller)(client, 0)],
  ['controllers', call(controllers)],
  ['discover', (client) => call(discover)(client, 0)],
  ['discoveryState', (client) => call(discoveryState)(client, 0)],
];

/** Everything that takes a handle on a controller. */
const TAKE_CONTROLLERS: readonly [string, (handle: unknown) => unknown][] = [
  ['advertise', (handle) => call(advertise)(handle, {})],
  ['autoConnect', (handle) => call(autoConnect)(handle, [peer])],
  ['connections', call(connections)],
  ['disconnect', (handle) => call(disconnect)(handle, peer)],
  ['keep', (handle) => call(keep)(handle, { Powered: true })],
  ['pair', (handle) => call(pair)(handle, peer)],
  ['pairingRequests', call(pairingRequests)],
  ['persistKeys', (handle) => call(persistKeys)(handle, memoryKeyStore())],
  ['recover', call(recover)],
  ['scan', call(scan)],
  ['watchdog', (handle) => call(watchdog)(handle, { silence: 1000 })],
  ['whilePowered', (handle) => call(whilePowered)(handle, () => of(1))],
  ['whilePresent', (handle) => call(whilePresent)(handle, () => of(1))],
];

describe('Without types', () => {
  it.each(TAKERS)('%s refuses wrong options when they are given', (_, give, wrong, known) => {
    const [option] = Object.keys(wrong);
    expect(() => give(wrong)).toThrow(OptionError);
    expect(() => give(wrong)).toThrow(expect.objectContaining({ option, code: 'InvalidOption' }));
    expect(() => give({ [`${known}s`]: 1 })).toThrow(`did you mean '${known}'?`);
    for (const none of [null, 5, [], 'options']) expect(() => give(none)).toThrow(OptionError);
  });

  it.each(UNDISCOVERABLE)('discover refuses %s: %j', (option, value) => {
    const name = option.replace(/\[.*/, '');
    const give = () => call(discover)(mgmt, 0, { [name]: value });
    expect(give).toThrow(OptionError);
    expect(give).toThrow(expect.objectContaining({ option }));
  });

  it.each([undefined, null, {}, hciSocket, transport.frames$])('Mgmt refuses %p for a transport', (none) => {
    expect(() => new Mgmt(none as never)).toThrow(OptionError);
    expect(() => new Mgmt(none as never)).toThrow(/^transport: .* is not a transport, such as hciSocket\(\)/);
  });

  it('capture refuses what is no transport', () => {
    for (const none of [undefined, mgmt, hciSocket]) {
      expect(() => call(capture)(none)).toThrow(expect.objectContaining({ option: 'transport' }));
    }
  });

  it.each(MEANINGLESS)('%s refuses what can mean nothing', (_, give, name, message) => {
    expect(give).toThrow(expect.objectContaining({ name }));
    expect(give).toThrow(message);
  });

  it.each(TAKE_CLIENTS)('%s refuses what is no client', (_, take) => {
    expect(() => take(mgmt)).not.toThrow();
    for (const none of [undefined, null, 0, 'hci0', {}, transport, adapter, Mgmt]) {
      expect(() => take(none)).toThrow(OptionError);
      expect(() => take(none)).toThrow(/^mgmt: .* is not a Mgmt, such as new Mgmt\(transport\)/);
    }
  });

  it.each(TAKE_CONTROLLERS)('%s refuses what is no controller', (_, take) => {
    expect(() => take(adapter)).not.toThrow();
    for (const none of [undefined, null, 0, 'hci0', {}, mgmt, { index: 0 }, controller]) {
      expect(() => take(none)).toThrow(OptionError);
      expect(() => take(none)).toThrow(/^controller: .* is not a controller, such as controller\(mgmt, 0\)/);
    }
  });

  it.each([whilePowered, whilePresent])('%p refuses work that is no function', (take) => {
    expect(() => call(take)(adapter, of(1))).toThrow(expect.objectContaining({ option: 'project' }));
  });

  it.each([-1, 65_536, 0.5, NaN, '0', 'hci0', {}])('%p is no controller of which events could come', (index) => {
    for (const take of [() => call(forController)(index), () => mgmt.event$('IndexAdded', index as never)]) {
      expect(take).toThrow(OptionError);
      expect(take).toThrow(/^index: .* is not a controller, an integer from 0 to 65534, or null for none/);
    }
  });

  it('discover takes options that are undefined for those that are missing', () => {
    const names = new Set(UNDISCOVERABLE.map(([option]) => option.replace(/\[.*/, '')));
    const missing = Object.fromEntries([...names].map((name) => [name, undefined]));
    expect(() => call(discover)(mgmt, 0, missing)).not.toThrow();
  });
});
