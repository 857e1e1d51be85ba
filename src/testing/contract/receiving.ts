import { config, take } from 'rxjs';
import { LARGEST_FRAME } from './frames.js';
import type { Listener } from './listener.js';
import { promises } from './promises.js';
import type { Scenario } from './scenario.js';
import { hasPeer, isCounted, isLive } from './scenario.js';
import { recordingOf, turn } from './stage.js';
import { Violation } from './violation.js';

export const receiving: readonly Scenario[] = [
  {
    name: 'hands out frames whole, each once, in order',
    promise: promises.whole,
    play: async (stage) => {
      const listener = stage.listen();
      // More than are read with one call, and then the odd one.
      await stage.expectFrames(listener, stage.bring(200));
    },
  },
  {
    name: 'hands out the longest frame whole',
    promise: promises.whole,
    needs: hasPeer,
    play: async (stage) => {
      const listener = stage.listen();
      await stage.expectFrames(listener, stage.bring(1, LARGEST_FRAME));
    },
  },
  {
    name: 'gives each frame memory of its own',
    promise: promises.owned,
    play: async (stage) => {
      const listener = stage.listen();
      await stage.expectFrames(listener, stage.bring(2));
      const [first, second] = listener.handedOut;
      const before = Uint8Array.from(second ?? []);
      // Its owner may.
      first?.fill(0xee);
      const played = recordingOf(stage.bench);
      // A recording has others when it is played again.
      if (played === undefined) stage.bring(3);
      else listener.leave();
      const others = played === undefined ? listener : stage.listen();
      const count = played?.length ?? 5;
      await stage.until(
        () => others.frames.length >= count,
        'frames come after an earlier one was written to',
        () => `${others.frames.length} of ${count} came`,
      );
      const isSame = second?.every((byte, i) => byte === before[i]) && first?.every((byte) => byte === 0xee);
      if (!isSame) throw new Violation('frames stay as they were when others come', 'they have changed');
    },
  },
  {
    name: 'hands out arrays whose slice() is a copy',
    promise: promises.noBuffer,
    play: async (stage) => {
      const listener = stage.listen();
      await stage.expectFrames(listener, stage.bring(1));
      const [frame] = listener.handedOut;
      if (!ArrayBuffer.isView(frame)) throw new Violation('a frame is a Uint8Array', `it is ${typeof frame}`);
      if (frame.slice().buffer !== frame.buffer) return;
      throw new Violation('the slice() of a frame is a copy', 'it shares memory, as that of a Buffer does');
    },
  },
  {
    name: 'keeps the order for all when one of them sends from within a frame',
    promise: promises.alike,
    needs: isLive,
    play: async (stage) => {
      let hasCaused = false;
      let caused: readonly Uint8Array[] = [];
      const cause = (): void => {
        if (hasCaused) return;
        hasCaused = true;
        if (stage.peer !== undefined) stage.transport.send(stage.command());
        caused = stage.bring(2);
      };
      const sender = await stage.open({ next: cause });
      const other = stage.listen();
      const frames = stage.bring(1);
      await stage.until(
        () => hasCaused,
        'the subscriber gets a frame',
        () => 'none came',
      );
      await stage.expectFrames(sender, [...frames, ...caused], 'who sends from within a frame');
      await stage.expectFrames(other, [...frames, ...caused], 'who subscribed after one who sends from within a frame');
    },
  },
  {
    name: 'hands out to all who are there while others come and go',
    promise: promises.alike,
    needs: isLive,
    play: async (stage) => {
      let late: Listener | undefined;
      const first = await stage.open({ next: () => (late ??= stage.listen()) });
      const passing = stage.listen({ next: (listener) => listener.leave() });
      const last = stage.listen();
      const frames = stage.bring(3);
      await stage.expectFrames(first, frames, 'who lets another one subscribe from within a frame');
      await stage.expectFrames(last, frames, 'who subscribed after one who leaves from within a frame');
      await stage.expectFrames(passing, frames.slice(0, 1), 'who leaves from within the first frame');
      // Whether it gets the one during which it subscribed is not said.
      const since = late?.frames.length === frames.length ? frames : frames.slice(1);
      if (late !== undefined) await stage.expectFrames(late, since, 'who subscribed from within the first frame');
    },
  },
  {
    name: 'closes when the last subscriber leaves in the middle of many frames',
    promise: promises.lastCloses,
    needs: isCounted,
    play: async (stage) => {
      let hasCome = false;
      const subscription = stage.transport.frames$.pipe(take(1)).subscribe(() => (hasCome = true));
      try {
        stage.bringWhileOpen(10);
        await stage.until(
          () => hasCome,
          'a frame comes',
          () => 'none came',
        );
      } finally {
        subscription.unsubscribe();
      }
      await stage.expectHeld(0, 'after the last subscriber has left within the first of ten frames');
    },
  },
  {
    name: 'goes on when a subscriber throws',
    promise: promises.alike,
    needs: isLive,
    play: async (stage) => {
      const thrown = new Error('of a subscriber that throws on purpose');
      const { onUnhandledError } = config;
      // RxJS hands on what subscribers throw, and ends the process with it otherwise.
      config.onUnhandledError = (error) => {
        if (error === thrown) return;
        if (onUnhandledError === null) throw error;
        onUnhandledError(error);
      };
      try {
        await stage.open({
          next: () => {
            throw thrown;
          },
        });
        const other = stage.listen();
        await stage.expectFrames(other, stage.bring(3), 'who subscribed after one who throws');
      } finally {
        await turn();
        config.onUnhandledError = onUnhandledError;
      }
    },
  },
];
