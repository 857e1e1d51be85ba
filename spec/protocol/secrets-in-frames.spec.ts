import type { CommandName, EventName } from '../../src/index.js';
import { encodeCommand, encodeEvent, encodeReply, explain, frameOf } from '../../src/index.js';
import { redactCommand, redactEvent } from '../../src/protocol/redact.js';
import { commandSecrets, eventSecrets, replySecrets } from '../../src/protocol/secrets.js';
import { COMMANDS, EVENTS, REPLIES } from '../support/secret-messages.js';

/** None of these bytes stands anywhere else in a frame. */
const SECRET = 'c1c3c5c7c9cbcdcfd1d3d5d7d9dbdddf';
const PASSKEY = 0x00c1c3;
const secretOf = (fields: readonly string[], name: string): unknown => {
  if (fields.includes('passkey') || name === 'UserConfirmationRequest') return PASSKEY;
  if (fields.includes('pinCode')) return Uint8Array.from(Buffer.from(SECRET, 'hex'));
  // As advertising data, a hash.
  return fields.includes('eirData') ? `110e${SECRET}` : SECRET;
};
const TRACE = /c1 ?c3|c3 ?c5|c3 ?c1|d1 ?d3|dd ?df|49603|C1:C3|C3:C1/i;

/** A frame cut at every length, with a header that says so and with one that does not, and with more behind it. */
function broken(frame: Uint8Array): Uint8Array[] {
  const code = frame[0]! | (frame[1]! << 8);
  const parameters = frame.subarray(6);
  const cuts = Array.from(parameters, (_, length) => length);
  const more = Uint8Array.of(...parameters, ...Buffer.from(SECRET, 'hex'));
  return [
    frame,
    ...cuts.map((length) => frameOf(code, 0, parameters.subarray(0, length))),
    ...cuts.map((length) => frame.slice(0, 6 + length)),
    frameOf(code, 0, more),
    Uint8Array.of(...frame, ...Buffer.from(SECRET, 'hex')),
  ];
}

function check(frame: Uint8Array, direction: 'in' | 'out'): void {
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  expect(hex(frame)).toMatch(TRACE);
  for (const each of broken(frame)) {
    const shown = (direction === 'out' ? redactCommand : redactEvent)(each);
    expect(shown).toHaveLength(each.length);
    expect(hex(shown)).not.toMatch(TRACE);
    expect(explain(each, { direction })).not.toMatch(TRACE);
  }
}

describe('no frame that is shown has a secret, whole or broken', () => {
  it.each([...commandSecrets])('the command %s', (name: CommandName, fields) => {
    check(encodeCommand(name, 0 as never, COMMANDS[name]!(secretOf(fields, name)) as never), 'out');
  });

  it.each([...eventSecrets])('the event %s', (name: EventName, fields) => {
    check(encodeEvent({ event: name, index: 0, ...EVENTS[name]!(secretOf(fields, name)) } as never), 'in');
  });

  it.each([...replySecrets])('the reply to %s', (name: CommandName, fields) => {
    for (const status of ['Success', 'Failed'] as const) {
      check(encodeReply(name, 0, REPLIES[name]!(secretOf(fields, name)) as never, status), 'in');
    }
  });
});
