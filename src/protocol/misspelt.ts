import { CodecError, show } from './errors.js';
import { didYouMean } from './suggestion.js';

/** The error for a value that must be one of some names, or something else: `or` says what, such as `' or a number'`. */
export function noneOf(value: unknown, known: readonly string[], or = ''): CodecError {
  const reason = `${show(value)} is not one of ${known.join(', ')}${or}${didYouMean(value, known)}`;
  return new CodecError('InvalidValue', reason, { value });
}

/** The error for a property of a name that none has. */
export function noSuch(what: 'parameter' | 'flag', name: string, known: readonly string[]): CodecError {
  const others = known.length > 0 ? `there are ${known.join(', ')}` : 'there are none';
  return new CodecError('InvalidValue', `there is no such ${what}; ${others}${didYouMean(name, known)}`);
}

/** The error for the name of a message that does not exist. */
export function noMessage(what: 'command' | 'event', name: unknown, known: Iterable<string>): CodecError {
  const reason = `there is no ${what} ${show(name)}${didYouMean(name, known)}`;
  return new CodecError('InvalidValue', reason, { path: what === 'command' ? 'name' : 'event', value: name });
}
