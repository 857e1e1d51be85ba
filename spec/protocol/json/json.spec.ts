import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import {
  decodeCommand,
  decodeEvent,
  decodeReply,
  encodeCommand,
  frameOf,
  fromJson,
  toBytes,
  toJson,
} from '../../../src/index.js';
import { commandCodecs, eventCodecs } from '../../../src/protocol/tables.js';
import type { CommandName, EventName, MgmtEvent } from '../../../src/index.js';
import { recordsOf } from '../../support/arbitrary-values.js';
import { RUNS } from '../../support/runs.js';

const commands = commandCodecs();
const events = eventCodecs();

const commandList = Object.keys(commands) as CommandName[];
const eventList = Object.keys(events) as EventName[];
/** Their last field takes all bytes that there are: nothing can stand behind it. */
const TO_THE_END: readonly string[] = [
  'CommandComplete',
  'DefaultSystemConfigurationChanged',
  'DefaultRuntimeConfigurationChanged',
];
const index = fc.option(fc.integer({ min: 0, max: 0xfffe }));
const trailing = fc.oneof(fc.constant({}), fc.record({ trailing: fc.uint8Array({ minLength: 1, maxLength: 9 }) }));

/** No event that was decoded has such a strength: it means that none is known. */
const hasNone = (fields: Readonly<Record<string, unknown>>): boolean =>
  fields['rssi'] === 0 && fields['addressType'] === 'BREDR';

/** Jest's own comparison takes far longer, and is only needed to show a difference. */
function same(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toStrictEqual(expected);
}

/** Through the text that a file or a socket has. */
const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(toJson(value)));

describe(`fromJson(toJson(x)) is x, ${RUNS} times`, () => {
  it.each(eventList)('for the event %s', (name) => {
    fc.assert(
      fc.property(recordsOf(events[name].params.fields), index, trailing, (fields, controller, more) => {
        fc.pre(!hasNone(fields));
        const behind = TO_THE_END.includes(name) ? {} : more;
        const event = { event: name, index: controller, ...fields, ...behind };
        same(fromJson(stored(event)), event);
      }),
      { numRuns: RUNS },
    );
  });

  it.each(commandList)('for the command %s', (name) => {
    fc.assert(
      fc.property(recordsOf(commands[name].params.fields), index, (params, controller) => {
        const command = { command: name, index: controller, params };
        same(fromJson(stored(command)), command);
        same(fromJson(stored(params), { paramsOf: name }), params);
      }),
      { numRuns: RUNS },
    );
  });

  it.each(commandList)('for the reply to %s', (name) => {
    fc.assert(
      fc.property(recordsOf(commands[name].reply.fields), (reply) => {
        same(fromJson(stored(reply), { replyTo: name }), reply);
      }),
      { numRuns: RUNS },
    );
  });

  it('for frames of any kind', () => {
    const code = fc.oneof(fc.integer({ min: 0, max: 0x60 }), fc.constant(0xffff));
    fc.assert(
      fc.property(code, index, fc.uint8Array({ maxLength: 60 }), fc.nat(1), (number, controller, bytes, cut) => {
        const frame = frameOf(number, controller, bytes).subarray(cut);
        const [event, command] = [decodeEvent(frame), decodeCommand(frame)];
        same(fromJson(stored(event)), event);
        same(fromJson(stored(command)), command);
      }),
      { numRuns: 20 * RUNS },
    );
  });

  it('for replies with more behind them', () => {
    const reply = decodeReply('SetPowered', toBytes('01000000aabb'));
    expect(reply.trailing).toEqual(toBytes('aabb'));
    expect(fromJson(stored(reply), { replyTo: 'SetPowered' })).toEqual(reply);
    const command = decodeCommand(toBytes('0500000003000102ff'));
    expect(fromJson(stored(command))).toEqual(command);
  });
});

describe('JSON from elsewhere', () => {
  it('may have any form that encoding takes', () => {
    const params = {
      keys: [
        {
          address: 'c0:00:00:00:00:01',
          addressType: 2,
          keyType: 3,
          central: 1,
          encryptionSize: 16,
          encryptionDiversifier: 0,
          randomNumber: 5,
          value: 'AB'.repeat(16),
        },
      ],
    };
    const [key] = fromJson(params, { paramsOf: 'LoadLongTermKeys' }).keys;
    expect(key).toMatchObject({ address: 'C0:00:00:00:00:01', keyType: 'AuthenticatedP256', randomNumber: 5n });
    expect(key?.value).toEqual(new Uint8Array(16).fill(0xab));
    expect(fromJson({ command: 'SetPowered', index: 0, params: { powered: 1 } }).params).toEqual({ powered: true });
  });

  it.each<[what: string, read: () => unknown, message: RegExp]>([
    ['nothing', () => fromJson(null), /^This does not say what it is: it has neither event nor command/],
    ['plain parameters', () => fromJson({ powered: true }), /say \{ paramsOf: 'SetPowered' \}/],
    ['no such event', () => fromJson({ event: 'Foo' }), /^event: there is no event 'Foo'/],
    ['a misspelt event', () => fromJson({ event: 'DevicFound' }), /^event: .*'DevicFound', did you mean 'DeviceFound'/],
    ['no such command', () => fromJson({ command: 'SetPowred' }), /^name: there is no command 'SetPowred', did/],
    ['no parameters', () => fromJson({ command: 'SetPowered' }), /^SetPowered: undefined is not an object/],
    ['a missing field', () => fromJson({ event: 'NewSettings', index: 0 }), /^NewSettings currentSettings: is missing/],
    ['a misspelt field', () => fromJson({ event: 'IndexAdded', index: 0, x: 1 }), /^IndexAdded x: there is no such/],
    ['bytes that are none', () => fromJson({ event: 'Unknown', bytes: 'zz' }), /^bytes: text of 2 characters is not/],
    [
      'a trailing number',
      () => fromJson({ event: 'IndexAdded', index: 0, trailing: 3 }),
      /^IndexAdded trailing: the number is not a Uint8Array/,
    ],
    [
      'a wide number with a fraction',
      () =>
        fromJson({
          command: 'TransmitMeshPacket',
          params: { address: '00:00:00:00:00:01', addressType: 1, instant: '1.5', delay: 0, count: 1, data: '00' },
        }),
      /^TransmitMeshPacket instant: '1.5' is not a bigint/,
    ],
    [
      'a list that is none',
      () => fromJson({ keys: 'x' }, { paramsOf: 'LoadLongTermKeys' }),
      /^LoadLongTermKeys keys: text of 1 characters is not an array/,
    ],
    ['an entry that is none', () => fromJson({ keys: [3] }, { paramsOf: 'LoadLongTermKeys' }), /keys\[0\]: .*object/],
    [
      'two options of which one would be left out',
      () => fromJson({ powered: true }, { paramsOf: 'SetPowered', replyTo: 'SetPowered' } as never),
      /^replyTo: 'SetPowered' is not of use beside paramsOf: say one of them/,
    ],
    [
      'a misspelt option',
      () => fromJson({}, { paramOf: 'SetPowered' } as never),
      /^paramOf: .*did you mean 'paramsOf'/,
    ],
  ])('is refused: %s', (_, read, message) => {
    expect(read).toThrow(message);
  });
});

describe('a key that was received', () => {
  const long = decodeEvent(
    toBytes(
      '0a0000002500' +
        '01' +
        '0100000000c0' +
        '02' +
        '03' +
        '01' +
        '10' +
        '0201' +
        '0102030405060708' +
        '0f'.repeat(16),
    ),
  ) as MgmtEvent<'NewLongTermKey'>;
  const link = decodeEvent(
    toBytes('090000001a00' + '01' + '010000000000' + '00' + '05' + '0e'.repeat(16) + '00'),
  ) as MgmtEvent<'NewLinkKey'>;
  const identity = decodeEvent(
    toBytes('180000001e00' + '01' + '0200000000c0' + '0100000000c0' + '02' + '0d'.repeat(16)),
  ) as MgmtEvent<'NewIdentityResolvingKey'>;
  const parameters = decodeEvent(
    toBytes('1c0000001000' + '0100000000c0' + '02' + '01' + '0600060000000a00'),
  ) as MgmtEvent<'NewConnectionParameter'>;
  const load = (name: CommandName, params: object): unknown => {
    const { params: loaded } = decodeCommand(encodeCommand(name, 0, params as never)) as { readonly params: unknown };
    return loaded;
  };

  it('is loaded again as it came, also from a file', () => {
    const { event: a, index: b, storeHint: c, ...longKey } = long;
    const { event: d, index: e, storeHint: f, ...linkKey } = link;
    const { event: g, index: h, storeHint: i, randomAddress: j, ...identityKey } = identity;
    const { event: k, index: l, storeHint: m, ...connection } = parameters;
    expect([a, b, c, d, e, f, g, h, i, j, k, l, m]).toHaveLength(13);
    for (const pass of [<T>(value: T): T => value, <T>(value: T): T => fromJson(stored(value)) as T]) {
      expect(load('LoadLongTermKeys', { keys: [pass(long)] })).toEqual({ keys: [longKey] });
      expect(load('LoadLinkKeys', { debugKeys: false, keys: [pass(link)] })).toEqual({
        debugKeys: false,
        keys: [linkKey],
      });
      expect(load('LoadIdentityResolvingKeys', { keys: [pass(identity)] })).toEqual({ keys: [identityKey] });
      expect(load('LoadConnectionParameters', { params: [pass(parameters)] })).toEqual({ params: [connection] });
    }
    expect(load('LoadLongTermKeys', { keys: [{ ...long, trailing: toBytes('00') }] })).toEqual({ keys: [longKey] });
  });

  it.each<[what: string, read: () => unknown, message: RegExp]>([
    [
      'of another kind',
      () => load('LoadLinkKeys', { debugKeys: false, keys: [link, long] }),
      /keys\[1\]\.event: this came with another event: NewLinkKey brings what is loaded here/,
    ],
    [
      'with a misspelt field',
      () => load('LoadLongTermKeys', { keys: [{ ...long, hint: 1 }] }),
      /keys\[0\]\.hint: there is no such/,
    ],
    [
      'with a field of another',
      () => load('LoadLongTermKeys', { keys: [{ ...long, randomAddress: '' }] }),
      /randomAddress: there is no such/,
    ],
    ['that is none', () => load('LoadLongTermKeys', { keys: [null] }), /keys\[0\]: needs an object with address/],
  ])('is refused: %s', (_, read, message) => {
    expect(read).toThrow(message);
  });
});
