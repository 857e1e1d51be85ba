import {
  CodecError,
  explain,
  readHeader,
  decodeCommand,
  decodeEvent,
  decodeReply,
  encodeCommand,
  encodeEvent,
  encodeReply,
  frameOf,
  toBytes,
  toHex,
} from '../../src/index.js';
import { commandCodecs, eventCodecs } from '../../src/protocol/tables.js';
import type { MgmtEvent } from '../../src/index.js';
import type { AnyCodec } from '../../src/protocol/codec.js';
import type { Fields } from '../../src/protocol/fields.js';
import type { Struct } from '../../src/protocol/struct.js';

const commands = commandCodecs();
const events = eventCodecs();

/** Frames that Linux 6.12 sent for the controllers of btvirt, and what they say. */
const RECORDED: readonly [string, MgmtEvent][] = [
  [
    '12000000170001000101aa00017f000000000900020a00050970656572',
    {
      event: 'DeviceFound',
      index: 0,
      address: '00:AA:01:01:00:01',
      addressType: 'LEPublic',
      rssi: NaN,
      flags: {
        ConfirmName: false,
        LegacyPairing: false,
        NotConnectable: false,
        InitiatedConnection: false,
        NameRequestFailed: false,
        ScanResponse: false,
      },
      eirData: toBytes('020a00050970656572'),
    },
  ],
  ['1300000002000601', { event: 'Discovering', index: 0, addressType: ['LEPublic', 'LERandom'], discovering: true }],
  ['020007000300050011', { event: 'CommandStatus', index: 7, commandOpcode: 5, status: 'InvalidIndex' }],
  [
    '01000000040024000006',
    { event: 'CommandComplete', index: 0, commandOpcode: 0x24, status: 'Success', returnParameters: Uint8Array.of(6) },
  ],
];

describe('events', () => {
  it.each(RECORDED)('%s is read and written', (hex, event) => {
    expect(decodeEvent(toBytes(hex))).toEqual(event);
    expect(toHex(encodeEvent(event))).toBe(hex);
  });

  it.each(RECORDED)('%s is malformed when it is cut', (hex) => {
    const frame = toBytes(hex);
    for (let length = 0; length < frame.length; length++) {
      expect(decodeEvent(frame.subarray(0, length))).toMatchObject({ event: 'Malformed' });
    }
  });

  it('that are cut, with a header that fits, say where', () => {
    const [hex] = RECORDED[0]!;
    const cut = decodeEvent(frameOf(0x0012, 0, toBytes(hex).subarray(6, 12)));
    expect(cut).toMatchObject({
      event: 'Malformed',
      code: 0x12,
      index: 0,
      reason: expect.stringMatching(/addressType: .*byte 12/),
    });
  });

  it('keep what newer kernels append', () => {
    const [hex, event] = RECORDED[1]!;
    const longer = frameOf(0x0013, 0, Uint8Array.of(...toBytes(hex).subarray(6), 0xaa, 0xbb));
    const decoded = decodeEvent(longer);
    expect(decoded).toEqual({ ...event, trailing: Uint8Array.of(0xaa, 0xbb) });
    expect(encodeEvent(decoded)).toEqual(longer);
  });

  it('with codes that nobody knows pass through', () => {
    const frame = frameOf(0x7fff, 3, Uint8Array.of(1, 2));
    expect(decodeEvent(frame)).toEqual({ event: 'Unknown', code: 0x7fff, index: 3, bytes: frame });
    expect(encodeEvent(decodeEvent(frame))).toEqual(frame);
  });

  it('whose length field lies are malformed', () => {
    expect(decodeEvent(toBytes('04000000050000'))).toMatchObject({
      event: 'Malformed',
      reason: 'the header says 5 bytes of parameters, the frame has 1',
    });
  });

  it('are plain data', () => {
    const event = decodeEvent(toBytes(RECORDED[0]![0]));
    expect(structuredClone(event)).toEqual(event);
    expect({ ...event }).toEqual(event);
    expect(JSON.parse(JSON.stringify(event))).toMatchObject({ event: 'DeviceFound', rssi: null });
  });
});

describe('commands', () => {
  it.each([
    [
      'StartServiceDiscovery',
      '3a000000140006c40100fb349b5f80000080001000000f180000',
      { addressType: ['LEPublic', 'LERandom'], rssiThreshold: -60, uuids: ['0000180f-0000-1000-8000-00805f9b34fb'] },
    ],
    ['SetPowered', '05000000010001', { powered: true }],
    [
      'SetLocalName',
      '0f0000000401' + '70656572'.padEnd(498, '0') + '7078'.padEnd(22, '0'),
      { name: 'peer', shortName: 'px' },
    ],
  ] as const)('%s is read and written', (name, hex, params) => {
    expect(toHex(encodeCommand(name, 0, params as never))).toBe(hex);
    expect(decodeCommand(toBytes(hex))).toEqual({ command: name, index: 0, params });
  });

  it('that are unknown, cut or longer are told apart', () => {
    expect(decodeCommand(toBytes('ffee00000000'))).toMatchObject({ command: 'Unknown', opcode: 0xeeff });
    expect(decodeCommand(toBytes('050000000000'))).toMatchObject({ command: 'Malformed', opcode: 5 });
    expect(decodeCommand(toBytes('0500'))).toMatchObject({ command: 'Malformed', opcode: 0, index: null });
    expect(decodeCommand(toBytes('0500000002000102'))).toEqual({
      command: 'SetPowered',
      index: 0,
      params: { powered: true },
      trailing: Uint8Array.of(2),
    });
  });

  it('return what encodeReply was given', () => {
    const frame = encodeReply('ReadManagementSupportedCommands', null, { commands: [1, 2, 3], events: [4] });
    expect(toHex(frame)).toBe('0100ffff0f00' + '020000' + '03000100' + '010002000300' + '0400');
    const event = decodeEvent(frame) as MgmtEvent<'CommandComplete'>;
    expect(decodeReply('ReadManagementSupportedCommands', event.returnParameters)).toEqual({
      commands: [1, 2, 3],
      events: [4],
    });
  });

  it('take experimental features by name, by UUID and as bytes', () => {
    const wire = toBytes('1cda471c486c01ab9f46ecb9302599d4');
    for (const uuid of ['Debug', 'D4992530-b9ec-469f-ab01-6c481c47da1c', wire]) {
      const frame = encodeCommand('SetExperimentalFeature', null, { uuid, action: true });
      expect(toHex(frame)).toBe('4a00ffff1100' + toHex(wire) + '01');
      expect(decodeCommand(frame)).toMatchObject({
        params: { uuid: 'd4992530-b9ec-469f-ab01-6c481c47da1c', action: true },
      });
    }
    expect(() => encodeCommand('SetExperimentalFeature', null, { uuid: 'Debugging', action: true })).toThrow(
      /^SetExperimentalFeature uuid: 'Debugging' is not a UUID/,
    );
  });

  it('of more than 65 541 bytes are refused', () => {
    const uuids = new Array<string>(4096).fill('180f');
    expect(() => encodeCommand('StartServiceDiscovery', 0, { addressType: 6, rssiThreshold: 127, uuids })).toThrow(
      /StartServiceDiscovery: the frame would have 65546 bytes, at most 65541/,
    );
  });
});

describe('hostile counts', () => {
  it('of 65 535 in ten bytes are malformed', () => {
    const parameters = toBytes('ffff0102');
    expect(decodeCommand(frameOf(0x0013, 0, parameters))).toMatchObject({
      command: 'Malformed',
      reason: expect.stringMatching(/^keys: the frame ends after 10 bytes, 65535 × struct/),
    });
  });

  /** All lists, at any depth. */
  const listsIn = (fields: Fields): AnyCodec[] =>
    fields.flatMap(([, codec]) => [
      ...(codec.item ? [codec, ...listsIn([['item', codec.item]])] : []),
      ...('fields' in codec ? listsIn((codec as Struct<Fields>).fields) : []),
    ]);

  it('are always too many, because no list has items that may be empty', () => {
    const all = [
      ...Object.values({ ...commands }).flatMap(({ params, reply }) => [
        ...listsIn(params.fields),
        ...listsIn(reply.fields),
      ]),
      ...Object.values({ ...events }).flatMap(({ params }) => listsIn(params.fields)),
    ];
    expect(all.length).toBeGreaterThan(10);
    expect(all.filter(({ item }) => item?.size === 0)).toEqual([]);
  });
});

describe('what is no frame', () => {
  const index = toBytes('040000000000');

  it.each([[index.buffer], [new DataView(index.buffer)], [Buffer.from(index)], ['040000000000']])(
    'may still be bytes: %p',
    (form) => {
      expect(decodeEvent(form)).toEqual({ event: 'IndexAdded', index: 0 });
      expect(decodeCommand(form)).toMatchObject({ command: 'ReadControllerInformation', index: 0 });
      expect(readHeader(form)).toEqual({ code: 4, index: 0, length: 0 });
      expect(explain(form)).toContain('IndexAdded');
    },
  );

  it.each([[null], [undefined], [[4, 0, 0, 0, 0, 0]], [{ length: 6 }], [4], ['0'], [Uint16Array.of(4, 0, 0)]])(
    'is refused by name: %p',
    (wrong) => {
      for (const read of [decodeEvent, decodeCommand, readHeader, explain, toHex, toBytes]) {
        expect(() => read(wrong as never)).toThrow(CodecError);
      }
      expect(() => decodeReply('SetPowered', wrong as never)).toThrow(CodecError);
    },
  );

  it('has no header', () => {
    expect(() => readHeader('0400')).toThrow(/^the frame has 2 bytes, its header alone needs 6/);
    expect(() => decodeReply('SetPowred' as never, '00')).toThrow(/there is no command 'SetPowred'/);
  });
});

describe('values of callers without types', () => {
  const found = { event: 'DeviceFound', index: 0, address: '00:AA:01:01:00:01', addressType: 1, rssi: 0, flags: 0 };
  const sparse: unknown[] = [];
  sparse.length = 0xffff_ffff;

  it.each<[string, () => unknown]>([
    ['trailing bytes that are none', () => encodeEvent({ ...found, eirData: '', trailing: [1] } as never)],
    ['a trailing null', () => encodeCommand('SetPowered', 0, { powered: true, trailing: null } as never)],
    ['a reply with a trailing length', () => encodeReply('SetPowered', 0, { trailing: { length: -5 } } as never)],
    ['a list of four thousand million', () => encodeCommand('LoadLongTermKeys', 0, { keys: sparse } as never)],
    [
      'a list with a hole',
      () => encodeCommand('StartServiceDiscovery', 0, { addressType: 6, rssiThreshold: 0, uuids: new Array(1) }),
    ],
    ['data that only says how long it is', () => encodeEvent({ ...found, eirData: { length: -1 } } as never)],
    ['an unknown event without bytes', () => encodeEvent({ event: 'Unknown', code: 1, index: 0 } as never)],
    ['a code that is too large', () => frameOf(0x10000, 0, new Uint8Array())],
    ['a code that is none', () => frameOf(NaN, 0, new Uint8Array())],
    ['an index that is too large', () => frameOf(1, 0x10000, new Uint8Array())],
    ['an index with a fraction', () => frameOf(1, 0.5, new Uint8Array())],
    ['parameters that are no bytes', () => frameOf(1, 0, [1, 2] as never)],
    ['more parameters than a frame can hold', () => frameOf(1, 0, new Uint8Array(0x10000))],
    ['no event', () => encodeEvent(null as never)],
    ['no reply', () => encodeReply('SetPowered', 0, null as never)],
    ['no parameters', () => encodeCommand('SetPowered', 0, undefined as never)],
  ])('are refused: %s', (_, encode) => {
    expect(encode).toThrow(expect.objectContaining({ name: 'CodecError' }));
  });
});
