import { promises } from './promises.js';
import { assertTransportError } from './refusals.js';
import type { Scenario } from './scenario.js';
import { all, has, isCounted, isLive } from './scenario.js';
import { turn } from './stage.js';
import { Violation } from './violation.js';

export const opening: readonly Scenario[] = [
  {
    name: 'opens nothing before the first subscriber',
    promise: promises.opens,
    needs: isCounted,
    play: async (stage) => {
      await turn();
      await stage.expectHeld(0, 'before the first subscriber');
    },
  },
  {
    name: 'has one connection for all subscribers, who get the same',
    promise: promises.shared,
    needs: isLive,
    play: async (stage) => {
      const listeners = [stage.listen(), stage.listen()];
      const frames = stage.bring(3);
      for (const listener of listeners) await stage.expectFrames(listener, frames, 'each of two subscribers');
      await stage.expectHeld(1, 'with two subscribers');
    },
  },
  {
    name: 'gives who comes later what comes from then on',
    promise: promises.fromThenOn,
    needs: isLive,
    play: async (stage) => {
      const first = stage.listen();
      await stage.expectFrames(first, stage.bring(2));
      const second = stage.listen();
      await stage.expectFrames(second, stage.bring(1), 'who subscribes after two frames, and before a third');
    },
  },
  {
    name: 'stays open while one subscriber is left',
    promise: promises.lastCloses,
    needs: isLive,
    play: async (stage) => {
      const first = stage.listen();
      const second = stage.listen();
      await stage.expectFrames(first, stage.bring(1));
      first.leave();
      second.restart({});
      await stage.expectFrames(second, stage.bring(1), 'one of two subscribers, after the other has left,');
    },
  },
  {
    name: 'closes when the last subscriber leaves',
    promise: promises.lastCloses,
    needs: all(isCounted, isLive),
    play: async (stage) => {
      const listener = await stage.open();
      listener.leave();
      await stage.expectHeld(0, 'after the last subscriber has left');
    },
  },
  {
    name: 'opens anew each time that it is subscribed to',
    promise: promises.again,
    play: async (stage) => {
      for (const time of ['first', 'second', 'third']) {
        const listener = stage.listen();
        await stage.expectFrames(listener, stage.bring(2), `the subscriber of the ${time} time`);
        listener.leave();
        await turn();
      }
    },
  },
  {
    name: 'can be left before it has opened',
    promise: promises.lastCloses,
    needs: all(isCounted, isLive),
    play: async (stage) => {
      stage.listen().leave();
      await turn();
      // By the time that this one is open, that one would be, too.
      (await stage.open()).leave();
      await stage.expectHeld(0, 'when it was left as soon as it was subscribed to, and opened again and left');
    },
  },
  {
    name: 'can be subscribed to again at once',
    promise: promises.again,
    needs: isLive,
    play: async (stage) => {
      (await stage.open()).leave();
      const again = stage.listen();
      await stage.expectFrames(again, stage.bring(2), 'who subscribes as soon as the last one has left');
      await stage.expectHeld(1, 'when it is subscribed to again at once');
    },
  },
  {
    name: 'says whether it is open',
    promise: promises.isOpen,
    needs: all(has('isOpen'), isLive),
    play: async (stage) => {
      const expectOpen = (expected: boolean, when: string): void => {
        const { isOpen } = stage.transport;
        if (isOpen !== expected) throw new Violation(`isOpen is ${expected} ${when}`, `it was ${String(isOpen)}`);
      };
      expectOpen(false, 'before the first subscriber');
      const listener = await stage.open();
      expectOpen(true, 'when a frame has come');
      listener.leave();
      expectOpen(false, 'after the last subscriber has left');
    },
  },
  {
    name: 'fails with a TransportError if it can not be opened',
    promise: promises.errors,
    isUnopenable: true,
    play: async (stage) => {
      const listener = stage.listen();
      await stage.until(
        () => listener.hasEnded,
        'frames$ errors when it can not be opened',
        () => 'it did not',
      );
      if (listener.isCompleted) throw new Violation('frames$ errors when it can not be opened', 'it completed');
      assertTransportError(listener.errors[0], 'frames$ errors with');
      await stage.expectHeld(0, 'after it could not be opened');
    },
  },
  {
    name: 'says that it can not be opened after subscribe has returned',
    promise: promises.errorsLater,
    isUnopenable: true,
    play: (stage) => {
      const listener = stage.listen();
      if (listener.hasEnded) {
        return Promise.reject(
          new Violation('frames$ errors after subscribe() has returned', 'it did while it was being subscribed to'),
        );
      }
      return Promise.resolve();
    },
  },
];
