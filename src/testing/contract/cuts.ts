import { promises } from './promises.js';
import { assertTransportError, thrownBySend } from './refusals.js';
import type { Scenario } from './scenario.js';
import { all, isLive } from './scenario.js';
import type { Stage } from './stage.js';
import { Violation } from './violation.js';
import type { ConnectionState } from '../../transport/transport.js';

const canCut: NonNullable<Scenario['needs']> = all(isLive, ({ cut }) => cut !== undefined);

/** What is told of the connection until `stop`, and what is to be done when something is. */
function watchStates(stage: Stage, told: (state: ConnectionState) => void = () => undefined) {
  const states: ConnectionState[] = [];
  const subscription = stage.transport.connection$?.subscribe((state) => {
    states.push(state);
    told(state);
  });
  return { states, stop: () => subscription?.unsubscribe() };
}

/** Waits until these states were told of, and no others. */
async function expectStates(
  stage: Stage,
  seen: readonly ConnectionState[],
  expected: readonly string[],
): Promise<void> {
  const told = (): string => seen.map(({ state }) => state).join(', ');
  await stage.until(
    () => told() === expected.join(', '),
    `connection$ tells of ${expected.join(', ')}`,
    () => `it told of ${told() || 'nothing'}`,
  );
}

export const cuts: readonly Scenario[] = [
  {
    name: 'goes on after a cut, and tells of it',
    promise: promises.connection,
    needs: canCut,
    play: async (stage) => {
      const { states, stop } = watchStates(stage);
      const listener = await stage.open();
      await expectStates(stage, states, ['open']);
      await stage.bench.cut?.(stage.subject);
      await expectStates(stage, states, ['open', 'cut', 'open']);
      const [, cut] = states;
      if (cut?.state === 'cut') assertTransportError(cut.error, 'a cut comes with');
      await stage.expectFrames(listener, stage.bring(2), 'who was subscribed before the cut');
      await stage.expectHeld(1, 'after a cut');
      stop();
    },
  },
  {
    name: 'refuses to send while it is cut',
    promise: promises.cut,
    needs: canCut,
    play: async (stage) => {
      const thrown: unknown[] = [];
      const { states, stop } = watchStates(stage, ({ state }) => {
        if (state === 'cut') thrown.push(thrownBySend(stage.transport, stage.command()));
      });
      await stage.open();
      await stage.bench.cut?.(stage.subject);
      await expectStates(stage, states, ['open', 'cut', 'open']);
      stop();
      if (thrown[0] === undefined) throw new Violation('send() throws while the connection is cut', 'it returned');
      assertTransportError(thrown[0], 'while the connection is cut send() throws');
    },
  },
];
