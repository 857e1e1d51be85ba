import { firstValueFrom, timer } from 'rxjs';
import type { TransportBench, TransportPeer, TransportUnderTest } from './bench.js';
import { compareFrames } from './compare-frames.js';
import { FrameMaker, isRefusal, refusalOf } from './frames.js';
import type { ListenerHooks } from './listener.js';
import { Listener } from './listener.js';
import { Violation, counted, showError } from './violation.js';
import type { Transport } from '../../transport/transport.js';

/** The peer of a bench that has one. */
export function peerOf({ otherEnd }: TransportBench): TransportPeer | undefined {
  return typeof otherEnd === 'object' && 'deliver' in otherEnd ? otherEnd : undefined;
}

/** The frames of a bench that plays a recording. */
export function recordingOf({ otherEnd }: TransportBench): readonly Uint8Array[] | undefined {
  return typeof otherEnd === 'object' && 'plays' in otherEnd ? otherEnd.plays : undefined;
}

/** Lets the event loop turn: what has no cause outside of this process has happened then. */
export const turn = (): Promise<unknown> => firstValueFrom(timer(0));

/** Where one scenario plays: a transport, with all that can be done to it. */
export class Stage {
  readonly transport: Transport;
  readonly peer: TransportPeer | undefined;
  readonly #make = new FrameMaker();
  readonly #listeners: Listener[] = [];
  /** Frames that the bench has not delivered yet. It may take for ever: the stage does not wait for it. */
  #delivering: Promise<unknown> | undefined;
  #benchFailure: { readonly error: unknown } | undefined;

  constructor(
    readonly bench: TransportBench,
    readonly subject: TransportUnderTest,
  ) {
    this.transport = subject.transport;
    this.peer = peerOf(bench);
  }

  /** Subscribes. On a kernel other things happen, too, which are left out. */
  listen(hooks?: ListenerHooks, transport = this.transport): Listener {
    const isWanted = this.bench.otherEnd === 'kernel' ? isRefusal : () => true;
    const listener = new Listener(transport, isWanted, hooks);
    this.#listeners.push(listener);
    return listener;
  }

  /** Subscribes, and waits until it is open for certain. */
  async open(hooks: ListenerHooks = {}): Promise<Listener> {
    const listener = this.listen();
    await this.expectFrames(listener, this.bring(1));
    listener.restart(hooks);
    return listener;
  }

  /** A command that no kernel knows; each is different. */
  command(size?: number): Uint8Array {
    return this.#make.command(size);
  }

  /** Lets frames come, and says which. Those of a recording come by themselves. */
  bring(count: number, size?: number, transport = this.transport): readonly Uint8Array[] {
    const recording = recordingOf(this.bench);
    if (recording !== undefined) return recording;
    const { peer } = this;
    if (peer === undefined) {
      const commands = Array.from({ length: count }, () => this.#make.command(size));
      for (const command of commands) transport.send(command);
      return commands.map(refusalOf);
    }
    const frames = Array.from({ length: count }, () => this.#make.event(size));
    for (const frame of frames) this.#deliver(peer, frame);
    return frames;
  }

  /** Lets frames come one by one to a transport that may be closed by one of them: no other can come then. */
  bringWhileOpen(count: number): void {
    try {
      for (let i = 0; i < count; i++) this.bring(1);
    } catch {
      // What it was closed by has come.
    }
  }

  /** All that the other end has received, if that can be seen. */
  async received(): Promise<readonly Uint8Array[]> {
    return [...((await this.peer?.received(this.subject)) ?? [])];
  }

  /** At once if the bench does it at once: some faults show only within a call. */
  #deliver(peer: TransportPeer, frame: Uint8Array): void {
    // A copy: what is compared with must not change, whatever the bench does with it.
    const deliver = () => peer.deliver(this.subject, frame.slice());
    const delivering = this.#delivering === undefined ? deliver() : this.#delivering.then(deliver);
    // Whatever else comes back, such as what postMessage returns in Node, is not meant. A promise may be of another realm.
    if (typeof delivering?.then !== 'function') return;
    const done = delivering.then(
      () => {
        if (this.#delivering === done) this.#delivering = undefined;
      },
      (error: unknown) => (this.#benchFailure ??= { error }),
    );
    this.#delivering = done;
  }

  /** Waits until a condition holds. */
  async until(condition: () => boolean | Promise<boolean>, expected: string, actual: () => string): Promise<void> {
    const { timeout = 2000 } = this.bench;
    const deadline = Date.now() + timeout;
    while (!(await condition())) {
      if (this.#benchFailure !== undefined) throw this.#benchFailure.error;
      if (Date.now() < deadline) await turn();
      else {
        // A process that stood still has not looked in time: what was due has had its turn after this.
        for (let turns = 0; turns < 3; turns++) await turn();
        if (await condition()) return;
        throw new Violation(expected, `${actual()} within ${timeout} ms`);
      }
    }
  }

  /** Waits until a listener has got these frames, whole and in order, and nothing else. */
  async expectFrames(listener: Listener, frames: readonly Uint8Array[], who = 'the subscriber'): Promise<void> {
    const expected = `${who} gets ${counted(frames.length, 'frame')}`;
    const came = () => listener.frames.length;
    await this.until(
      () => came() >= frames.length || listener.hasEnded,
      expected,
      () => `${came()} came`,
    );
    const [error] = listener.errors;
    if (error !== undefined) throw new Violation(expected, `after ${came()} it failed with ${showError(error)}`);
    await turn();
    compareFrames(who, listener.frames, frames);
  }

  /** Waits until the bench sees so many connections. */
  async expectHeld(count: number, when: string): Promise<void> {
    const { held } = this.bench;
    if (held === undefined) return;
    let seen = NaN;
    await this.until(
      async () => (seen = await held(this.subject)) === count,
      `${when} it holds ${counted(count, 'connection')}`,
      () => `it held ${seen}`,
    );
  }

  /** All that was subscribed to is left. */
  end(): void {
    for (const listener of this.#listeners) listener.leave();
  }
}
