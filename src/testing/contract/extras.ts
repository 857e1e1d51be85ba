import { membersOf } from './bench.js';
import { promises } from './promises.js';
import { assertClosed } from './refusals.js';
import type { Scenario } from './scenario.js';
import { all, has, hasPeer, isCounted, isLive } from './scenario.js';
import type { Stage } from './stage.js';
import { turn } from './stage.js';
import { Violation } from './violation.js';
import type { Drops, Transport } from '../../transport/transport.js';

/** The losses that a transport tells of. */
function watchDrops(stage: Stage): {
  readonly drops: readonly Drops[];
  readonly ends: readonly string[];
  stop: () => void;
} {
  const drops: Drops[] = [];
  const ends: string[] = [];
  const subscription = stage.transport.drops$?.subscribe({
    next: (lost) => drops.push(lost),
    error: (error: unknown) => ends.push(`it failed with ${String(error)}`),
    complete: () => ends.push('it completed'),
  });
  return { drops, ends, stop: () => subscription?.unsubscribe() };
}

/** One more transport beside that of a stage. */
function anotherOf({ transport }: Stage): Transport {
  const another = transport.another?.();
  if (another === undefined || another === transport) {
    throw new Violation(
      'another() gives one more transport',
      another === undefined ? 'it gave none' : 'it gave itself',
    );
  }
  return another;
}

export const extras: readonly Scenario[] = [
  {
    name: 'has the members that its bench says',
    play: (stage) => {
      const members = membersOf(stage.transport);
      const said = stage.bench.has ?? [];
      const missing = said.filter((member) => !members.includes(member));
      const unsaid = members.filter((member) => !said.includes(member));
      if (missing.length + unsaid.length === 0) return Promise.resolve();
      const expected = `it has what the bench says in "has": ${said.join(', ') || 'none of the members that can be left out'}`;
      const actual =
        missing.length > 0
          ? `it has no ${missing.join(', no ')}`
          : `it has ${unsaid.join(', ')}, which nothing would check`;
      return Promise.reject(new Violation(expected, actual));
    },
  },
  {
    name: 'tells of losses without opening anything',
    promise: promises.dropsOpenNothing,
    needs: all(has('drops$'), isCounted),
    play: async (stage) => {
      const { stop } = watchDrops(stage);
      await turn();
      try {
        await stage.expectHeld(0, 'when only drops$ is subscribed to');
      } finally {
        stop();
      }
    },
  },
  {
    name: 'goes on telling of losses as long as frames may come',
    promise: promises.dropsGoOn,
    needs: all(has('drops$'), isLive),
    play: async (stage) => {
      const { ends, stop } = watchDrops(stage);
      await stage.open();
      await turn();
      stop();
      if (ends.length > 0) throw new Violation('drops$ does not end while frames$ is open', ends.join());
    },
  },
  {
    name: 'tells of every loss',
    promise: promises.drops,
    needs: all(has('drops$'), isLive, (bench) => bench.lose !== undefined),
    play: async (stage) => {
      const { drops, stop } = watchDrops(stage);
      await stage.open();
      let lost = 0;
      for (const count of [1, 3]) {
        await stage.bench.lose?.(stage.subject, count);
        lost += count;
        const told = () => drops.reduce((sum, { dropped }) => sum + dropped, 0);
        await stage.until(
          () => told() >= lost,
          `drops$ tells of ${lost} lost frames`,
          () => `it told of ${told()}`,
        );
        const total = drops.at(-1)?.total;
        if (told() === lost && total === lost) continue;
        throw new Violation(
          `drops$ tells of ${lost} lost frames, one by one and in total`,
          `dropped are ${told()}, total is ${String(total)}`,
        );
      }
      stop();
    },
  },
  {
    name: 'delivers what has come when it is polled',
    promise: promises.poll,
    needs: all(has('poll'), hasPeer),
    play: async (stage) => {
      const listener = await stage.open();
      const frames = stage.bring(1);
      stage.transport.poll?.();
      const { length } = listener.frames;
      if (length !== 1)
        throw new Violation('poll() delivers the frame that has come', `when it returned ${length} were there`);
      await stage.expectFrames(listener, frames);
    },
  },
  {
    name: 'bears to be polled while it is closed',
    promise: promises.pollIdle,
    needs: all(has('poll'), isLive),
    play: async (stage) => {
      const poll = (when: string): void => {
        try {
          stage.transport.poll?.();
        } catch (error) {
          throw new Violation(`poll() does nothing ${when}`, `it threw ${String(error)}`);
        }
      };
      poll('before the first subscriber');
      (await stage.open()).leave();
      poll('after the last subscriber has left');
      await stage.expectHeld(0, 'after it was polled while it was closed');
    },
  },
  {
    name: 'delivers nothing from within a frame when it is polled there',
    promise: promises.pollNested,
    needs: all(has('poll'), isLive),
    play: async (stage) => {
      let nested = 0;
      const listener = await stage.open({
        next: ({ frames: { length } }) => {
          if (length > 1) return;
          stage.transport.poll?.();
          nested = listener.frames.length - length;
        },
      });
      await stage.expectFrames(listener, stage.bring(3));
      if (nested > 0)
        throw new Violation('poll() does nothing while a frame is being delivered', `it delivered ${nested}`);
    },
  },
  {
    name: 'opens nothing when it is asked for another',
    promise: promises.anotherOpensNothing,
    needs: all(has('another'), isCounted),
    play: async (stage) => {
      const another = anotherOf(stage);
      await turn();
      await stage.expectHeld(0, 'when another() was called');
      assertClosed(another, stage.command(), 'of another() before that is subscribed to');
    },
  },
  {
    name: 'gives another that is opened and closed by itself',
    promise: promises.another,
    needs: all(has('another'), isLive),
    play: async (stage) => {
      const another = anotherOf(stage);
      const first = await stage.open();
      const second = stage.listen({}, another);
      await stage.expectHeld(2, 'when another() is open, too,');
      first.leave();
      await stage.expectHeld(1, 'when only another() is open');
      assertClosed(stage.transport, stage.command(), 'when only another() is open');
      if (stage.peer === undefined) {
        await stage.expectFrames(second, stage.bring(2, undefined, another), 'who sends over another()');
        await stage.expectFrames(first, [], 'who does not listen to another()');
      }
      second.leave();
      await stage.expectHeld(0, 'when another() was closed, too,');
    },
  },
  {
    name: 'says whether bluetoothd runs, without being opened, and while it is open',
    promise: promises.bluetoothd,
    needs: has('bluetoothd'),
    play: async (stage) => {
      const ask = () => {
        const said = stage.transport.bluetoothd?.();
        const state: unknown = said?.state;
        if (state === 'running' || state === 'absent' || state === 'unknown') return;
        throw new Violation("bluetoothd() says 'running', 'absent' or 'unknown'", `it said ${String(state)}`);
      };
      ask();
      await stage.open();
      await turn();
      ask();
    },
  },
  {
    name: 'opens nothing that stays open to say whether bluetoothd runs',
    promise: promises.bluetoothdOpensNothing,
    needs: all(has('bluetoothd'), isCounted),
    play: async (stage) => {
      stage.transport.bluetoothd?.();
      await turn();
      await stage.expectHeld(0, 'when only bluetoothd() was called');
    },
  },
];
