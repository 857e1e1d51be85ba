import type { Observable } from 'rxjs';
import type { Bluetoothd } from '../bluetoothd.js';
import type { Drops, Transport } from '../transport.js';

/** The kernel's management channel. */
export interface HciSocket extends Transport {
  /**
   * Emits after the kernel dropped frames, because they came faster than they were read; after the frames that were
   * read in that turn. What was learned from events may be out of date then: read it again. Replies that did not fit
   * count too. `total` counts from the opening, with option `fd` from the making of that socket. Silent on kernels older
   * than 4.12, which can't be asked. Never completes.
   */
  readonly drops$: Observable<Drops>;

  /** Whether the socket is open. What can't be opened says so after `subscribe` has returned. */
  readonly isOpen: boolean;

  /** Delivers what has come already. In one turn of the event loop not more than `maxFramesPerTurn`. */
  poll(): void;

  /** Whether bluetoothd runs, as {@link findBluetoothd}. */
  bluetoothd(): Bluetoothd;

  /** One more socket, see {@link Transport.another}; not with option `fd`. */
  another?(): HciSocket;
}
