import { Subject } from 'rxjs';
import { memoryTransport } from 'rx-btmgmt';
import type { Drops, Transport } from 'rx-btmgmt';

/** One program's socket on a kernel that is made by hand. */
export interface HandSocket {
  /** What the program has sent. */
  readonly received: Uint8Array[];
  /** Lets a frame come to the program. */
  send(frame: Uint8Array): void;
  /** Loses frames that were for it. */
  lose(dropped: number): void;
}

/** A kernel that says what it is told to say, to each program by itself. */
export class HandKernel {
  readonly sockets: HandSocket[] = [];

  transport(): Transport {
    const [near, far] = memoryTransport();
    const drops = new Subject<Drops>();
    const received: Uint8Array[] = [];
    far.frames$.subscribe((frame) => received.push(frame));
    this.sockets.push({
      received,
      send: (frame) => far.send(frame),
      lose: (dropped) => drops.next({ dropped, total: dropped }),
    });
    return { frames$: near.frames$, send: (frame) => near.send(frame), drops$: drops, another: () => this.transport() };
  }
}
