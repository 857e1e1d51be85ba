// Switches a controller on, prints the first device that is found, and ends:
// npm run example -- device-found [INDEX] [--simulated]
import { map, switchMap, take } from 'rxjs';
import { discover } from 'rx-btmgmt';
import { controllerIndex, runExample } from './shared/run-example.js';

runExample((mgmt, [which]) => {
  const index = controllerIndex(which);
  return mgmt.command$('SetLowEnergy', index, true).pipe(
    switchMap(() => mgmt.command$('SetPowered', index, true)),
    switchMap(() => discover(mgmt, index)),
    take(1),
    map(({ address }) => `New device found ${address}`),
  );
});
