import fc from 'fast-check';
import type { AnyCodec } from '../../../src/protocol/codec.js';
import type { Fields } from '../../../src/protocol/fields.js';
import type { Struct } from '../../../src/protocol/struct.js';
import { encodeCommand, frameOf, toBytes, toHex } from '../../../src/protocol/index.js';
import { commandCodecs, eventCodecs } from '../../../src/protocol/tables.js';
import { capture, redactCommand, redactEvent } from '../../../src/transport/btsnoop/index.js';
import { commandSecrets, eventSecrets, replySecrets } from '../../../src/protocol/secrets.js';
import { record } from '../../support/recorder.js';
import { ScriptedKernel } from '../../support/scripted-kernel.js';
import { listedChunk } from './listing.js';

const commands = commandCodecs();
const events = eventCodecs();

const message = (code: number, parameters: string): Uint8Array => frameOf(code, 0, toBytes(parameters));
const peer = '01000101aa0000';
const key = 'a1'.repeat(16);
const zero = '00'.repeat(16);
const name = '04094f6e65';

/** Parameters by the layouts of BlueZ's doc/mgmt-api.txt, whose keys are made of a1 bytes, and what is left of them. */
const commandsWithKeys: readonly [string, number, string, string][] = [
  ['Load Link Keys', 0x12, `000100${peer}04${key}04`, `000100${peer}04${zero}04`],
  [
    'Load Long Term Keys',
    0x13,
    `0200${`${peer}010110efbe1122334455667788${key}`.repeat(2)}`,
    `0200${`${peer}010110efbe1122334455667788${zero}`.repeat(2)}`,
  ],
  ['PIN Code Reply', 0x16, `${peer}04a1a1a1a1${'00'.repeat(12)}`, `${peer}04${zero}`],
  ['PIN Code Reply, not UTF-8', 0x16, `${peer}10${key}`, `${peer}10${zero}`],
  ['User Passkey Reply', 0x1e, `${peer}a1a10100`, `${peer}00000000`],
  ['Add Remote Out Of Band Data', 0x21, `${peer}${key.repeat(4)}`, `${peer}${zero.repeat(4)}`],
  ['Add Remote Out Of Band Data, P-192', 0x21, `${peer}${key.repeat(2)}`, `${peer}${zero.repeat(2)}`],
  ['Set Privacy', 0x2f, `01${key}`, `01${zero}`],
  ['Load Identity Resolving Keys', 0x30, `0100${peer}${key}`, `0100${peer}${zero}`],
  ['Load Blocked Keys', 0x46, `010002${key}`, `010002${zero}`],
  ['one with more bytes than it has', 0x2f, `01${key}a1a1`, `01${zero}0000`],
  ['one that is too short', 0x2f, '01a1a1a1', '00000000'],
  ['one with a count that lies', 0x46, `ffff02${key}`, `000000${zero}`],
];

const eventsWithKeys: readonly [string, number, string, string][] = [
  ['New Link Key', 0x09, `01${peer}04${key}00`, `01${peer}04${zero}00`],
  [
    'New Long Term Key',
    0x0a,
    `01${peer}010110efbe1122334455667788${key}`,
    `01${peer}010110efbe1122334455667788${zero}`,
  ],
  ['User Confirmation Request', 0x0f, `${peer}00a1a10100`, `${peer}0000000000`],
  ['Passkey Notify', 0x17, `${peer}a1a1010003`, `${peer}0000000003`],
  ['New Identity Resolving Key', 0x18, `01060504030201${peer}${key}`, `01060504030201${peer}${zero}`],
  ['New Signature Resolving Key', 0x19, `01${peer}00${key}`, `01${peer}00${zero}`],
  [
    'Local Out Of Band Extended Data Updated',
    0x22,
    `062900${name}110e${key}110f${key}`,
    `062900${name}110e${zero}110f${zero}`,
  ],
  ['the reply to Read Local Out Of Band Data', 0x01, `200000${key.repeat(4)}`, `200000${zero.repeat(4)}`],
  [
    'the reply to Read Local Out Of Band Extended Data',
    0x01,
    `3b0000062900${name}1122${key}1123${key}`,
    `3b0000062900${name}1122${zero}1123${zero}`,
  ],
  ['advertising data that does not fit', 0x22, `060900${name}110ea1a1`, `060900${name}00000000`],
  ['one that is too short', 0x09, '01a1a1', '000000'],
  ['a reply that is too short', 0x01, '200000a1a1', '0000000000'],
];

describe('redaction', () => {
  it.each(commandsWithKeys)('leaves nothing of the keys of a command: %s', (_, code, given, left) => {
    expect(toHex(redactCommand(message(code, given)))).toBe(toHex(message(code, left)));
  });

  it.each(eventsWithKeys)('leaves nothing of the keys of an event: %s', (_, code, given, left) => {
    expect(toHex(redactEvent(message(code, given)))).toBe(toHex(message(code, left)));
  });

  it('does not touch the frame that it is given', () => {
    for (const [redact, rows] of [
      [redactCommand, commandsWithKeys],
      [redactEvent, eventsWithKeys],
    ] as const) {
      for (const [, code, given] of rows) {
        const frame = message(code, given);
        redact(frame);
        expect(toHex(frame)).toBe(toHex(message(code, given)));
      }
    }
  });

  it('covers frames with a wrong length in their header', () => {
    const frame = message(0x2f, `01${key}`);
    frame[4] = 3;
    expect(toHex(redactCommand(frame))).toBe(`2f0000000300${'00'.repeat(17)}`);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['what is too short for a frame', Uint8Array.of(0x2f, 0, 0)],
    ['a command without keys', encodeCommand('SetPowered', 0, { powered: true })],
    ['one that is not known', message(0xfff0, key)],
    ['a refused reply', message(0x01, '200003')],
  ])('returns other frames as they are: %s', (_, frame) => {
    expect(redactCommand(frame)).toBe(frame);
    expect(redactEvent(frame)).toBe(frame);
  });

  it('leaves advertisements alone, whatever is in them: they went over the air', () => {
    const frame = message(0x12, `${peer}a1000000001200110e${key}`);
    expect(redactEvent(frame)).toBe(frame);
  });

  it('keeps the length and the header of every frame, and never throws', () => {
    const codes = [...commandsWithKeys, ...eventsWithKeys].map(([, code]) => code);
    const anyFrame = fc
      .tuple(fc.constantFrom(...codes), fc.uint8Array({ maxLength: 120 }))
      .map(([code, parameters]) => frameOf(code, 3, parameters));
    fc.assert(
      fc.property(anyFrame, (frame) => {
        for (const redacted of [redactCommand(frame), redactEvent(frame)]) {
          expect(redacted.length).toBe(frame.length);
          expect(redacted.subarray(0, 6)).toEqual(frame.subarray(0, 6));
        }
      }),
    );
  });
});

describe('the list of secrets', () => {
  /** Names that look like secrets, and are none. */
  const HARMLESS = new Set([
    'SetDebugKeys debugKeys',
    'LoadLinkKeys debugKeys',
    ...['NewLinkKey', 'NewLongTermKey', 'NewSignatureResolvingKey'].map((event) => `${event} keyType`),
    ...['LoadLinkKeys', 'LoadLongTermKeys', 'LoadBlockedKeys'].map((command) => `${command} keyType`),
    // They tell which key is meant, and go over the air in clear (Core Specification, Vol 3, Part H, 2.4.4).
    ...['LoadLongTermKeys', 'NewLongTermKey'].map((message) => `${message} randomNumber`),
    'NewIdentityResolvingKey randomAddress',
    'UserConfirmationRequest confirmHint',
    'LoadLinkKeys pinLength',
    'NewLinkKey pinLength',
    // Parts of advertisements to look for.
    'AddAdvertisementPatternsMonitor value',
    'AddAdvertisementPatternsMonitorWithRSSIThreshold value',
  ]);
  const SUSPICIOUS = /key|hash|random|passkey|pin|secret|^value$|confirm/i;

  /** The names of all fields, also of those within lists. */
  function namesOf(codec: AnyCodec): string[] {
    const inner = codec.item ? namesOf(codec.item) : [];
    const fields: Fields = 'fields' in codec ? (codec as Struct<Fields>).fields : [];
    return [...inner, ...fields.flatMap(([field, of]) => [field, ...namesOf(of)])];
  }

  const commandTable: [string, { params: AnyCodec; reply: AnyCodec }][] = Object.entries({ ...commands });
  const eventTable: [string, { params: AnyCodec }][] = Object.entries({ ...events });
  const secretsOf = (map: ReadonlyMap<string, readonly string[]>, of: string): readonly string[] => map.get(of) ?? [];
  const all: readonly (readonly [string, AnyCodec, readonly string[]])[] = [
    ...commandTable.map(([of, { params }]) => [of, params, secretsOf(commandSecrets, of)] as const),
    ...commandTable.map(([of, { reply }]) => [of, reply, secretsOf(replySecrets, of)] as const),
    ...eventTable.map(([of, { params }]) => [of, params, secretsOf(eventSecrets, of)] as const),
  ];

  it('has every field of the tables that looks like one', () => {
    const missing = all.flatMap(([of, struct, secrets]) =>
      namesOf(struct)
        .filter((field) => SUSPICIOUS.test(field) && !secrets.includes(field) && field !== 'keys')
        .map((field) => `${of} ${field}`)
        .filter((field) => !HARMLESS.has(field)),
    );
    expect(missing).toEqual([]);
  });

  it('has no field that the tables do not have', () => {
    const unknown = all.flatMap(([of, struct, secrets]) =>
      secrets.filter((field) => !namesOf(struct).includes(field)).map((field) => `${of} ${field}`),
    );
    expect(unknown).toEqual([]);
  });
});

describe('a capture', () => {
  const privacy = message(0x2f, `01${key}`);
  const linkKey = message(0x09, `01${peer}04${key}00`);
  const captured = (secrets?: 'redact' | 'keep'): string => {
    const kernel = new ScriptedKernel();
    const transport = capture(kernel, secrets ? { secrets } : {});
    const bytes = record(transport.bytes$);
    record(transport.frames$);
    transport.send(privacy);
    kernel.frame(linkKey);
    return bytes.values.map(listedChunk).join();
  };

  it('has no keys', () => {
    expect(captured()).toContain(`command 1 ${toHex(message(0x2f, `01${zero}`))}`);
    expect(captured()).not.toContain('a1a1');
    expect(captured('redact')).toBe(captured());
  });

  it('has them if they are asked for', () => {
    expect(captured('keep')).toContain(`command 1 ${toHex(privacy)},event 1 ${toHex(linkKey)}`);
  });
});
