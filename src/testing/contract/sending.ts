import { compareFrames } from './compare-frames.js';
import { LARGEST_COMMAND, refusalOf } from './frames.js';
import type { Listener } from './listener.js';
import { promises } from './promises.js';
import { assertClosed, assertTransportError, thrownBySend } from './refusals.js';
import type { Scenario } from './scenario.js';
import { hasPeer, isLive } from './scenario.js';
import type { Stage } from './stage.js';
import { turn } from './stage.js';
import { Violation, showError } from './violation.js';

/** Waits until these frames, and no others, have come to the other end. A kernel shows it by its answers. */
async function expectSent(stage: Stage, listener: Listener, frames: readonly Uint8Array[]): Promise<void> {
  if (stage.peer === undefined) return stage.expectFrames(listener, frames.map(refusalOf), 'who sends commands');
  let received: readonly Uint8Array[] = [];
  await stage.until(
    async () => (received = await stage.received()).length >= frames.length,
    `the other end receives ${frames.length} frames`,
    () => `it received ${received.length}`,
  );
  await turn();
  compareFrames('the other end', await stage.received(), frames);
}

export const sending: readonly Scenario[] = [
  {
    name: 'refuses to send before it is subscribed to',
    promise: promises.closed,
    play: async (stage) => {
      assertClosed(stage.transport, stage.command(), 'before the first subscriber');
      await turn();
      const received = await stage.received();
      if (received.length > 0)
        throw new Violation('nothing is sent before the first subscriber', 'the other end has received a frame');
    },
  },
  {
    name: 'refuses to send after the last subscriber has left',
    promise: promises.closed,
    play: async (stage) => {
      const listener = stage.listen();
      await stage.expectFrames(listener, stage.bring(1));
      listener.leave();
      assertClosed(stage.transport, stage.command(), 'after the last subscriber has left');
    },
  },
  {
    name: 'sends each frame by itself, whole and in order',
    promise: promises.oneFrame,
    needs: isLive,
    play: async (stage) => {
      const listener = await stage.open();
      const before = await stage.received();
      const commands = Array.from({ length: 20 }, () => stage.command());
      for (const command of commands) stage.transport.send(command.slice());
      await expectSent(stage, listener, [...before, ...commands]);
    },
  },
  {
    name: 'sends what is sent before it has opened',
    promise: promises.whileOpening,
    needs: isLive,
    play: async (stage) => {
      const listener = stage.listen();
      const commands = [stage.command(), stage.command()];
      for (const command of commands) {
        const error = thrownBySend(stage.transport, command.slice());
        if (error === undefined) continue;
        assertTransportError(error, 'send() as soon as frames$ is subscribed to throws nothing but');
        throw new Violation('send() takes a frame as soon as frames$ is subscribed to', `it threw ${showError(error)}`);
      }
      await expectSent(stage, listener, commands);
    },
  },
  {
    name: 'sends what the array shows of its memory',
    promise: promises.oneFrame,
    needs: isLive,
    play: async (stage) => {
      const listener = await stage.open();
      const command = stage.command();
      const around = new Uint8Array(command.length + 8).fill(0xee);
      around.set(command, 4);
      stage.transport.send(around.subarray(4, 4 + command.length));
      await expectSent(stage, listener, [command]);
    },
  },
  {
    name: 'has its own copy when send has returned',
    promise: promises.callers,
    needs: isLive,
    play: async (stage) => {
      const listener = await stage.open();
      const command = stage.command();
      const given = command.slice();
      stage.transport.send(given);
      given.fill(0xee);
      await expectSent(stage, listener, [command]);
    },
  },
  {
    name: 'leaves the bytes that it sends as they are',
    promise: promises.callers,
    needs: isLive,
    play: async (stage) => {
      const listener = await stage.open();
      const command = stage.command();
      const given = command.slice();
      stage.transport.send(given);
      await turn();
      compareFrames('after send() the caller', [given], [command]);
      listener.leave();
    },
  },
  {
    name: 'sends the longest frame',
    promise: promises.oneFrame,
    needs: hasPeer,
    play: async (stage) => {
      const listener = await stage.open();
      const command = stage.command(LARGEST_COMMAND);
      stage.transport.send(command.slice());
      await expectSent(stage, listener, [command]);
    },
  },
  {
    name: 'goes on after what is no frame',
    promise: promises.refuses,
    needs: isLive,
    play: async (stage) => {
      const listener = await stage.open();
      const error = thrownBySend(stage.transport, Uint8Array.of(1, 2, 3));
      if (error !== undefined) assertTransportError(error, 'send() of three bytes throws nothing but');
      await stage.expectFrames(listener, stage.bring(2), 'who sent three bytes, which are no frame,');
    },
  },
];
