// Prints what sensors around say (BTHome and Ruuvi, by their public formats) whenever it changes, until it is stopped:
// npm run example -- sensor [INDEX] [--simulated]
import { filter, map, switchMap } from 'rxjs';
import { distinctPayload, scan } from 'rx-btmgmt';
import type { DeviceOptions } from 'rx-btmgmt/simulator';
import { readingsOf } from './sensor/readings.js';
import { controllerIndex, runExample } from './shared/run-example.js';
import { switchedOn } from './shared/switch-on.js';

/** With `--simulated`: a sensor of BTHome and one of Ruuvi, as their documents show them. */
const devices: DeviceOptions[] = [
  { address: 'A4:C1:38:00:00:10', advertising: { data: '0201060a16d2fc4002c40903bf13' } },
  {
    address: 'CB:B8:33:4C:88:4F',
    addressType: 'LERandom',
    advertising: { data: '0201061bff99040512fc5394c37c0004fffc040cac364200cdcbb8334c884f' },
  },
];

runExample(
  (mgmt, [which]) =>
    switchedOn(mgmt, controllerIndex(which)).pipe(
      switchMap((adapter) => scan(adapter).pipe(distinctPayload())),
      map((sighting) => ({ ...sighting, readings: readingsOf(sighting) })),
      filter(({ readings }) => readings !== undefined),
      map(({ address, readings = {} }) =>
        [address, ...Object.entries(readings).map((each) => each.join(' '))].join('  '),
      ),
    ),
  devices,
);
