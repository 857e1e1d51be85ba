import { EMPTY, defer, fromEvent, ignoreElements, interval, lastValueFrom, merge, takeUntil, tap, timer } from 'rxjs';
import { discover } from 'rx-btmgmt';
import { describe } from './describe.mjs';
import { quitKeys } from './keys.mjs';
import { findRadio } from './radio.mjs';
import { Screen } from './screen.mjs';
import { table } from './table.mjs';
import { wrapped } from './text.mjs';

/** How often the table is drawn, in milliseconds. */
const REDRAW = 200;

/** Discovers and shows it; gives the exit code. @param {{ simulated: boolean, milliseconds: number }} options */
export async function showDiscovery({ simulated, milliseconds }) {
  const { mgmt, index, what, putBack } = await findRadio({ simulated });
  /** @type {Map<string, import('./table.mjs').Seen>} */
  const devices = new Map();
  const screen = new Screen(process.stdout);
  /** What stands above and below the table. On no terminal the first has been said already, and nobody can quit with a key. */
  const head = () => (screen.isTerminal ? [...wrapped(what, screen.width), ''] : []);
  const foot = process.stdin.isTTY ? 'q quits' : 'Ctrl-C quits';
  /** @param {readonly string[]} below */
  const draw = (below = ['', foot]) => {
    const { width, height } = screen;
    const above = head();
    const room = Math.max(2, height - above.length - below.length);
    screen.draw([...above, ...table(devices.values(), { now: Date.now(), width, height: room }), ...below]);
  };

  const begin$ = defer(() => {
    if (screen.isTerminal) draw();
    else console.log(`${what}\n`);
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
  const quit$ = merge(quitKeys(process.stdin), fromEvent(process, 'SIGINT'), fromEvent(process, 'SIGTERM'));
  // Who quits is listened to before anything is said.
  const shown$ = merge(begin$, found$, interval(REDRAW).pipe(tap(() => draw()))).pipe(
    takeUntil(merge(timer(milliseconds), quit$)),
  );
  try {
    await lastValueFrom(shown$.pipe(ignoreElements()), { defaultValue: undefined });
  } finally {
    draw([]);
    screen.close();
    await putBack();
  }
  const sum = `${devices.size} addresses.`;
  console.log(`\n${screen.isTerminal ? sum : `${sum} ${what}`}`);
  return devices.size > 0 ? 0 : 1;
}
