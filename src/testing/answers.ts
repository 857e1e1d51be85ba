import { isObject } from '../protocol/errors.js';
import type { OptionChecks } from '../protocol/options.js';
import { checkDuration, checkNames, checkOptions } from '../protocol/options.js';
import { OptionError } from '../protocol/option-error.js';
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

export const isFailedSend = (answer: Answer): answer is FailedSend => typeof answer !== 'string' && 'throws' in answer;

/** The answer to a command, if there is one. What a function gives is checked here. */
export function answerTo(answers: Answers, command: SentCommand, nth: number): Answer | undefined {
  if (typeof answers === 'function') return checked('answers', answers(command, nth));
  if (!Object.hasOwn(answers, command.command)) return undefined;
  // The compiler can't know that a command and the entry under its name belong together.
  const entry = answers[command.command as CommandName] as AnswerEntry<never> | undefined;
  if (typeof entry !== 'function') return entry;
  return checked(`answers.${command.command}`, entry(command as never, nth));
}

function checked(where: string, answer: Answer | undefined): Answer | undefined {
  if (answer !== undefined) checkAnswer(`${where}()`, answer);
  return answer;
}

const REPLY: OptionChecks<ReplyAnswer> = {
  // Both are what the codec says they are.
  status: () => undefined,
  returnParameters: () => undefined,
  delay: checkDuration,
};

function checkFailure(option: string, failure: FailedSend): void {
  checkNames(failure, ['throws'], option);
  // Undefined, too: it would be thrown.
  if (!isObject(failure.throws))
    throw new OptionError(`${option}.throws`, failure.throws, 'an error, for send() to throw');
}

/** Whether it is an answer at all. @throws OptionError */
export function checkAnswer(option: string, answer: Answer): void {
  if (typeof answer === 'string') return;
  if (!isObject(answer)) {
    throw new OptionError(
      option,
      answer,
      'an answer: an object with a status, a diagram, or a function that gives one',
    );
  }
  if (isFailedSend(answer)) checkFailure(option, answer);
  else checkOptions(answer, REPLY, option);
}
