import { OPCODES } from '../protocol/codes.generated.js';
import type { TestScheduler } from 'rxjs/testing';
import type { AnswerEntry, Answers } from './answers.js';
import { checkAnswer, isFailedSend } from './answers.js';
import { defaultIndex } from './fill.js';
import type { KernelOptions, TransportSource } from './run-helpers.js';
import type { Script } from './steps.js';
import { replyStep } from './steps.js';
import { refuseDeferred } from './virtual-time.js';
import { CLIENT_CHECKS } from '../mgmt/options.js';
import { isObject } from '../protocol/errors.js';
import { OptionError } from '../protocol/option-error.js';
import type { OptionChecks } from '../protocol/options.js';
import { checkList, checkOptions } from '../protocol/options.js';
import { didYouMean } from '../protocol/suggestion.js';
import type { CommandName } from '../protocol/tables.js';
import { isCommandName } from '../protocol/tables.js';
import type { Transport } from '../transport/transport.js';

const KERNEL_OPTIONS: OptionChecks<KernelOptions> = {
  ...CLIENT_CHECKS,
  // Looked into by checkAnswers, when it is known what its diagrams may say.
  answers: () => undefined,
  error: () => undefined,
  openErrors: (option, errors) => checkList(option, errors, checkOpenError),
};

function checkOpenError(option: string, error: Error | undefined): void {
  if (error === undefined || isObject(error)) return;
  throw new OptionError(option, error, 'an error, or undefined if this opening succeeds');
}

/** @throws OptionError */
export function checkKernelOptions(options: KernelOptions): KernelOptions {
  return checkOptions(options, KERNEL_OPTIONS);
}

/**
 * Answers are wrong when they are given, not when the command is sent.
 *
 * @param read reads a diagram, and throws if it can't
 * @throws OptionError, CodecError for values that no kernel can send
 */
export function checkAnswers(answers: Answers, read: (diagram: string) => Script): void {
  if (typeof answers === 'function') return;
  if (!isObject(answers) || Array.isArray(answers)) {
    throw new OptionError('answers', answers, 'a table by command, or a function');
  }
  // Which command it is for says the name only.
  const entries = answers as Readonly<Record<string, AnswerEntry<never> | undefined>>;
  for (const [name, entry] of Object.entries(entries)) checkEntry(name, entry, read);
}

function checkEntry(name: string, entry: AnswerEntry<never> | undefined, read: (diagram: string) => Script): void {
  const option = `answers.${name}`;
  if (!isCommandName(name)) {
    throw new OptionError(option, entry, `for a command that there is${didYouMean(name, Object.keys(OPCODES))}`);
  }
  if (entry === undefined || typeof entry === 'function') return;
  checkAnswer(option, entry);
  if (typeof entry === 'string') read(entry);
  else if (!isFailedSend(entry)) checkReply(name, entry);
}

function checkReply(
  name: CommandName,
  entry: Exclude<AnswerEntry<never>, string | ((...args: never) => unknown)>,
): void {
  const { status = 'Success', returnParameters } = entry as { status?: number; returnParameters?: object };
  replyStep({ replyTo: name, index: defaultIndex(name), status, returnParameters });
}

/** @throws OptionError */
export function checkComparison(assertEqual: TestScheduler['assertDeepEqual']): TestScheduler['assertDeepEqual'] {
  if (typeof assertEqual !== 'function') {
    throw new OptionError('assertEqual', assertEqual, 'a function that throws if two values differ');
  }
  return (actual, expected) => {
    const verdict: unknown = assertEqual(actual, expected);
    refuseDeferred('The comparison', verdict);
    // RxJS looks at errors only, but takes functions that return a verdict.
    if (verdict === false) throw new Error('The comparison that was given says that they are not equal');
  };
}

/** @throws OptionError */
export function sourceOf(source: Transport | TransportSource): Transport {
  if (isObject(source)) {
    if ('frames$' in source) return source;
    if ('transport' in source && typeof source.transport === 'function') return source.transport();
  }
  throw new OptionError('source', source, 'a transport, or an object with a method transport(), such as a simulator');
}
