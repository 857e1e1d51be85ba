import { EVENT_CODES, OPCODES } from '../../../protocol/codes.generated.js';
import type { OptionChecks } from '../../../protocol/options.js';
import { checkIndex, checkInteger, checkList, checkOptions } from '../../../protocol/options.js';
import { OptionError } from '../../../protocol/option-error.js';
import { didYouMean } from '../../../protocol/suggestion.js';
import type { Transport } from '../../../transport/transport.js';
import type { CommandFilter, EventFilter, ProgramFilter, TimesFilter } from '../fault.js';
import type { InterceptionFilter } from '../simulator-interception.js';

/** One name that there is, or several. @throws OptionError */
export function checkKnown(option: string, names: string | readonly string[], known: object, what: string): void {
  if (typeof names === 'string') checkName(option, names, known, what);
  else checkList(option, names, (path, name) => checkName(path, name, known, what));
}

/** A name that there is. @throws OptionError */
export function checkName(option: string, name: string, known: object, what: string): void {
  if (typeof name === 'string' && Object.hasOwn(known, name)) return;
  throw new OptionError(option, name, `${what}${didYouMean(name, Object.keys(known))}`);
}

const times = (option: string, count: number): number =>
  count === Infinity ? count : checkInteger(option, count, 1, Number.MAX_SAFE_INTEGER);

/** The checks of filters: what something strikes. All give a copy, which nobody else changes, and throw `OptionError`. */
export class FilterChecks {
  readonly #program: OptionChecks<ProgramFilter>;
  readonly #limited: OptionChecks<ProgramFilter & TimesFilter>;
  readonly #indexed: OptionChecks<InterceptionFilter>;
  readonly #command: OptionChecks<CommandFilter>;
  readonly #event: OptionChecks<EventFilter>;

  /** @param isKnown whether a transport is one of this simulator */
  constructor(isKnown: (transport: Transport) => boolean) {
    const transport = (option: string, value: Transport): void => {
      if (isKnown(value)) return;
      throw new OptionError(option, value, 'a transport that transport() of this simulator has returned');
    };
    this.#program = { transport };
    this.#limited = { transport, times };
    const index = checkIndex;
    const command = (option: string, names: string | readonly string[]): void =>
      checkKnown(option, names, OPCODES, 'the name of a command');
    const event = (option: string, names: string | readonly string[]): void =>
      checkKnown(option, names, EVENT_CODES, 'the name of an event');
    this.#indexed = { transport, times, index };
    this.#command = { ...this.#indexed, command };
    this.#event = { ...this.#indexed, event };
  }

  program(filter: ProgramFilter): ProgramFilter {
    return { ...checkOptions(filter, this.#program) };
  }

  limited(filter: ProgramFilter & TimesFilter): ProgramFilter & TimesFilter {
    return { ...checkOptions(filter, this.#limited) };
  }

  indexed(filter: InterceptionFilter): InterceptionFilter {
    return { ...checkOptions(filter, this.#indexed) };
  }

  command(filter: CommandFilter): CommandFilter {
    const { command, ...others } = checkOptions(filter, this.#command);
    return command === undefined ? others : { ...others, command: [command].flat() };
  }

  event(filter: EventFilter): EventFilter {
    const { event, ...others } = checkOptions(filter, this.#event);
    return event === undefined ? others : { ...others, event: [event].flat() };
  }
}
