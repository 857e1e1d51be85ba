import type { PairingStep } from 'rx-btmgmt';
import { controller, fixedPasskey, pair, pairingRequests } from 'rx-btmgmt';
import { createSimulator } from 'rx-btmgmt/simulator';
import { concat, ignoreElements, map, merge, mergeMap } from 'rxjs';
import { marbles } from '../support/marbles.js';

const PEER = { address: '00:11:22:33:44:55', addressType: 'LEPublic' } as const;
const PASSKEY = 123_456;

const LETTERS = { prepared: 'r', pairing: 'p', connected: 'c', asked: 'a', key: 'k', parameters: 'x', paired: 'P' };
const letter = map(({ step }: PairingStep) => LETTERS[step]);
const values = Object.fromEntries(Object.values(LETTERS).map((one) => [one, one]));

/** A simulated kernel with a controller that is on, and a device that shows a passkey. */
function world({ scheduler, mgmtOn }: Parameters<Parameters<typeof marbles>[0]>[0]) {
  const device = {
    address: PEER.address,
    pairing: { ioCapability: 'DisplayOnly', passkey: PASSKEY },
    advertising: { interval: 100 },
  } as const;
  const tested = mgmtOn(createSimulator({ scheduler, devices: [device] }));
  const ready$ = concat(
    tested.mgmt.command$('SetLowEnergy', 0, true),
    tested.mgmt.command$('SetPowered', 0, true),
  ).pipe(ignoreElements());
  return { ...tested, adapter: controller(tested.mgmt, 0), ready$ };
}

describe('pair, drawn', () => {
  it('says how it goes on, and closes the socket when all is done', () => {
    marbles((helpers) => {
      const { adapter, ready$, subscriptions } = world(helpers);
      const steps$ = pair(adapter, PEER, { policy: fixedPasskey(PASSKEY) }).pipe(letter);
      helpers.expectObservable(concat(ready$, steps$)).toBe('---(rp) 94ms c 4ms a 5ms (kkkP|)', values);
      helpers.expectSubscriptions(subscriptions).toBe('^ 111ms !');
    });
  });

  it('stops at once when it is unsubscribed from, and closes the socket when all is undone', () => {
    marbles((helpers) => {
      const { adapter, ready$, subscriptions } = world(helpers);
      const steps$ = pair(adapter, PEER, { policy: () => undefined }).pipe(letter);
      helpers.expectObservable(concat(ready$, steps$), '^ 999ms !').toBe('---(rp) 94ms c 4ms a', values);
      helpers.expectSubscriptions(subscriptions).toBe('^ 999ms !');
    });
  });

  it('is answered by an agent', () => {
    marbles((helpers) => {
      const { adapter, ready$ } = world(helpers);
      const ended$ = pairingRequests(adapter).pipe(
        mergeMap((request) => {
          if (request.kind === 'passkey') request.accept(PASSKEY);
          return request.ended$.pipe(map(({ end }) => end));
        }),
      );
      const steps$ = pair(adapter, PEER).pipe(ignoreElements());
      helpers.expectObservable(concat(ready$, merge(ended$, steps$)), '^ 999ms !').toBe('106ms a', { a: 'accepted' });
    });
  });
});
