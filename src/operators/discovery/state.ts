import type { AddressType } from '../../protocol/enums/address-type.js';
import type { StatusError } from '../../mgmt/errors.js';

/** How it is with the discoveries of one client on one controller. */
export interface DiscoveryState {
  /**
   * - `'idle'`: no program discovers;
   * - `'starting'`: the kernel has not answered yet;
   * - `'discovering'`: a discovery of this client runs;
   * - `'listening'`: a discovery of another program runs, and finds what all subscribers here want;
   * - `'waiting'`: none that does can be started at present; it is tried again and again, and `problem` says why it fails;
   * - `'stopping'`: no program discovers any more, or a wider discovery will start at once.
   */
  readonly phase: 'idle' | 'starting' | 'discovering' | 'listening' | 'waiting' | 'stopping';
  /** What the kernel looks for, as far as is known: ours, or what another program's discovery does. */
  readonly addressTypes?: readonly AddressType[];
  /** While waiting: what a discovery that is not continuous fails with if it stays like this. */
  readonly problem?: StatusError;
}

export const IDLE: DiscoveryState = { phase: 'idle' };

const keyOf = ({ phase, addressTypes, problem }: DiscoveryState): string =>
  [phase, addressTypes?.join(), problem?.message].join('\n');

export const isSameState = (one: DiscoveryState, other: DiscoveryState): boolean => keyOf(one) === keyOf(other);
