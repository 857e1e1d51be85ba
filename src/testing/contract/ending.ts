import type { TransportBench } from './bench.js';
import type { Listener } from './listener.js';
import type { TransportPromise } from './promises.js';
import { promises } from './promises.js';
import { assertClosed, assertTransportError } from './refusals.js';
import type { Scenario } from './scenario.js';
import { canBreak, canFinish } from './scenario.js';
import type { Stage } from './stage.js';
import { recordingOf, turn } from './stage.js';
import { Violation } from './violation.js';

const isRecording = (bench: TransportBench): boolean => recordingOf(bench) !== undefined;

/** Two ways in which a connection ends, and what is the same about them. */
interface End {
  readonly when: string;
  readonly needs: NonNullable<Scenario['needs']>;
  readonly bringAbout: (stage: Stage) => unknown;
  readonly told: TransportPromise;
  /** Throws a Violation if a listener was told something else. */
  readonly check: (listener: Listener) => void;
}

const BREAK: End = {
  when: 'the connection breaks',
  needs: canBreak,
  bringAbout: (stage) => stage.bench.breakOff?.(stage.subject),
  told: promises.errors,
  check: ({ errors, isCompleted }) => {
    if (isCompleted) throw new Violation('frames$ errors when the connection breaks', 'it completed');
    assertTransportError(errors[0], 'when the connection breaks frames$ errors with');
  },
};

const FINISH: End = {
  when: 'the other end finishes',
  needs: (bench) => canFinish(bench) || isRecording(bench),
  bringAbout: (stage) => stage.bench.finish?.(stage.subject),
  told: promises.completes,
  check: ({ errors, isCompleted }) => {
    if (!isCompleted)
      throw new Violation('frames$ completes when the other end finishes', `it failed with ${String(errors[0])}`);
  },
};

/** Subscribes twice, and waits for the end. A recording ends by itself. */
async function toTheEnd(stage: Stage, { when, bringAbout }: End): Promise<readonly Listener[]> {
  const isPlayed = recordingOf(stage.bench) !== undefined;
  const first = isPlayed ? stage.listen() : await stage.open();
  const listeners = [first, stage.listen()];
  await bringAbout(stage);
  await stage.until(
    () => listeners.every(({ hasEnded }) => hasEnded),
    `frames$ ends for both of its subscribers when ${when}`,
    () => `it ended for ${listeners.filter(({ hasEnded }) => hasEnded).length}`,
  );
  return listeners;
}

const scenariosOf = (end: End): readonly Scenario[] => [
  {
    name: `tells all subscribers when ${end.when}`,
    promise: end.told,
    needs: end.needs,
    play: async (stage) => {
      for (const listener of await toTheEnd(stage, end)) end.check(listener);
    },
  },
  {
    name: `is closed when ${end.when}`,
    promise: promises.closedByThen,
    needs: end.needs,
    play: async (stage) => {
      await toTheEnd(stage, end);
      assertClosed(stage.transport, stage.command(), `after ${end.when}`);
      const { isOpen } = stage.transport;
      if (isOpen === true) throw new Violation(`isOpen is false after ${end.when}`, 'it was true');
      await stage.expectHeld(0, `after ${end.when}`);
    },
  },
];

export const ending: readonly Scenario[] = [
  ...scenariosOf(BREAK),
  {
    name: 'can be subscribed to again from within its error',
    promise: promises.again,
    needs: canBreak,
    play: async (stage) => {
      let again: Listener | undefined;
      await stage.open({ error: () => (again = stage.listen()) });
      await BREAK.bringAbout(stage);
      await stage.until(
        () => again !== undefined,
        'frames$ errors when the connection breaks',
        () => 'it did not',
      );
      await turn();
      if (again === undefined) return;
      await stage.expectFrames(again, stage.bring(2), 'who subscribes again from within the error');
      await stage.expectHeld(1, 'when it is subscribed to again from within its error');
    },
  },
  ...scenariosOf(FINISH),
  {
    name: 'opens again after it has completed',
    promise: promises.again,
    needs: FINISH.needs,
    play: async (stage) => {
      await toTheEnd(stage, FINISH);
      const again = stage.listen();
      await stage.expectFrames(again, stage.bring(2), 'who subscribes after it has completed');
    },
  },
];
