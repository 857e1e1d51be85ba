import type { HciError } from '../ground/hci-error.js';
import type { AirLink, LinkEnd, Party } from './air-link.js';
import type { Station } from './station.js';

/** Somebody calls an address. */
export interface CallToConnect {
  /** With the transport over which it comes. */
  readonly link: AirLink;
  /** Who is called. */
  readonly address: string;
  readonly addressType: 'BREDR' | 'LEPublic' | 'LERandom';
  /** Who calls. */
  readonly from: Party;
}

export interface Accepted {
  readonly end: LinkEnd;
  readonly party: Party;
  /** After the call, in milliseconds. Default: at once. */
  readonly delay?: number;
}

/** Whoever it is for accepts it, or refuses with an error; undefined: nobody has heard it. */
export function call(stations: Iterable<Station>, request: CallToConnect): Accepted | HciError | undefined {
  for (const station of stations) {
    const answer = station.answer(request);
    if (answer !== undefined) return answer;
  }
  return undefined;
}
