import { commandWith, defaultIndex } from './fill.js';
import type { ExpectedCommand, SentCommand } from './partial.js';
import { checkMarbles, parse } from './steps.js';
import type { LogEntry } from './watched-transport.js';
import { isObject } from '../protocol/errors.js';
import { plainIndex } from '../protocol/header.js';
import { OptionError } from '../protocol/option-error.js';
import { checkNames } from '../protocol/options.js';

type Values = Readonly<Record<string, unknown>>;

/** A command as it is compared, with the time when it was sent. */
interface Line {
  readonly frame: number;
  readonly command: Values;
}

const pick = (from: Values, names: readonly string[]): Values =>
  Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]));

/** What can be expected of a command. A property that there is not would be compared with nothing. */
const PROPERTIES = ['command', 'index', 'params'];
const PROPERTIES_OF_OTHERS = {
  Unknown: ['command', 'index', 'opcode', 'bytes'],
  Malformed: ['command', 'index', 'opcode', 'bytes', 'reason'],
};

/**
 * An expected command as it would arrive, with what was left out left out again.
 *
 * @throws CodecError for a command or a parameter that there is not, and for values that do not fit; OptionError for anything else
 */
function normalize(path: string, expected: ExpectedCommand): Values {
  if (typeof expected === 'string') return normalize(path, { command: expected } as ExpectedCommand);
  if (!isObject(expected)) {
    throw new OptionError(path, expected, "a command's name, or an object with command, index and params");
  }
  if (expected.command === 'Unknown' || expected.command === 'Malformed') {
    checkNames(expected, PROPERTIES_OF_OTHERS[expected.command], path);
    return expected;
  }
  checkNames(expected, PROPERTIES, path);
  const { command, index, params } = expected;
  const controller = index === undefined ? defaultIndex(command) : plainIndex(index);
  const decoded = commandWith(command, controller, params ?? {});
  return {
    command,
    ...(index === undefined ? {} : { index: controller }),
    ...(params === undefined ? {} : { params: pick(decoded.params, Object.keys(params)) }),
  };
}

/** Of what was sent that which the expected command speaks of; everything if it is another command. */
function visible(sent: SentCommand, expected: Values | undefined): Values {
  if (expected?.['command'] !== sent.command) return { ...sent };
  const seen = pick({ ...sent }, Object.keys(expected));
  const params = expected['params'];
  if (!('params' in sent) || typeof params !== 'object' || params === null) return seen;
  return { ...seen, params: pick(sent.params, Object.keys(params)) };
}

/** Compares a log with a diagram, once time has passed. */
export function commandCheck(
  log: readonly LogEntry[],
  marbles: string,
  values: Readonly<Record<string, ExpectedCommand>>,
): (assertDeepEqual: (actual: unknown, expected: unknown) => unknown) => void {
  if (/[#|]/.test(marbles)) throw new TypeError('Commands neither fail nor complete: # and | can not be expected');
  checkMarbles(marbles, values);
  const commands = Object.fromEntries(
    Object.entries(values).map(([marble, value]) => [marble, normalize(`values.${marble}`, value)]),
  );
  const expected = parse(marbles).map(({ frame, marble }): Line => ({ frame, command: commands[marble!]! }));
  return (assertDeepEqual) => {
    const actual = log.map(({ frame, command }, n): Line => ({
      frame,
      command: visible(command, expected[n]?.command),
    }));
    assertDeepEqual(actual, expected);
  };
}
