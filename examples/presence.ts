// Switches a controller on, and says who comes and who goes, until it is stopped:
// npm run example -- presence [INDEX] [ADDRESS...] [--simulated]
import { map, switchMap } from 'rxjs';
import { PresenceDetector } from './presence/presence-detector.js';
import { controllerIndex, runExample } from './shared/run-example.js';

runExample((mgmt, [which, ...addresses]) => {
  const index = controllerIndex(which);
  const detector = new PresenceDetector(mgmt, index, addresses.length > 0 ? { addresses } : {});
  return mgmt.command$('SetLowEnergy', index, true).pipe(
    switchMap(() => mgmt.command$('SetPowered', index, true)),
    switchMap(() => detector.changes$),
    map(({ kind, address }) => `${address} ${kind}`),
  );
});
