// Advertises bytes with the command for it until it is stopped: npm run example -- advertise-command [INDEX] [--simulated]
import { NEVER, concat, finalize, map, switchMap } from 'rxjs';
import { controllerIndex, runExample } from './shared/run-example.js';
import { switchedOn } from './shared/switch-on.js';

runExample((mgmt, [which]) => {
  const index = controllerIndex(which);
  const off$ = mgmt.command$('RemoveAdvertising', index, 1);
  const on$ = mgmt.commandWith$('AddAdvertising', index, {
    instance: 1,
    flags: { GeneralDiscoverable: true },
    duration: 0,
    timeout: 0,
    advData: '06ffffff010203',
    scanRsp: '',
  });
  return switchedOn(mgmt, index).pipe(
    switchMap(() => concat(on$, NEVER).pipe(finalize(() => off$.subscribe({ error: () => undefined })))),
    map(({ instance }) => `on, as number ${instance}`),
  );
});
