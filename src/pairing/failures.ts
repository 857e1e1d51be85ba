import { StatusError, TimeoutError, isStatusError, isTimeoutError } from '../mgmt/errors.js';
import type { Peer } from '../controllers/controller-state.js';
import type { AnyQuestion } from './agent.js';
import type { IOCapabilityName } from './pairing-requests.js';

/** What happened until it failed. */
export interface Course {
  readonly peer: Peer;
  readonly ioCapability: IOCapabilityName;
  isConnected: boolean;
  /** What was asked last. */
  question: AnyQuestion | undefined;
}

const NOT_REACHED =
  'The device was not reached: it is off, out of range, connected to another host, or does not want to be connected now ' +
  '(many have to be brought into a pairing mode).';

const REFUSED_HERE = 'It was refused here.';

function notAuthenticated({ question, ioCapability }: Course): string {
  if (question?.given === 'rejected') return REFUSED_HERE;
  if (question !== undefined && question.given === undefined && question.kind !== 'display') {
    return `The question (${question.kind}) was not answered here: subscribe to pairingRequests(), or give a policy.`;
  }
  if (question?.kind === 'pin') return 'The PIN was wrong, or the device refused.';
  if (question?.kind === 'passkey' || question?.kind === 'display') {
    return 'The passkey was wrong, or the device refused, or it was not typed in time.';
  }
  if (ioCapability === 'NoInputNoOutput') {
    return (
      'The device refused, or it pairs with a passkey only: give a policy such as fixedPasskey(), or subscribe to ' +
      'pairingRequests(), and see ioCapability.'
    );
  }
  return 'The device, or the person who holds it, refused.';
}

function adviceOn(status: StatusError['status'], course: Course): string | undefined {
  const { address, addressType } = course.peer;
  switch (status) {
    case 'AlreadyPaired':
      return (
        `There is a pairing with ${address} already, and its keys are loaded: it need only be connected. To pair anew, ` +
        `first command$('UnpairDevice', '${address}', '${String(addressType)}', true).`
      );
    case 'AuthenticationFailed':
      return notAuthenticated(course);
    case 'ConnectFailed':
      return NOT_REACHED;
    case 'Busy':
      return `A pairing with ${address} is going on already, of this or another program.`;
    case 'Cancelled':
      return 'It was cancelled, by CancelPairDevice of this program or another one.';
    case 'Failed':
    case 'Disconnected':
    case 'Timeout':
      if (course.question?.given === 'rejected') return REFUSED_HERE;
      if (!course.isConnected) return NOT_REACHED;
      return course.question === undefined || course.question.given === 'accepted'
        ? 'The connection was lost: the device went away, refused, or did not go on for half a minute.'
        : `The connection was lost while the question (${course.question.kind}) waited: whoever is asked has half a minute.`;
    default:
      return undefined;
  }
}

/** The same error, with what is known of this pairing. */
export function explained(error: unknown, course: Course): unknown {
  if (isTimeoutError(error) && error.command === 'PairDevice') {
    const why = course.isConnected ? 'The device is connected, but does not go on.' : NOT_REACHED;
    return new TimeoutError(error, error.timeout, `${why} The pairing was cancelled.`);
  }
  if (!isStatusError(error) || error.command !== 'PairDevice' || error.source === 'library') return error;
  const advice = adviceOn(error.status, course);
  if (advice === undefined) return error;
  return new StatusError(error, error.status, { returnParameters: error.returnParameters, advice });
}
