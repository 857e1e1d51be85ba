// Asks you what devices that pair want to know, until it is stopped; with an address it pairs with that device, and ends:
// npm run example -- pairing-agent [INDEX] [ADDRESS [BREDR|LEPublic|LERandom]] [--simulated]
import { createInterface } from 'node:readline';
import {
  concat,
  defer,
  finalize,
  fromEvent,
  ignoreElements,
  map,
  merge,
  NEVER,
  of,
  share,
  takeUntil,
  takeWhile,
} from 'rxjs';
import type { Observable } from 'rxjs';
import { controller, keep, pair, pairingRequests } from 'rx-btmgmt';
import type { Peer } from 'rx-btmgmt';
import { news, terminalAgent } from './pairing-agent/terminal-agent.js';
import { controllerIndex, runExample } from './shared/run-example.js';

/** What is typed. */
const lines$ = defer(() => {
  const input = createInterface({ input: process.stdin });
  const typed$ = fromEvent(input, 'line') as Observable<string>;
  return typed$.pipe(
    takeUntil(fromEvent(input, 'close')),
    finalize(() => input.close()),
  );
}).pipe(share({ resetOnComplete: false }));

runExample((mgmt, [which, address, addressType = 'LEPublic']) => {
  const index = controllerIndex(which);
  const adapter = controller(mgmt, index);
  const on$ = keep(adapter, { Powered: true, LowEnergy: true, Bondable: true, Connectable: true });
  const agent$ = terminalAgent(pairingRequests(adapter, { ioCapability: 'KeyboardDisplay' }), lines$);
  const pairing$ =
    address === undefined
      ? concat(of(`hci${index} waits for devices that pair`), NEVER)
      : // What makes no sense, it says itself.
        pair(adapter, { address, addressType } as Peer, { whenOff: 'pause' }).pipe(map(news));
  // Lines that nobody has asked for are read, too, and mean nothing.
  const beside$ = merge(on$, lines$).pipe(ignoreElements());
  return merge(beside$, agent$, concat(pairing$, of(undefined))).pipe(takeWhile((line) => line !== undefined));
});
