// Prints the first device that is found, and ends: npm run example -- device-found [INDEX]
import { concat, ignoreElements, take } from 'rxjs';
import { Mgmt, discover } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';

const index = Number(process.argv[2] ?? 0);
const mgmt = new Mgmt(hciSocket());
const powered$ = mgmt.command$('SetPowered', index, true).pipe(ignoreElements());

concat(powered$, discover(mgmt, index).pipe(take(1))).subscribe({
  next: ({ address }) => console.log('New device found', address),
  error: (error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
});
