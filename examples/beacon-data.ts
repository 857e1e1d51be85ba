// Prints the temperature that a thermometer sends (Environmental Sensing), and ends; gives up after forty seconds:
// npm run example -- beacon-data [INDEX] [ADDRESS] [--simulated]
import { filter, map, switchMap, take, timeout } from 'rxjs';
import { ofService, scan } from 'rx-btmgmt';
import { controllerIndex, runExample } from './shared/run-example.js';
import { switchedOn } from './shared/switch-on.js';

runExample((mgmt, [which, wanted = 'A4:C1:38:00:00:04']) =>
  switchedOn(mgmt, controllerIndex(which)).pipe(
    switchMap((adapter) => scan(adapter).pipe(ofService('181a'))),
    filter(({ address }) => address === wanted),
    take(1),
    timeout(40_000),
    map(
      ({ serviceData: [first] }) =>
        `${first ? new DataView(first.data.buffer, first.data.byteOffset).getInt16(0, true) / 100 : '?'} °C`,
    ),
  ),
);
