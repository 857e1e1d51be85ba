// Advertises with a command of bytes, as one that this library does not know would be sent, and ends; it stays on:
// npm run example -- advertise-raw [INDEX] [--simulated]
import { map, switchMap } from 'rxjs';
import { controllerIndex, runExample } from './shared/run-example.js';
import { switchedOn } from './shared/switch-on.js';

const ADD_ADVERTISING = 0x003e;
const data = [0x06, 0xff, 0xff, 0xff, 0x01, 0x02, 0x03];
// Instance 1, flag General Discoverable, duration and timeout as usual, the lengths of data and scan response.
const parameters = Uint8Array.of(1, 2, 0, 0, 0, 0, 0, 0, 0, data.length, 0, ...data);

runExample((mgmt, [which]) => {
  const index = controllerIndex(which);
  return switchedOn(mgmt, index).pipe(
    switchMap(() => mgmt.raw$(ADD_ADVERTISING, index, parameters)),
    map(([instance]) => `on, as number ${instance}`),
  );
});
