// Lists the devices around with their names and makers, the nearest first, after some seconds:
// npm run example -- devices [INDEX] [SECONDS] [--simulated]
import { last, mergeAll, map, switchMap, takeUntil, timer } from 'rxjs';
import { collectDevices, scan } from 'rx-btmgmt';
import { companyName, serviceName } from 'rx-btmgmt/assigned-numbers';
import { controllerIndex, runExample } from './shared/run-example.js';
import { switchedOn } from './shared/switch-on.js';

runExample((mgmt, [which, seconds = '5']) =>
  switchedOn(mgmt, controllerIndex(which)).pipe(
    switchMap((adapter) => scan(adapter).pipe(takeUntil(timer(Number(seconds) * 1000)))),
    collectDevices({ sortBy: 'rssi', companyName, serviceName }),
    last(),
    mergeAll(),
    map(({ address, rssi, name, companies, serviceNames }) =>
      [address, rssi, name, ...companies, ...serviceNames].filter((known) => known !== undefined).join('  '),
    ),
  ),
);
