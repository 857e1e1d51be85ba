import { Subscription } from 'rxjs';
import type { RawData } from 'ws';
import { encodeEvent } from '../../../protocol/encode.js';
import { HEADER_SIZE, headerIn } from '../../../protocol/header.js';
import type { MgmtEvent } from '../../../protocol/tables.js';
import { labelOf } from '../../../protocol/command-label.js';
import type { Claim } from '../../claims.js';
import { TransportError } from '../../errors.js';
import { scheduleAfter } from '../../schedule-after.js';
import { BridgeCloseCode } from '../wire.js';
import type { Neighbour } from '../wire.js';
import type { BridgeClient, BridgeEvent } from './client.js';
import { Leftovers } from './leftovers.js';
import type { ServeSettings } from './options.js';
import type { Line } from './outbox.node.js';
import { Outbox } from './outbox.node.js';
import { Pace } from './pace.js';
import { Policy } from './policy.js';
import { closeSoon } from './close-soon.node.js';

type Status = MgmtEvent<'CommandStatus'>['status'];

/** How long the kernel is waited for, for a reply that no client waits for any more, in milliseconds: as long as `Mgmt` waits. */
const LATEST_ANSWER = 10_000;

/** Command Complete and Command Status. */
const isAnswer = (frame: Uint8Array): boolean => frame[1] === 0 && (frame[0] === 1 || frame[0] === 2);

/** A client's own socket, and who sees to what it may leave. */
export interface KernelSide extends Claim {
  /** Undoes it when the kernel takes that. */
  readonly undoLater: (frame: Uint8Array) => void;
  /** It has begun what this undoes: who had begun the same before has nothing left of it. */
  readonly began: (undo: Uint8Array, by: ClientSession) => void;
  /** Whether another client is about to begin the same, and sees to it. */
  readonly handOver: (undo: Uint8Array, by: ClientSession) => boolean;
}

/** One client, from when it was let in: frames both ways between its WebSocket and a transport of its own. */
export class ClientSession {
  readonly #work = new Subscription();
  readonly #policy: Policy;
  readonly #outbox: Outbox;
  readonly #pace: Pace;
  readonly #leftovers = new Leftovers((undo) => this.kernel.began(undo, this));
  #isAnswering = true;
  #isOver = false;

  constructor(
    readonly client: BridgeClient,
    private readonly line: Line,
    private readonly kernel: KernelSide,
    private readonly settings: ServeSettings,
    private readonly log: (event: BridgeEvent) => void,
  ) {
    const { allow, secrets, limits, scheduler } = settings;
    this.#policy = new Policy(allow, secrets, client);
    this.#outbox = new Outbox(line, limits.buffer, (dropped) => log({ event: 'dropped', client, dropped }));
    this.#pace = new Pace(limits.commandsPerSecond, scheduler);
  }

  /** Lets the frames go. */
  start(version: number): void {
    const { transport } = this.kernel;
    this.line.socket.on('message', (data, isBinary) => this.#received(data, isBinary));
    this.line.socket.on('pong', () => (this.#isAnswering = true));
    this.#outbox.tell({ type: 'welcome', version, interval: this.settings.pingInterval, ...this.#neighbour() });
    if (transport.drops$ !== undefined) {
      this.#work.add(transport.drops$.subscribe(({ dropped }) => this.#outbox.lost(dropped)));
    }
    this.#work.add(
      transport.frames$.subscribe({
        next: (frame) => this.#deliver(frame),
        error: (error: unknown) => this.#kernelEnded(BridgeCloseCode.KernelFailed, kernelFailure(error)),
        complete: () => this.#kernelEnded(BridgeCloseCode.KernelEnded, 'the transport of the kernel has ended'),
      }),
    );
  }

  /** Asks whether the client is still there; closes it if it has not answered the last time. */
  ping(): void {
    if (!this.#isAnswering) return this.line.socket.terminate();
    this.#isAnswering = false;
    this.#outbox.ping();
    this.#outbox.tell({ type: 'alive', ...this.#neighbour() });
  }

  close(code: number, reason: string): void {
    closeSoon(this.line.socket, code, reason, this.settings.scheduler);
    this.end();
  }

  /** Another client has begun the same as this one: it belongs to that one. */
  disown(undo: Uint8Array): void {
    this.#leftovers.forget(undo);
  }

  /** Whether it is about to begin what that undoes; then it is this client's. */
  adopt(undo: Uint8Array): boolean {
    return !this.#isOver && this.#leftovers.adopt(undo);
  }

  /** The client has gone: the kernel must not go on with what only it wanted, nor with what begins only now. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#afterEnd();
    if (this.#work.closed) return;
    this.#work.add(scheduleAfter(this.settings.scheduler, () => this.#leave(), LATEST_ANSWER));
  }

  #kernelEnded(code: number, reason: string): void {
    this.close(code, reason);
    this.#leave();
  }

  /** Closes its socket on the kernel. */
  #leave(): void {
    if (this.#work.closed) return;
    this.#work.unsubscribe();
    this.kernel.release();
  }

  #undo(frame: Uint8Array): void {
    this.#leftovers.undoing(frame);
    try {
      this.kernel.transport.send(frame);
    } catch (error) {
      this.#leftovers.refused(frame);
      // Anything else would not help later either.
      if (error instanceof TransportError && error.code === 'ENETDOWN') this.kernel.undoLater(frame);
    }
  }

  #neighbour(): { readonly bluetoothd?: Neighbour } {
    const state = this.kernel.transport.bluetoothd?.().state;
    return state === undefined ? {} : { bluetoothd: state };
  }

  #deliver(frame: Uint8Array): void {
    this.#leftovers.received(frame);
    if (this.#isOver) return this.#afterEnd();
    const revealed = this.#policy.reveal(frame);
    if (revealed === undefined) return;
    if (!isAnswer(frame)) this.#outbox.event(revealed);
    else this.#answer(revealed);
  }

  #afterEnd(): void {
    for (const undo of this.#leftovers.left()) if (!this.kernel.handOver(undo, this)) this.#undo(undo);
    for (const undo of this.#leftovers.refusedNow()) this.kernel.undoLater(undo);
    if (this.#leftovers.isEmpty) this.#leave();
  }

  #answer(frame: Uint8Array): void {
    if (!this.#outbox.answer(frame)) this.close(BridgeCloseCode.TooSlow, 'the answers to commands were not read');
  }

  #received(data: RawData, isBinary: boolean): void {
    if (this.#isOver) return;
    const frame = isBinary && data instanceof Uint8Array ? Uint8Array.from(data) : undefined;
    if (frame === undefined || frame.length < HEADER_SIZE || headerIn(frame).length !== frame.length - HEADER_SIZE) {
      return this.close(BridgeCloseCode.Malformed, 'a message that is no frame of the management protocol');
    }
    switch (this.#pace.take()) {
      case 'enough':
        return this.close(BridgeCloseCode.TooManyCommands, 'too many commands');
      case 'busy':
        return this.#refuse(frame, 'Busy');
      case 'go':
        return this.#forward(frame);
    }
  }

  #forward(frame: Uint8Array): void {
    const { status, error } = this.#policy.judge(frame);
    if (status !== undefined) return this.#refuse(frame, status, error);
    this.#leftovers.sent(frame);
    const failure = this.#trySend(frame);
    if (failure === undefined) return;
    this.#leftovers.refused(frame);
    this.#answerTo(frame, failure);
  }

  /** Undefined if it was sent; otherwise what a kernel would have said. */
  #trySend(frame: Uint8Array): Status | undefined {
    try {
      this.kernel.transport.send(frame);
      return undefined;
    } catch (error) {
      const code = error instanceof TransportError ? error.code : '';
      if (code === 'EPERM' || code === 'EACCES') return 'PermissionDenied';
      return code === 'ENOMEM' || code === 'ENOBUFS' ? 'NoResources' : 'Failed';
    }
  }

  #refuse(frame: Uint8Array, status: (BridgeEvent & { readonly event: 'denied' })['status'], error?: unknown): void {
    const { code, index } = headerIn(frame);
    const command = labelOf(code);
    const why = error === undefined ? {} : { error };
    this.log({ event: 'denied', client: this.client, command, index, status, ...why });
    this.#answerTo(frame, status);
  }

  #answerTo(frame: Uint8Array, status: Status): void {
    const { code, index } = headerIn(frame);
    this.#answer(encodeEvent({ event: 'CommandStatus', index, commandOpcode: code, status }));
  }
}

/** As `failedThere` of a client reads it. */
function kernelFailure(error: unknown): string {
  if (!(error instanceof TransportError)) return String(error);
  return `${error.code} ${error.syscall} ${error.errno} ${error.message}`;
}
