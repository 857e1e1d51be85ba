import { OPCODES } from '../protocol/codes.generated.js';
import { TestScheduler } from 'rxjs/testing';
import { completeEvent, completeReply, defaultIndex } from './fill.js';
import type { KernelValue, PartialDrops, PartialReply } from './partial.js';
import type { BytesInput } from '../protocol/bytes.js';
import { toBytes } from '../protocol/bytes.js';
import type { Status } from '../protocol/enums/status.js';
import { commandNamed } from '../protocol/command-named.js';
import { encodeEvent, encodeReply } from '../protocol/encode.js';
import { isObject } from '../protocol/errors.js';
import { plainIndex } from '../protocol/header.js';
import { OptionError } from '../protocol/option-error.js';
import type { OptionChecks } from '../protocol/options.js';
import { checkInteger, checkNames, checkOptions } from '../protocol/options.js';
import type { CommandName } from '../protocol/tables.js';

/** What a kernel in a test can do. */
export interface KernelEnd {
  emit(frame: Uint8Array): void;
  lose(dropped: number, total?: number): void;
  fail(error: unknown): void;
  complete(): void;
  /** The parameters of the last command with this opcode for this controller. */
  lastParams(opcode: number, index: number | null): object | undefined;
}

/** What one marble does. */
export type Step = (kernel: KernelEnd) => void;

/** Bytes as they are, or as hexadecimal text. */
export const isBytes = (value: unknown): value is BytesInput =>
  typeof value === 'string' || value instanceof Uint8Array;

/** What a marble can stand for. */
const VALUES = 'an event ({ event }), an answer ({ replyTo }), a loss ({ dropped }), or a frame as bytes';
const REPLY = ['replyTo', 'index', 'status', 'returnParameters'];

/** The frame that answers a command: failures that carry nothing as Command Status, everything else as Command Complete. */
export function replyFrame(
  { opcode: commandOpcode, index, status }: { opcode: number; index: number | null; status: Status | number },
  returned: BytesInput | undefined,
): Uint8Array {
  if (returned === undefined && status !== 'Success' && status !== 0) {
    return encodeEvent({ event: 'CommandStatus', index, commandOpcode, status });
  }
  return encodeEvent({ event: 'CommandComplete', index, commandOpcode, status, returnParameters: returned ?? '' });
}

/** An answer to a command that has a name. */
export interface NamedReply {
  readonly replyTo: CommandName;
  readonly index: number | null;
  readonly status: Status | number;
  readonly returnParameters: object | BytesInput | undefined;
}

function namedReplyFrame({ replyTo: name, index, status, returnParameters }: NamedReply, params?: object): Uint8Array {
  const isFailure = status !== 'Success' && status !== 0;
  if (isBytes(returnParameters) || (isFailure && returnParameters === undefined)) {
    return replyFrame({ opcode: OPCODES[name], index, status }, returnParameters);
  }
  return encodeReply(name, index, completeReply(name, returnParameters ?? {}, params), status);
}

/** The step that answers. The values are checked now, but the parameters of the command are known only when it was sent. */
export function replyStep(reply: NamedReply): Step {
  namedReplyFrame(reply);
  const { opcode } = commandNamed(reply.replyTo);
  return (kernel) => kernel.emit(namedReplyFrame(reply, kernel.lastParams(opcode, reply.index)));
}

function stepOfReply({ replyTo, index, status = 'Success', returnParameters }: PartialReply): Step {
  const controller = index === undefined ? defaultIndex(replyTo) : plainIndex(index);
  return replyStep({ replyTo, index: controller, status, returnParameters });
}

const LOSS: OptionChecks<PartialDrops> = {
  dropped: (option, count) => checkInteger(option, count, 1, Number.MAX_SAFE_INTEGER),
  total: (option, count) => checkInteger(option, count, 1, Number.MAX_SAFE_INTEGER),
};

/**
 * The step that a value stands for.
 *
 * @throws CodecError for a value that no kernel could send, OptionError for one that is none
 */
function stepOf(path: string, value: KernelValue): Step {
  if (isBytes(value)) {
    const frame = toBytes(value);
    return (kernel) => kernel.emit(frame);
  }
  if (!isObject(value)) throw new OptionError(path, value, VALUES);
  if ('dropped' in value) {
    const { dropped, total } = checkOptions(value, LOSS, path);
    return (kernel) => kernel.lose(dropped, total);
  }
  if ('replyTo' in value) {
    checkNames(value, REPLY, path);
    return stepOfReply(value);
  }
  if (!('event' in value)) throw new OptionError(path, value, VALUES);
  const { frame } = completeEvent(value);
  return (kernel) => kernel.emit(frame);
}

/** Stand for # and | in a diagram: a kernel goes on after them, while a diagram of RxJS would end. */
const FAILS = '\u{e000}';
const ENDS = '\u{e001}';

/** A diagram that RxJS can run, and what its marbles do. */
export interface Script {
  readonly marbles: string;
  readonly steps: Readonly<Record<string, Step>>;
}

/** Reads diagrams that share their values, which are checked here and now. */
export function scripts(values: Readonly<Record<string, KernelValue>>, error: unknown): (marbles: string) => Script {
  const steps: Record<string, Step> = {
    [FAILS]: (kernel) => kernel.fail(error),
    [ENDS]: (kernel) => kernel.complete(),
  };
  if (!isObject(values)) throw new OptionError('values', values, 'an object of values by marble');
  for (const [marble, value] of Object.entries(values)) steps[marble] = stepOf(`values.${marble}`, value);
  return (diagram) => {
    checkDiagram(diagram);
    const marbles = diagram.replaceAll('#', FAILS).replaceAll('|', ENDS);
    checkMarbles(marbles, steps);
    return { marbles, steps };
  };
}

/** Throws if something is given as a diagram that is none. */
export function checkDiagram(marbles: string): void {
  if (typeof marbles !== 'string') throw new OptionError('marbles', marbles, 'a diagram, as text');
}

/** The marbles of a diagram with their frames, in run mode. */
export function parse(marbles: string): { readonly frame: number; readonly marble: string | undefined }[] {
  return TestScheduler.parseMarbles(marbles, undefined, undefined, false, true).map(({ frame, notification }) => ({
    frame,
    marble: notification.kind === 'N' ? String(notification.value) : undefined,
  }));
}

/** A letter without a value is a mistake: RxJS would emit `undefined`. */
export function checkMarbles(marbles: string, values: object): void {
  checkDiagram(marbles);
  if (!isObject(values)) throw new OptionError('values', values, 'an object of values by marble');
  for (const { marble } of parse(marbles)) {
    if (marble !== undefined && !Object.hasOwn(values, marble)) {
      throw new TypeError(`The marble '${marble}' has no value: there are ${known(values)}`);
    }
  }
}

const known = (values: object): string =>
  Object.keys(values)
    .filter((marble) => marble !== FAILS && marble !== ENDS)
    .join(', ') || 'none';
