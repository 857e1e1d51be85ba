import type { World } from '../air/world.js';
import type { Sockets } from '../sockets/sockets.js';
import type { Controller } from './controller.js';

/** What the kernel has besides one controller: commands that concern no controller, or all, are about this. */
export interface Machine {
  readonly world: World;
  readonly sockets: Sockets;
  /** By index, in the order in which the kernel lists them. */
  readonly controllers: ReadonlyMap<number, Controller>;
  /** Whether programs may open sockets for isochronous channels (an experimental feature). */
  hasIsoSocket: boolean;
}
