import { MgmtError, OptionError, isMgmtError, isOptionError } from 'rx-btmgmt';
import {
  checkBoolean,
  checkDuration,
  checkInteger,
  checkNames,
  checkNumber,
  checkOneOf,
  checkPositiveDuration,
} from '../../src/protocol/options.js';
import { similarName } from '../../src/protocol/suggestion.js';

/** Callers without types may pass anything. */
const anything = (value: unknown): never => value as never;

const REFUSED: readonly [string, () => unknown, string][] = [
  [
    'a name that is none',
    () => checkNames({ timout: 5 }, ['timeout']),
    "timout: 5 is not an option here, did you mean 'timeout'?",
  ],
  ['no object', () => checkNames(5, ['timeout']), 'options: 5 is not an object of options'],
  [
    'nothing where something is needed',
    () => checkNames(undefined, ['silence', 'life'], undefined, ['silence']),
    'options: undefined is not an object of options, with silence',
  ],
  ['null', () => checkNames(null, ['timeout']), 'options: null is not an object of options'],
  [
    'a negative duration',
    () => checkDuration('delay', -1),
    'delay: -1 is not a number of milliseconds, at least 0, or Infinity',
  ],
  [
    'no number',
    () => checkDuration('delay', NaN),
    'delay: NaN is not a number of milliseconds, at least 0, or Infinity',
  ],
  [
    'text',
    () => checkDuration('delay', anything('5')),
    "delay: '5' is not a number of milliseconds, at least 0, or Infinity",
  ],
  [
    'no duration',
    () => checkPositiveDuration('timeout', 0),
    'timeout: 0 is not a positive number of milliseconds, or Infinity',
  ],
  ['a fraction', () => checkInteger('seed', 1.5, 0, 9), 'seed: 1.5 is not an integer from 0 to 9'],
  ['too few', () => checkInteger('turns', 0, 1, Infinity), 'turns: 0 is not an integer from 1 on'],
  ['too much', () => checkNumber('rssi', 21, -127, 20), 'rssi: 21 is not a number from -127 to 20'],
  [
    'another word',
    () => checkOneOf('secrets', anything('hide'), ['redact', 'keep']),
    "secrets: 'hide' is not one of 'redact', 'keep'",
  ],
  ['no boolean', () => checkBoolean('trusted', anything(1)), 'trusted: 1 is not true or false'],
];

describe('Options', () => {
  for (const [what, check, message] of REFUSED) {
    it(`refuses ${what}, naming option, value and limit`, () => {
      expect(check).toThrow(OptionError);
      expect(check).toThrow(new Error(message));
    });
  }

  it('accepts what is right', () => {
    expect(checkDuration('delay', Infinity)).toBe(Infinity);
    expect(checkPositiveDuration('timeout', 0.5)).toBe(0.5);
    expect(checkInteger('seed', 9, 0, 9)).toBe(9);
    expect(checkNumber('rssi', -127, -127, 20)).toBe(-127);
    expect(checkOneOf('secrets', 'keep', ['redact', 'keep'])).toBe('keep');
    expect(checkBoolean('trusted', false)).toBe(false);
    expect(() => checkNames({ timeout: undefined }, ['timeout'])).not.toThrow();
  });

  it('fails with an error of this library that a guard knows', () => {
    const error = new OptionError('timeout', -1, 'a positive number');
    expect(error).toBeInstanceOf(MgmtError);
    expect(error).toMatchObject({ code: 'InvalidOption', option: 'timeout', value: -1, expected: 'a positive number' });
    expect(isOptionError(error) && isMgmtError(error)).toBe(true);
  });
});

describe('similarName', () => {
  const names = ['SetPowered', 'SetPrivacy', 'ReadControllerInformation'];
  it.each([
    ['SetPower', 'SetPowered'],
    ['setpowered', 'SetPowered'],
    ['ReadControlerInformation', 'ReadControllerInformation'],
    ['Foo', undefined],
    ['', undefined],
  ])('%s: %s', (name, similar) => expect(similarName(name, names)).toBe(similar));
});
