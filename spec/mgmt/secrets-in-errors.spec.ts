import { inspect } from 'node:util';
import type { Observable } from 'rxjs';
import { defer } from 'rxjs';
import type { CommandName, EventName } from '../../src/index.js';
import { Mgmt, encodeEvent, encodeReply, isMgmtError } from '../../src/index.js';
import { commandCodecs } from '../../src/protocol/tables.js';
import { commandSecrets, eventSecrets, replySecrets } from '../../src/protocol/secrets.js';
import { record } from '../support/recorder.js';
import { ScriptedKernel } from '../support/scripted-kernel.js';
import type { Values } from '../support/secret-messages.js';
import { COMMANDS, EVENTS, REPLIES } from '../support/secret-messages.js';

const commands = commandCodecs();

/** A secret, and how it would look in a text. */
interface Secret {
  readonly forms: readonly unknown[];
  readonly traces: RegExp;
}

const BYTES = Uint8Array.from({ length: 16 }, (_, i) => (i * 89 + 137) % 251);
const HEX = Buffer.from(BYTES).toString('hex');
const list = [...BYTES];

const KEY: Secret = {
  forms: [
    BYTES,
    HEX,
    HEX.toUpperCase(),
    HEX.slice(1),
    `${HEX}00`,
    `0x${HEX}`,
    HEX.replace(/../g, '$& '),
    `${HEX.slice(0, 30)}zz`,
    list,
    BYTES.slice(1),
    Uint8Array.of(...BYTES, 1),
    Uint16Array.from(BYTES),
    Float64Array.from(BYTES),
    BYTES.buffer,
    new DataView(BYTES.buffer),
    Object.fromEntries(list.entries()),
    { value: list },
    { type: 'Buffer', data: list },
    new Set(list),
    new Map([['value', list]]),
    [list],
    [[HEX]],
    BigInt(`0x${HEX}`),
    () => HEX,
    Symbol(HEX),
    Buffer.from(BYTES).toString('base64'),
  ],
  traces: new RegExp(
    [
      HEX.slice(0, 8),
      HEX.slice(8, 16),
      HEX.slice(0, 8).replace(/..(?=.)/g, '$& '),
      list.slice(1, 4).join('\\D{1,20}'),
      Buffer.from(BYTES).toString('base64').slice(0, 8).replace(/[+/]/g, '\\$&'),
      String(BigInt(`0x${HEX}`)).slice(0, 8),
    ].join('|'),
    'i',
  ),
};
const NUMBER: Secret = {
  forms: ['730519', 730519.5, 7305190000, -730519, 730519n, [730519], ['730519'], { value: 730519 }, Symbol('730519')],
  traces: /73.?05.?19/,
};
const PIN: Secret = { forms: [7305, '7305'.repeat(9), [7305], ['7305'], { pin: '7305' }, 7305n], traces: /7305/ };

const secretOf = (field: string): readonly Secret[] =>
  field === 'pinCode' ? [PIN, KEY] : field === 'passkey' ? [NUMBER, KEY] : [KEY, NUMBER];

/** Everything that a program may print of an error. */
function printed(error: unknown): string {
  const json = JSON.stringify(error, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value));
  const { message, stack, cause } = error as Error;
  return [inspect(error, { depth: 10, showHidden: true }), json, String(error), message, stack, inspect(cause)].join(
    '\n',
  );
}

/** The values with each of them replaced by the secret in turn: what happens if they come in the wrong order. */
const misplaced = (values: Values, secret: unknown): Values[] =>
  Object.keys(values).map((name) => ({ ...values, [name]: secret }));

/** All errors that a command ends with, for a secret that stands anywhere. */
function errorsOf(name: CommandName, form: unknown): unknown[] {
  const kernel = new ScriptedKernel();
  const mgmt = new Mgmt(kernel);
  const given = COMMANDS[name]!(form);
  const commands$: (() => Observable<unknown>)[] = [
    ...[given, ...misplaced(given, form), form].map((params) => () => mgmt.commandWith$(name, 0, params as never)),
    () => mgmt.commandWith$(name, form as never, given),
    () => mgmt.raw$(commands[name].opcode, 0, form as never),
    () => mgmt.command$(name, 0, ...(Object.values(given) as never)),
    () => mgmt.command$(name, 0, ...(Object.values(given).reverse() as never)),
  ];
  return commands$.flatMap((command$) => {
    const { errors, subscription } = record(defer(command$));
    subscription.unsubscribe();
    return errors;
  });
}

function thrown(run: () => unknown): unknown[] {
  try {
    run();
    return [];
  } catch (error) {
    return [error];
  }
}

describe('no error shows a secret', () => {
  it('of any message that has one', () => {
    expect(Object.keys(COMMANDS).sort()).toEqual([...commandSecrets.keys()].sort());
    expect(Object.keys(EVENTS).sort()).toEqual([...eventSecrets.keys()].sort());
    expect(Object.keys(REPLIES).sort()).toEqual([...replySecrets.keys()].sort());
  });

  it.each([...commandSecrets])('of the command %s', (name, fields) => {
    for (const { forms, traces } of secretOf(fields[0]!)) {
      const errors = forms.flatMap((form) => errorsOf(name, form));
      expect(errors.filter((error) => isMgmtError(error)).length).toBeGreaterThan(forms.length);
      for (const error of errors) expect(printed(error)).not.toMatch(traces);
    }
  });

  it.each([...eventSecrets])('of the event %s', (name: EventName, fields) => {
    for (const { forms, traces } of secretOf(fields[0]!)) {
      for (const form of forms) {
        const given = EVENTS[name]!(form);
        const errors = [given, ...misplaced(given, form)].flatMap((values) =>
          [{}, { index: form }, { trailing: form }].flatMap((more) =>
            thrown(() => encodeEvent({ event: name, index: 0, ...values, ...more } as never)),
          ),
        );
        errors.push(...thrown(() => encodeEvent(form as never)));
        for (const error of errors) expect(printed(error)).not.toMatch(traces);
      }
    }
  });

  it.each([...replySecrets])('of the reply to %s', (name, fields) => {
    for (const { forms, traces } of secretOf(fields[0]!)) {
      for (const form of forms) {
        const given = REPLIES[name]!(form);
        const errors = [given, ...misplaced(given, form), form].flatMap((reply) =>
          thrown(() => encodeReply(name, 0, reply as never)),
        );
        const complete = {
          event: 'CommandComplete',
          index: 0,
          commandOpcode: commands[name].opcode,
          status: 'Success',
        };
        errors.push(...thrown(() => encodeEvent({ ...complete, returnParameters: form } as never)));
        for (const error of errors) expect(printed(error)).not.toMatch(traces);
      }
    }
  });

  it.each([...commandSecrets.keys()])('when the kernel refuses %s, or does not answer', (name) => {
    const kernel = new ScriptedKernel();
    const mgmt = new Mgmt(kernel, { timeout: 1 });
    const params = {
      ...COMMANDS[name]!(name === 'UserPasskeyReply' ? 730519 : name === 'PINCodeReply' ? '7305' : HEX),
    };
    const refused = record(mgmt.commandWith$(name, 0, params as never));
    // A status, the known return parameters, and behind them what would be a secret.
    const reply = Uint8Array.of(commands[name].opcode, 0, 0x0d, ...new Uint8Array(commands[name].reply.size), ...BYTES);
    kernel.frame(Uint8Array.of(1, 0, 0, 0, reply.length, 0, ...reply));
    expect(refused.errors).toHaveLength(1);
    expect(printed(refused.errors[0])).not.toMatch(new RegExp(`${KEY.traces.source}|730519|7305`, 'i'));
  });

  it.each([...replySecrets.keys()])('when %s fails and carries one', (name) => {
    const kernel = new ScriptedKernel();
    const mgmt = new Mgmt(kernel);
    const { opcode } = commands[name];
    const sent: Observable<unknown>[] = [
      mgmt.raw$(opcode, 0, Uint8Array.of(0)),
      mgmt.commandWith$(name, 0, paramsOf(name)),
    ];
    for (const command$ of sent) {
      const failed = record(command$);
      const reply = Uint8Array.of(opcode, 0, 0x03, ...BYTES, ...BYTES, ...BYTES, ...BYTES);
      kernel.frame(Uint8Array.of(1, 0, 0, 0, reply.length, 0, ...reply));
      expect(failed.errors).toHaveLength(1);
      expect(printed(failed.errors[0])).not.toMatch(KEY.traces);
    }
  });
});

function paramsOf(name: CommandName): Values {
  if (name === 'ReadLocalOutOfBandExtendedData') return { addressType: ['BREDR'] };
  return name === 'SendHCICommandAndWaitForEvent' ? { opcode: 1, event: 0, timeout: 0, parameters: '' } : {};
}
