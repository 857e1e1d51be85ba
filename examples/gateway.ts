// Lists the devices around an adapter, and says what becomes of it, until it is stopped:
// npm run example -- gateway [ADDRESS | hci0] [--simulated]
import { distinctUntilChanged, map, merge, Subject } from 'rxjs';
import { controller } from 'rx-btmgmt';
import { linuxRecovery } from 'rx-btmgmt/linux';
import { gateway } from './gateway/gateway.js';
import { runExample } from './shared/run-example.js';

runExample((mgmt, [which = 'hci0']) => {
  const reports = new Subject<string>();
  const onReport = ({ report }: { readonly report: string }): void => reports.next(report);
  const devices$ = gateway(controller(mgmt, which), { ...linuxRecovery(), onReport });
  const heard$ = devices$.pipe(
    map((devices) => `hears ${devices.map(({ name, address }) => name ?? address).join(', ') || 'nobody'}`),
    distinctUntilChanged(),
  );
  return merge(reports, heard$).pipe(map((news) => `${which}: ${news}`));
});
