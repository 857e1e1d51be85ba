// Is a beacon until it is stopped: an iBeacon with a UUID, or an Eddystone with an address on the web:
// npm run example -- beacon [INDEX] [UUID | URL] [--simulated]
import { map, switchMap } from 'rxjs';
import { advertise } from 'rx-btmgmt';
import { eddystoneFields, iBeaconFields } from 'rx-btmgmt/beacons';
import { controllerIndex, runExample } from './shared/run-example.js';
import { switchedOn } from './shared/switch-on.js';

runExample((mgmt, [which, what = 'f7826da6-4fa2-4e98-8024-bc5b71e0893e']) => {
  const beacon = what.includes('://')
    ? eddystoneFields({ frame: 'URL', txPower: -10, url: what })
    : iBeaconFields({ uuid: what, major: 1, minor: 2, measuredPower: -59 });
  return switchedOn(mgmt, controllerIndex(which)).pipe(
    switchMap((adapter) => advertise(adapter, { beacon }, { interval: 100 })),
    map((now) => (now.state === 'On' ? `on, as number ${now.instance}` : `paused: ${now.reason}`)),
  );
});
