import { isObject } from '../../protocol/errors.js';
import { OptionError } from '../../protocol/option-error.js';
import type { OptionChecks } from '../../protocol/options.js';
import { checkFunction, checkList, checkOneOf, checkOptions, checkPositiveDuration } from '../../protocol/options.js';
import type { Transport } from '../../transport/transport.js';

/** A transport, and whatever a bench needs to act at its other end. */
export interface TransportUnderTest {
  readonly transport: Transport;
}

/** Members that a transport need not have. */
const OPTIONAL_MEMBERS = ['drops$', 'isOpen', 'poll', 'another', 'bluetoothd'] as const;
/** The name of such a member: a bench says which it has. */
export type OptionalMember = (typeof OPTIONAL_MEMBERS)[number];

/** The other end, if the bench can act for the kernel. */
export interface TransportPeer<S extends TransportUnderTest = TransportUnderTest> {
  /**
   * Lets one frame come, over the connection that is open or about to be; then it may wait. Frames come in the order of the calls. They are
   * frames of the protocol: an event with an unknown code, with 0 to 65 535 bytes of parameters.
   */
  deliver(subject: S, frame: Uint8Array): void | Promise<void>;
  /** All that has come from the transport since `setUp`, in order. */
  received(subject: S): readonly Uint8Array[] | Promise<readonly Uint8Array[]>;
}

/** What plays by itself when it is opened, whole each time, and then completes. What is sent has no effect. */
export interface TransportRecording {
  /** The frames that come, two at least. */
  readonly plays: readonly Uint8Array[];
}

/**
 * How the contract gets at a transport: how it is made, what is at its other end, what can be done to it there. What is not given is not
 * checked. Every function gets what `setUp` has made.
 */
export interface TransportBench<S extends TransportUnderTest = TransportUnderTest> {
  /** Makes a transport that is not open yet, with its remote end. Called for each scenario. */
  readonly setUp: () => S | Promise<S>;
  /** Puts away what `setUp` made. Called after each scenario, also after one that has failed. */
  readonly tearDown?: (subject: S) => void | Promise<void>;
  /**
   * What is there: a peer through which the bench speaks; `'kernel'`, something that answers commands as Linux does; or a
   * recording.
   */
  readonly otherEnd: TransportPeer<S> | 'kernel' | TransportRecording;
  /** Which members it has that a transport may lack. Default: none. */
  readonly has?: readonly OptionalMember[];
  /**
   * How many connections (sockets, ports ...) it holds, as seen from outside: 0 before it is opened and after it was closed, 1
   * while it is open, 2 with {@link Transport.another}. Without it a leak is not seen.
   */
  readonly held?: (subject: S) => number | Promise<number>;
  /** Breaks the connection that is open. */
  readonly breakOff?: (subject: S) => void | Promise<void>;
  /** Lets the other end finish the connection that is open, so that `frames$` completes. */
  readonly finish?: (subject: S) => void | Promise<void>;
  /** Cuts the connection that is open, and lets it be made again: for a transport that does that, see {@link Transport.connection$}. */
  readonly cut?: (subject: S) => void | Promise<void>;
  /** Loses this many frames on their way to the transport, which is open. */
  readonly lose?: (subject: S, count: number) => void | Promise<void>;
  /** Makes a transport that can't be opened. */
  readonly setUpUnopenable?: () => S | Promise<S>;
  /** How long something may take that must happen, in milliseconds. Default: 2000. */
  readonly timeout?: number;
}

function checkOtherEnd(option: string, value: TransportBench['otherEnd']): void {
  if (value === 'kernel') return;
  if (!isObject(value)) {
    throw new OptionError(option, value, "a peer with deliver() and received(), 'kernel', or { plays: frames }");
  }
  if ('plays' in value) {
    checkOptions(value, { plays: checkPlays }, option, ['plays']);
  } else {
    const checks: OptionChecks<TransportPeer> = { deliver: checkFunction, received: checkFunction };
    checkOptions(value, checks, option, ['deliver', 'received']);
  }
}

function checkPlays(option: string, frames: readonly Uint8Array[]): void {
  checkList(option, frames, (path, frame) => {
    if (!(frame instanceof Uint8Array)) throw new OptionError(path, frame, 'a Uint8Array');
  });
  if (frames.length < 2) throw new OptionError(option, frames, 'two frames at least');
}

const CHECKS: OptionChecks<TransportBench> = {
  setUp: checkFunction,
  tearDown: checkFunction,
  otherEnd: checkOtherEnd,
  has: (option, members) => checkList(option, members, (path, member) => checkOneOf(path, member, OPTIONAL_MEMBERS)),
  held: checkFunction,
  breakOff: checkFunction,
  finish: checkFunction,
  cut: checkFunction,
  lose: checkFunction,
  setUpUnopenable: checkFunction,
  timeout: checkPositiveDuration,
};

/**
 * The same bench with its subjects as what they all are: it gets back only what its own `setUp` has made.
 *
 * @throws OptionError
 */
export function checkBench<S extends TransportUnderTest>(bench: TransportBench<S>): TransportBench {
  return checkOptions(bench as unknown as TransportBench, CHECKS, undefined, ['setUp', 'otherEnd']);
}

/** Those of the optional members that a transport has. */
export const membersOf = (transport: Transport): readonly OptionalMember[] =>
  OPTIONAL_MEMBERS.filter((member) => transport[member] !== undefined);
