import { TransportError } from './errors.js';
import type { Transport } from './transport.js';

/** Gives a transport back if it is only kept in case it is needed again; says whether. */
type Yield = () => boolean;

/** The transports that are in use: two clients on one would take each other's replies. */
const claimed = new WeakMap<Transport, Yield>();

/** A transport for one client only, until it is given back. */
export interface Claim {
  readonly transport: Transport;
  readonly release: () => void;
}

/**
 * Takes a transport for one who sends over it, or another one to the same kernel if it is taken.
 *
 * Throws a {@link TransportError} `'IN_USE'` if it is taken and has no other.
 */
export function claim(transport: Transport, giveBack: Yield): Claim {
  const holder = claimed.get(transport);
  const own = holder === undefined ? transport : (transport.another?.() ?? (holder() ? transport : undefined));
  if (own === undefined) throw inUse();
  claimed.set(own, giveBack);
  return { transport: own, release: () => void claimed.delete(own) };
}

function inUse(): TransportError {
  return new TransportError(
    'IN_USE',
    'open',
    0,
    'Another Mgmt has this transport open, and the kernel would answer both over it: each would get answers to commands of ' +
      'the other. Share one Mgmt, or give each a transport of its own. (With hciSocket(), a transport of the simulator and ' +
      'a kernel of marbles this happens by itself; a socket that was given as "fd", or two ends that are linked, can not be doubled.)',
  );
}
