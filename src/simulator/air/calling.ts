import type { HciError } from '../ground/hci-error.js';
import type { Accepted, CallToConnect, Station } from './station.js';

/** The station that it is for accepts it, or refuses with an error; undefined: none has heard it. */
export function call(stations: Iterable<Station>, request: CallToConnect): Accepted | HciError | undefined {
  for (const station of stations) {
    const answer = station.answer(request);
    if (answer !== undefined) return answer;
  }
  return undefined;
}
