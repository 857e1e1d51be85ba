// Connects to a device when it is heard, disconnects after some seconds, and ends:
// npm run example -- connect [INDEX] [ADDRESS] [SECONDS] [--simulated]
import { concat, finalize, first, map, of, switchMap, timer } from 'rxjs';
import { controllerIndex, runExample } from './shared/run-example.js';
import { switchedOn } from './shared/switch-on.js';

runExample((mgmt, [which, address = 'D0:5F:B8:00:00:03', seconds = '2']) => {
  const index = controllerIndex(which);
  const peer = [address, 'LERandom'] as const;
  const disconnected$ = timer(Number(seconds) * 1000).pipe(
    switchMap(() => mgmt.command$('Disconnect', index, ...peer)),
    map(() => 'Disconnected'),
  );
  return switchedOn(mgmt, index).pipe(
    switchMap(() => mgmt.command$('AddDevice', index, ...peer, 'AutoConnect')),
    switchMap(() => mgmt.event$('DeviceConnected', index)),
    first((connected) => connected.address === address),
    switchMap(() => concat(of('Connected'), disconnected$)),
    // Otherwise the kernel connects again and again.
    finalize(() => mgmt.command$('RemoveDevice', index, ...peer).subscribe({ error: () => undefined })),
  );
});
