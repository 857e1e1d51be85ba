import { concat, map, take } from 'rxjs';
import { discover } from '../../src/index.js';
import { marbles } from '../support/marbles.js';
import { addressOf, addresses, commands, failure, kernelSays } from './discovery-marbles.js';

describe('discover', () => {
  // The kernel's Discovering comes before its answer to the start and behind its answer to the stop.
  it.each([
    ['never finds anything', { says: '  -dS------', found: '---------' }],
    ['finds one', { says: '             -dSa-----', found: '---a-----' }],
    ['finds many', { says: '            -dSab-a--', found: '---ab-a--' }],
    ['skips other controllers', { says: '-dSaofb--', found: '---a--b--' }],
    ['ignores an earlier end', { says: ' -edSa-b--', found: '----a-b--' }],
    ['needs no announcement', { says: '  --Sa-----', found: '---a-----' }],
    ['needs no answer', { says: '        -d-a-----', found: '---a-----' }],
  ])('%s', (_, { says, found }) => {
    marbles(({ kernel, expectObservable, expectCommands }) => {
      const { mgmt } = kernel(says, kernelSays);
      expectObservable(discover(mgmt, 0).pipe(addressOf), '^-------!').toBe(found, addresses);
      expectCommands(mgmt).toBe('s-------t', commands);
    });
  });

  it('completes when the kernel ends it after its time, and closes the socket at once', () => {
    marbles(({ kernel, expectObservable, expectCommands, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('-dSa 10236ms e', kernelSays);
      expectObservable(discover(mgmt, 0).pipe(addressOf)).toBe('---a 10236ms |', addresses);
      expectCommands(mgmt).toBe('s', commands);
      expectSubscriptions(subscriptions).toBe('^ 10239ms !');
    });
  });

  it('keeps the socket until the stop is answered and done', () => {
    marbles(({ kernel, expectObservable, expectCommands, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('     -dSa----Te---', kernelSays);
      expectObservable(discover(mgmt, 0).pipe(addressOf), '^-----!').toBe('---a', addresses);
      expectCommands(mgmt).toBe('s-----t', commands);
      expectSubscriptions(subscriptions).toBe('^--------!');
    });
  });

  it('closes the socket at once if there is nothing to stop any more', () => {
    marbles(({ kernel, expectObservable, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('-dSa----R---', kernelSays);
      expectObservable(discover(mgmt, 0).pipe(addressOf), '^-----!').toBe('---a', addresses);
      expectSubscriptions(subscriptions).toBe('^-------!');
    });
  });

  it('stops what begins only after it was unsubscribed', () => {
    marbles(({ kernel, expectObservable, expectCommands, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('   ----dS--Te', kernelSays);
      expectObservable(discover(mgmt, 0), '^-!').toBe('-');
      expectCommands(mgmt).toBe('s---t', commands);
      expectSubscriptions(subscriptions).toBe('^--------!');
    });
  });

  it('stops when an operator behind it has enough', () => {
    marbles(({ kernel, expectObservable, expectCommands }) => {
      const { mgmt } = kernel('-dSab--Te', kernelSays);
      expectObservable(discover(mgmt, 0).pipe(addressOf, take(1))).toBe('---(a|)', addresses);
      expectCommands(mgmt).toBe('s--t', commands);
    });
  });

  it('stops when a consumer throws', () => {
    marbles(({ kernel, expectObservable, expectCommands }) => {
      const { mgmt } = kernel('-dSab--Te', kernelSays);
      const broken = map((): string => {
        throw new Error('mine');
      });
      expectObservable(discover(mgmt, 0).pipe(broken)).toBe('---#', null, new Error('mine'));
      expectCommands(mgmt).toBe('s--t', commands);
    });
  });

  it.each([
    ['that the kernel refuses', '-P---', '-#  ', 's   ', 'NotPowered'],
    ['whose controller goes away', '-dSax', '---a#', 's   ', 'InvalidIndex'],
  ])('fails with a discovery %s', (_, says, expected, sent, code) => {
    marbles(({ kernel, expectObservable, expectCommands }) => {
      const { mgmt } = kernel(says, kernelSays);
      expectObservable(discover(mgmt, 0).pipe(addressOf)).toBe(expected, addresses, failure(code));
      expectCommands(mgmt).toBe(sent, commands);
    });
  });

  it('fails if the kernel never answers, and stops what it may have begun', () => {
    marbles(({ kernel, expectObservable, expectCommands }) => {
      const { mgmt } = kernel('', kernelSays);
      const failed = expect.objectContaining({ name: 'TimeoutError', command: 'StartDiscovery' }) as unknown;
      expectObservable(discover(mgmt, 0)).toBe('10s #', {}, failed);
      expectCommands(mgmt).toBe('s 9999ms t', commands);
    });
  });

  it('fails with its transport, and does not open it again', () => {
    marbles(({ kernel, expectObservable, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('-dSa-#', kernelSays, { error: 'broken' });
      expectObservable(discover(mgmt, 0).pipe(addressOf)).toBe('---a-#', addresses, 'broken');
      expectSubscriptions(subscriptions).toBe('^----!');
    });
  });

  it('fails when its transport ends, because that is not the end of a discovery', () => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel('-dSa-|', kernelSays);
      const failed = expect.objectContaining({ name: 'TransportError', code: 'CLOSED' }) as unknown;
      expectObservable(discover(mgmt, 0).pipe(addressOf)).toBe('---a-#', addresses, failed);
    });
  });

  it('starts again and again if it is continuous, over one socket', () => {
    marbles(({ kernel, expectObservable, expectCommands, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('-dSa 10236ms e 100ms dSb 10236ms e 100ms dS---Te', kernelSays);
      const devices$ = discover(mgmt, 0, { continuous: true }).pipe(addressOf);
      expectObservable(devices$, '^ 20683ms !').toBe('---a 10339ms b', addresses);
      expectCommands(mgmt).toBe('s 10339ms s 10339ms s---t', commands);
      expectSubscriptions(subscriptions).toBe('^ 20686ms !');
    });
  });

  it('waits for the stop of the one before', () => {
    marbles(({ kernel, expectObservable, expectCommands }) => {
      const { mgmt } = kernel('-dSa--TedSb', kernelSays);
      const first$ = discover(mgmt, 0).pipe(addressOf, take(1));
      const second$ = discover(mgmt, 0).pipe(addressOf);
      expectObservable(concat(first$, second$), '^----------!').toBe('---a------b', addresses);
      expectCommands(mgmt).toBe('s--t---s---t', commands);
    });
  });

  it.each([
    ['the end', '-dSa--T'],
    ['the answer', '-dSa'],
  ])('waits a second for %s of the stop of the one before, and no longer', (_, says) => {
    marbles(({ kernel, expectObservable, expectCommands }) => {
      const { mgmt } = kernel(says, kernelSays);
      const first$ = discover(mgmt, 0).pipe(addressOf, take(1));
      expectObservable(concat(first$, discover(mgmt, 0)), '^ 2s !').toBe('---a', addresses);
      expectCommands(mgmt).toBe('s--t 999ms s 9999ms t', commands);
    });
  });

  it.each([
    ['asks again to stop what was not active yet', '-S-RdTe', 's-t-t', '^-----!'],
    ['asks once if the stop was only answered after that', '-S-dTe', 's-t', '^----!'],
    ['waits a second for what was not active yet', '-S-R', 's-t', '^ 1001ms !'],
  ])('%s', (_, says, sent, open) => {
    marbles(({ kernel, expectObservable, expectCommands, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel(says, kernelSays);
      expectObservable(discover(mgmt, 0), '^-!').toBe('---');
      expectCommands(mgmt).toBe(sent, commands);
      expectSubscriptions(subscriptions).toBe(open);
    });
  });

  it.each([
    ['resolves names', {}, 'S--c----t'],
    ['leaves names alone', { resolveNames: false }, 'S-------t'],
  ])('%s', (_, options, sent) => {
    marbles(({ kernel, expectObservable, expectCommands }) => {
      const { mgmt } = kernel('--Sn-----', kernelSays);
      const addressTypes = ['BREDR', 'LEPublic', 'LERandom'] as const;
      const devices$ = discover(mgmt, 0, { ...options, addressTypes }).pipe(addressOf);
      expectObservable(devices$, '^-------!').toBe('---n-----', addresses);
      expectCommands(mgmt).toBe(sent, { ...commands, t: 'StopDiscovery' });
    });
  });
});
