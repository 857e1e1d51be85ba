import type { CommandNamed, PartialReturn, SentCommand } from './partial.js';
import type { Status } from '../protocol/enums/status.js';
import type { CommandName } from '../protocol/tables.js';

/** One reply, some time after the command. */
export interface ReplyAnswer<N extends CommandName = CommandName> {
  /** Default: `'Success'`. */
  readonly status?: Status | number;
  /** What is left out is taken from the command's own parameters, else zero, off or empty. */
  readonly returnParameters?: PartialReturn<N>;
  /**
   * In milliseconds of virtual time. Default: 0, which is the same frame, but never before `send` has returned: a socket
   * does not answer at once either.
   */
  readonly delay?: number;
}

/** The frame can't be sent: `send` throws this. */
export interface FailedSend {
  readonly throws: Error;
}

/**
 * How a command is answered. Text is a diagram that starts when the command is sent, with the values of the kernel's own
 * diagram: for a reply with events around it.
 */
export type Answer<N extends CommandName = CommandName> = ReplyAnswer<N> | FailedSend | string;

/** An answer, or what decides on it. `nth` counts the commands of this name that came before. No answer is silence. */
export type AnswerEntry<N extends CommandName> =
  Answer<N> | ((command: CommandNamed<N>, nth: number) => Answer<N> | undefined);

/** What is answered by itself: a table by command, or one function for all. What has no answer is met by silence. */
export type Answers =
  { readonly [N in CommandName]?: AnswerEntry<N> } | ((command: SentCommand, nth: number) => Answer | undefined);

/** The answer to a command, if there is one. */
export function answerTo(answers: Answers, command: SentCommand, nth: number): Answer | undefined {
  if (typeof answers === 'function') return answers(command, nth);
  if (!Object.hasOwn(answers, command.command)) return undefined;
  // The compiler can't know that a command and the entry under its name belong together.
  const entry = answers[command.command as CommandName] as AnswerEntry<never> | undefined;
  return typeof entry === 'function' ? entry(command as never, nth) : entry;
}
