import { TransportError } from '../errors.js';
import type { Drops } from '../transport.js';
import type { DropCounter } from './drop-counter.js';
import { EAGAIN, EINTR, errnoError } from './errno.js';
import type { FrameReader } from './frame-reader.js';
import { LossWatch } from './loss-watch.js';

export interface Consumer {
  readonly frame: (bytes: Uint8Array) => void;
  /** After the frames of a turn. */
  readonly drops: (drops: Drops) => void;
  /** Nothing more can be read. The intake is to be ended. */
  readonly failed: (error: TransportError) => void;
}

/** What comes out of one socket: reads several frames at once, and delivers them one by one. */
export interface Intake {
  /** Delivers what was read from the socket earlier, soon. */
  readonly begin: (unread: readonly Uint8Array[]) => void;
  /** Reads and delivers in a new turn of the event loop. */
  readonly newTurn: () => void;
  /**
   * Reads and delivers, as far as this turn still may. Called from within a delivery it does nothing: what comes meanwhile
   * is delivered after what is there.
   */
  readonly drain: () => void;
  /** Delivers nothing more, and touches the descriptor no more. Returns what was read and not delivered. */
  readonly end: () => readonly Uint8Array[];
}

const NONE: readonly Uint8Array[] = [];

export function createIntake(
  fd: number,
  readFrames: FrameReader,
  maxFramesPerTurn: number,
  counter: DropCounter,
  consumer: Consumer,
): Intake {
  const losses = new LossWatch(counter);
  let ended = false;
  let isDelivering = false;
  /** How many frames may still be delivered until timers and other input had their turn. */
  let left = maxFramesPerTurn;
  /** What was read last, and how many of them were delivered. */
  let frames = NONE;
  let delivered = 0;

  const drain = () => {
    if (isDelivering) return;
    isDelivering = true;
    try {
      readAndDeliver();
    } finally {
      isDelivering = false;
      // More was read than this turn may deliver, or a consumer has thrown: it is not the only one.
      if (delivered < frames.length) setImmediate(newTurn);
    }
  };

  const readAndDeliver = () => {
    let errno = 0;
    while (!ended && left > 0) {
      if (delivered < frames.length) deliver(frames[delivered++]!);
      else if (errno === 0) errno = read();
      else break;
    }
    if (ended) return;
    const drops = losses.check(fd, errno === EAGAIN);
    if (drops !== undefined) consumer.drops(drops);
  };

  /** Poll is level-triggered: what is left in the socket is reported again after timers and other input had their turn. */
  const newTurn = () => {
    left = maxFramesPerTurn;
    drain();
  };

  /** Returns the reason not to read again in this turn, or 0. */
  const read = (): number => {
    const reading = readFrames(fd, left);
    ({ frames } = reading);
    delivered = 0;
    for (const { length } of frames) losses.read(length);
    switch (reading.errno) {
      case EINTR:
        return 0;
      case 0:
      case EAGAIN:
        return reading.errno;
      default:
        consumer.failed(errnoError('recv', reading.errno));
        return reading.errno;
    }
  };

  const deliver = (frame: Uint8Array) => {
    left--;
    if (frame.length > 0) consumer.frame(frame);
    else consumer.failed(hangup());
  };

  return {
    begin: (unread) => {
      frames = unread;
      if (unread.length > 0) setImmediate(newTurn);
    },
    newTurn,
    drain,
    end: () => {
      ended = true;
      const unread = frames.slice(delivered).filter(({ length }) => length > 0);
      frames = NONE;
      return unread;
    },
  };
}

/** The kernel's end never hangs up: it is a socket that was passed as `fd` and is no management socket, or a test's. */
function hangup(): TransportError {
  return new TransportError('HANGUP', 'recv', 0, 'The other end has closed the socket. Subscribe again.');
}
