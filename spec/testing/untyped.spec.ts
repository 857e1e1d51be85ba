import { NEVER } from 'rxjs';
import { isCodecError, isOptionError } from '../../src/index.js';
import type { MgmtRunHelpers } from '../../src/testing/index.js';
import { MgmtTestScheduler, eventWith, replyWith } from '../../src/testing/index.js';

const run = (test: (helpers: MgmtRunHelpers) => unknown): unknown => new MgmtTestScheduler().run(test);

/** Tests as they are written without types. */
type Untyped = (helpers: Record<keyof MgmtRunHelpers, (...args: readonly unknown[]) => never>) => void;
const untyped = (test: Untyped): unknown => run(test as never);

const says = { a: { event: 'DeviceFound', rssi: -40 } } as const;

describe('Without types', () => {
  it.each<[string, Untyped, string]>([
    [
      'answers',
      ({ kernel }) => kernel('', {}, { answer: {} }),
      "answer: an object is not an option here, did you mean 'answers'?",
    ],
    [
      'another option',
      ({ kernel }) => kernel('', {}, { timout: 3 }),
      "timout: 3 is not an option here, did you mean 'timeout'?",
    ],
    [
      'an option of mgmtOn',
      ({ kernel, mgmtOn }) => mgmtOn((kernel('') as { transport: unknown }).transport, { timeOut: 3 }),
      "timeOut: 3 is not an option here, did you mean 'timeout'?",
    ],
    ['options', ({ kernel }) => kernel('', {}, [] as never), 'options: an array of 0 is not an object of options'],
    [
      'a command of the answers',
      ({ kernel }) => kernel('', {}, { answers: { SetPowerd: {} } }),
      "answers.SetPowerd: an object is not for a command that there is, did you mean 'SetPowered'?",
    ],
    [
      'a status',
      ({ kernel }) => kernel('', {}, { answers: { SetPowered: { status: 'Bussy' } } }),
      "did you mean 'Busy'?",
    ],
    [
      'a property of an answer',
      ({ kernel }) => kernel('', {}, { answers: { SetPowered: { returnParams: {} } } }),
      "answers.SetPowered.returnParams: an object is not an option here, did you mean 'returnParameters'?",
    ],
    [
      'a return parameter',
      ({ kernel }) => kernel('', {}, { answers: { SetPowered: { returnParameters: { curentSettings: {} } } } }),
      "the reply to SetPowered curentSettings: there is no such parameter; there are currentSettings, did you mean 'currentSettings'?",
    ],
    [
      'a marble of an answer',
      ({ kernel }) => kernel('', says, { answers: { SetPowered: '-b' } }),
      "The marble 'b' has no value: there are a",
    ],
    [
      'an answer',
      ({ kernel }) => kernel('', {}, { answers: { SetPowered: true } }),
      'answers.SetPowered: true is not an answer',
    ],
    [
      'a table of answers',
      ({ kernel }) => kernel('', {}, { answers: 'Success' }),
      "answers: 'Success' is not a table by command, or a function",
    ],
    [
      'a delay',
      ({ kernel }) => kernel('', {}, { answers: { SetPowered: { delay: -1 } } }),
      'answers.SetPowered.delay: -1 is not a number of milliseconds',
    ],
    [
      'what sending throws',
      ({ kernel }) => kernel('', {}, { answers: { SetPowered: { throws: undefined } } }),
      'answers.SetPowered.throws: undefined is not an error',
    ],
    [
      'an error of opening',
      ({ kernel }) => kernel('', {}, { openErrors: [undefined, 'EPERM'] }),
      "openErrors[1]: 'EPERM' is not an error, or undefined",
    ],
    [
      'errors of opening',
      ({ kernel }) => kernel('', {}, { openErrors: new Error('one') }),
      'openErrors: an object is not an array',
    ],
    [
      'an event',
      ({ kernel }) => kernel('', { a: { event: 'DeviceFond' } }),
      "event: there is no event 'DeviceFond', did you mean 'DeviceFound'?",
    ],
    [
      'a field of an event',
      ({ hotEvents }) => hotEvents('', { a: { event: 'DeviceFound', adress: 0 } }),
      "DeviceFound adress: there is no such parameter; there are address, addressType, rssi, flags, eirData, did you mean 'address'?",
    ],
    [
      'a property of an unknown event',
      ({ kernel }) => kernel('', { a: { event: 'Unknown', byte: 0 } }),
      "byte: 0 is not an option here, did you mean 'bytes'?",
    ],
    [
      'the kind of a value',
      ({ kernel }) => kernel('', { a: { evnt: 'DeviceFound' } }),
      'values.a: an object is not an event ({ event }), an answer ({ replyTo })',
    ],
    ['no value', ({ kernel }) => kernel('', { a: null }), 'values.a: null is not an event'],
    [
      'a property of a reply',
      ({ kernel }) => kernel('', { a: { replyTo: 'SetPowered', sttatus: 1 } }),
      "values.a.sttatus: 1 is not an option here, did you mean 'status'?",
    ],
    [
      'the command of a reply',
      ({ kernel }) => kernel('', { a: { replyTo: 'SetPowerd' } }),
      "there is no command 'SetPowerd', did you mean 'SetPowered'?",
    ],
    [
      'a property of a loss',
      ({ kernel }) => kernel('', { a: { dropped: 1, totl: 1 } }),
      "values.a.totl: 1 is not an option here, did you mean 'total'?",
    ],
    [
      'a loss',
      ({ kernel }) => kernel('', { a: { dropped: '3' } }),
      "values.a.dropped: '3' is not an integer from 1 on",
    ],
    ['values', ({ kernel }) => kernel('-a', null), 'values: null is not an object of values by marble'],
    ['a diagram', ({ kernel }) => kernel(undefined, {}), 'marbles: undefined is not a diagram, as text'],
    [
      'a diagram to compare with',
      ({ expectObservable }) => (expectObservable(NEVER) as { toBe: () => void }).toBe(),
      'marbles: undefined is not a diagram',
    ],
    [
      'a diagram among several',
      ({ expectSubscriptions }) => (expectSubscriptions([]) as { toBe: (all: unknown) => void }).toBe([undefined]),
      'marbles: undefined is not a diagram',
    ],
    [
      'a transport',
      ({ mgmtOn }) => mgmtOn({}),
      'source: an object is not a transport, or an object with a method transport()',
    ],
    ['a client', ({ expectCommands }) => expectCommands('mgmt'), 'expectCommands knows the clients'],
  ])('%s that is wrong is refused at once', (_, test, message) => {
    expect(() => untyped(test)).toThrow(message);
  });

  it.each<[string, unknown, string]>([
    ['a name', 'SetPowerd', "there is no command 'SetPowerd', did you mean 'SetPowered'?"],
    [
      'a property',
      { command: 'SetPowered', parms: {} },
      "values.a.parms: an object is not an option here, did you mean 'params'?",
    ],
    ['a parameter', { command: 'SetPowered', params: { power: 1 } }, 'SetPowered power: there is no such parameter'],
    ['parameters', { command: 'SetPowered', params: true }, 'SetPowered params: true is not an object with powered'],
    ['a property of one that is unknown', { command: 'Unknown', code: 1 }, 'values.a.code: 1 is not an option here'],
    ['nothing', undefined, "values.a: undefined is not a command's name"],
  ])('an expected command is refused that would not be compared: %s', (_, value, message) => {
    const failing = () =>
      run(({ kernel, expectCommands }) => expectCommands(kernel('').mgmt).toBe('', { a: value as never }));
    expect(failing).toThrow(message);
  });

  it('fills in no event or reply that there is not', () => {
    expect(() => eventWith({ event: 'DeviceFond' } as never)).toThrow("did you mean 'DeviceFound'?");
    expect(() => replyWith('SetPowerd' as never)).toThrow("did you mean 'SetPowered'?");
    expect(() => replyWith('SetPowered', null as never)).toThrow('the reply to SetPowered: null is not an object');
  });

  it('all errors are of the library', () => {
    const errorOf = (test: Untyped): unknown => {
      try {
        untyped(test);
      } catch (error) {
        return error;
      }
      return undefined;
    };
    expect(isOptionError(errorOf(({ kernel }) => kernel('', {}, { answer: {} })))).toBe(true);
    expect(isCodecError(errorOf(({ kernel }) => kernel('', { a: { event: 'DeviceFond' } })))).toBe(true);
  });
});
