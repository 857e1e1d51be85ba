// Advertises data until it is stopped, and says what becomes of it: npm run example -- advertise [INDEX] [--simulated]
import { map, switchMap } from 'rxjs';
import { advertise } from 'rx-btmgmt';
import { controllerIndex, runExample } from './shared/run-example.js';
import { switchedOn } from './shared/switch-on.js';

runExample((mgmt, [which]) =>
  switchedOn(mgmt, controllerIndex(which)).pipe(
    switchMap((adapter) => advertise(adapter, { name: 'Shed', manufacturerData: { company: 0xffff, data: '0102' } })),
    map((now) => (now.state === 'On' ? `on, by ${now.command}` : `paused: ${now.reason}`)),
  ),
);
