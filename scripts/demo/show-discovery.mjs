import { EMPTY, defer, fromEvent, ignoreElements, interval, lastValueFrom, merge, takeUntil, tap, timer } from 'rxjs';
import { discover } from 'rx-btmgmt';
import { describe } from './describe.mjs';
import { findRadio } from './radio.mjs';
import { Screen } from './screen.mjs';
import { table } from './table.mjs';

/** How often the table is drawn, in milliseconds. */
const REDRAW = 200;

/** Discovers and shows it; gives the exit code. @param {{ simulated: boolean, milliseconds: number }} options */
export async function showDiscovery({ simulated, milliseconds }) {
  const { mgmt, index, what, putBack } = await findRadio({ simulated });
  /** @type {Map<string, import('./table.mjs').Seen>} */
  const devices = new Map();
  const screen = new Screen(process.stdout);
  const draw = () =>
    screen.draw(table(devices.values(), { now: Date.now(), width: screen.width, height: screen.height }));

  const begin$ = defer(() => {
    console.log(`${what}\n`);
    return EMPTY;
  });
  const found$ = discover(mgmt, index, { continuous: true }).pipe(
    tap(({ address, addressType, rssi, eirData }) => {
      const before = devices.get(address);
      const reports = (before?.reports ?? 0) + 1;
      devices.set(address, {
        address,
        addressType,
        rssi,
        what: describe(eirData) ?? before?.what,
        reports,
        at: Date.now(),
      });
    }),
  );
  const interrupted$ = merge(fromEvent(process, 'SIGINT'), fromEvent(process, 'SIGTERM'));
  // Who interrupts is listened to before anything is said.
  const shown$ = merge(begin$, found$, interval(REDRAW).pipe(tap(draw))).pipe(
    takeUntil(merge(timer(milliseconds), interrupted$)),
  );
  try {
    await lastValueFrom(shown$.pipe(ignoreElements()), { defaultValue: undefined });
  } finally {
    draw();
    screen.close();
    await putBack();
  }
  console.log(`\n${devices.size} addresses. ${what}`);
  return devices.size > 0 ? 0 : 1;
}
