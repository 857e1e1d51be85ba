import { OptionError } from './option-error.js';
import { didYouMean } from './suggestion.js';
import type { MgmtEvent, MgmtNotificationName } from './tables.js';
import { eventNames } from './tables.js';

const REPLIES: ReadonlySet<string> = new Set(['CommandComplete', 'CommandStatus']);
const names: ReadonlySet<string> = new Set([...eventNames.values(), 'Unknown', 'Malformed']);
const notifications: ReadonlySet<string> = new Set([...names].filter((name) => !REPLIES.has(name)));

function wrong(name: unknown, expected: string, known: Iterable<string>): OptionError {
  return new OptionError('name', name, `${expected}${didYouMean(name, known)}`);
}

/** Throws an {@link OptionError} for what is not the name of an event: nothing would ever come. */
export function checkEventName(name: MgmtEvent['event']): void {
  if (!names.has(name)) throw wrong(name, 'the name of an event', names);
}

/** The same for the names of replies, too. */
export function checkNotificationName(name: MgmtNotificationName): void {
  if (notifications.has(name)) return;
  if (REPLIES.has(name)) throw wrong(name, 'among the events: commands emit their replies themselves', []);
  throw wrong(name, 'the name of an event', notifications);
}
