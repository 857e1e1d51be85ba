import type { Observable } from 'rxjs';
import { Subject, defer, finalize } from 'rxjs';
import { TransportError } from './errors.js';
import type { Transport } from './transport.js';

class End implements Transport {
  readonly #frames = new Subject<Uint8Array>();
  #peer: End | undefined;
  #subscribers = 0;
  /** What is sent from within a frame waits until all subscribers have that. */
  readonly #arrived: Uint8Array[] = [];
  #isDelivering = false;

  readonly frames$: Observable<Uint8Array> = defer(() => {
    this.#subscribers++;
    return this.#frames.pipe(finalize(() => this.#left()));
  });

  link(peer: End): void {
    this.#peer = peer;
  }

  send(frame: Uint8Array): void {
    if (this.#subscribers === 0) {
      throw new TransportError('CLOSED', 'send', 0, 'Nothing can be sent without a subscriber to frames$');
    }
    const peer = this.#peer;
    if (!peer || peer.#subscribers === 0) {
      throw new TransportError('ENOTCONN', 'send', 107, 'The other end of the memory transport has no subscriber');
    }
    // Not slice(), which is no copy of a Buffer.
    peer.#receive(new Uint8Array(frame));
  }

  #receive(frame: Uint8Array): void {
    if (this.#isDelivering) {
      this.#arrived.push(frame);
      return;
    }
    this.#isDelivering = true;
    try {
      for (let next: Uint8Array | undefined = frame; next; next = this.#arrived.shift()) this.#frames.next(next);
    } finally {
      this.#isDelivering = false;
    }
  }

  #left(): void {
    this.#subscribers--;
    // It is closed: whoever opens it again gets what comes then.
    if (this.#subscribers === 0) this.#arrived.length = 0;
  }
}

/**
 * Two linked ends in one process: what one sends, the other receives, at once and as a copy; what is sent from within a
 * frame, after that frame. For tests, and for kernels that are made of code.
 *
 * `send` throws a {@link TransportError}: `CLOSED` if its own end has no subscriber, `ENOTCONN` if the remote end has none.
 */
export function memoryTransport(): readonly [Transport, Transport] {
  const ends = [new End(), new End()] as const;
  ends[0].link(ends[1]);
  ends[1].link(ends[0]);
  return ends;
}
