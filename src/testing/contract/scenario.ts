import type { TransportBench } from './bench.js';
import type { TransportPromise } from './promises.js';
import type { Stage } from './stage.js';
import { peerOf, recordingOf } from './stage.js';

/** One thing that a transport promises, tried out. */
export interface Scenario {
  /** What the transport does. */
  readonly name: string;
  /** Which promise that is, if one of the transport. */
  readonly promise?: TransportPromise;
  /** Whether a bench has what it takes. Default: every bench. */
  readonly needs?: (bench: TransportBench) => boolean;
  /** It plays on a transport that can't be opened. */
  readonly isUnopenable?: boolean;
  /** Rejects with a Violation. */
  readonly play: (stage: Stage) => Promise<void>;
}

/** All that must be so. */
export const all =
  (...needs: readonly ((bench: TransportBench) => boolean)[]) =>
  (bench: TransportBench): boolean =>
    needs.every((need) => need(bench));

/** Frames come when they are asked for, and commands go out. */
export const isLive = (bench: TransportBench): boolean => recordingOf(bench) === undefined;
export const hasPeer = (bench: TransportBench): boolean => peerOf(bench) !== undefined;
export const isCounted = (bench: TransportBench): boolean => bench.held !== undefined;
export const canBreak = (bench: TransportBench): boolean => bench.breakOff !== undefined;
export const canFinish = (bench: TransportBench): boolean => bench.finish !== undefined;
export const has =
  (member: NonNullable<TransportBench['has']>[number]) =>
  (bench: TransportBench): boolean =>
    bench.has?.includes(member) ?? false;
