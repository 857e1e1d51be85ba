import type { Answer } from './request.js';
import { adviceOnParameters } from './advice.js';
import { StatusError, isCodecError } from './errors.js';
import { decodeReply } from '../protocol/decode.js';
import { commandSecrets, replySecrets } from '../protocol/secrets.js';
import type { CommandName, Reply, ReplyEvent } from '../protocol/tables.js';
import { commandCodecs, isCommandName } from '../protocol/tables.js';

const NOTHING = new Uint8Array(0);

/** Command Status carries nothing; with the status Success it completes a command that returns nothing. */
const parametersOf = (reply: ReplyEvent): Uint8Array =>
  reply.event === 'CommandComplete' ? reply.returnParameters : NOTHING;

/** Whether what comes back may hold a secret, so that no error may have more of it than its known fields. */
const isSecret = (name: CommandName): boolean => commandSecrets.has(name) || replySecrets.has(name);

/** Some failures carry return parameters, most often the address that was given; others are too short for them. */
function failureParameters<N extends CommandName>(name: N, bytes: Uint8Array): Reply<N> | undefined {
  const { size } = commandCodecs()[name].reply;
  if (size === 0 || bytes.length < size || replySecrets.has(name)) return undefined;
  try {
    return decodeReply(name, isSecret(name) ? bytes.subarray(0, size) : bytes);
  } catch (error) {
    // The status says what happened; that its parameters make no sense must not hide it.
    if (isCodecError(error)) return undefined;
    throw error;
  }
}

/** The error of a command that the kernel has refused. What was sent tells more than the status. */
function refused(
  { request, reply, advice: known }: Answer,
  returnParameters: Readonly<Record<string, unknown>> | undefined,
): StatusError {
  const { status } = reply;
  const advice = known ?? (status === 'InvalidParameters' ? adviceOnParameters(request.frame) : undefined);
  return new StatusError(request, status, { returnParameters, ...(advice === undefined ? {} : { advice }) });
}

/** The return parameters of a command. Throws a `StatusError` if it failed, a `CodecError` if they are too short. */
export function typedReply<N extends CommandName>(name: N, answer: Answer): Reply<N> {
  const { reply } = answer;
  const bytes = parametersOf(reply);
  if (reply.status === 'Success') return decodeReply(name, bytes);
  throw refused(answer, failureParameters(name, bytes));
}

/** The return parameters as bytes. Throws a `StatusError` if the command failed. */
export function rawReply(answer: Answer): Uint8Array {
  const { request, reply } = answer;
  const bytes = parametersOf(reply);
  if (reply.status === 'Success') return bytes;
  const { command } = request;
  const isShown = bytes.length > 0 && !(isCommandName(command) && isSecret(command));
  throw refused(answer, isShown ? { bytes } : undefined);
}
