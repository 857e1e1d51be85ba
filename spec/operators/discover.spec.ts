import { concat, map, take } from 'rxjs';
import { discover } from '../../src/index.js';
import type { ExpectedCommand, KernelValue } from '../../src/testing/index.js';
import { marbles } from '../support/marbles.js';

/** Lower case: events. Upper case: answers to commands. */
const kernelSays = {
  a: { event: 'DeviceFound', address: '00:00:00:00:00:0A' },
  b: { event: 'DeviceFound', address: '00:00:00:00:00:0B' },
  n: { event: 'DeviceFound', address: '00:00:00:00:00:0C', flags: { ConfirmName: true } },
  o: { event: 'DeviceFound', address: '00:00:00:00:00:0D', index: 1 },
  d: { event: 'Discovering', discovering: true },
  e: { event: 'Discovering', discovering: false },
  f: { event: 'Discovering', discovering: false, index: 1 },
  x: { event: 'IndexRemoved' },
  S: { replyTo: 'StartDiscovery' },
  T: { replyTo: 'StopDiscovery' },
  V: { replyTo: 'StartServiceDiscovery' },
  L: { replyTo: 'StartLimitedDiscovery' },
  R: { replyTo: 'StopDiscovery', status: 'Rejected', returnParameters: {} },
  B: { replyTo: 'StartDiscovery', status: 'Busy' },
  P: { replyTo: 'StartDiscovery', status: 'NotPowered' },
} as const satisfies Record<string, KernelValue>;
const addresses = { a: '00:00:00:00:00:0A', b: '00:00:00:00:00:0B', n: '00:00:00:00:00:0C' };
const kinds = { addressType: ['LEPublic', 'LERandom'] } as const;
const commands = {
  s: { command: 'StartDiscovery', index: 0, params: kinds },
  t: { command: 'StopDiscovery', index: 0, params: kinds },
  v: { command: 'StartServiceDiscovery', index: 0 },
  l: { command: 'StartLimitedDiscovery', index: 0 },
  c: { command: 'ConfirmName', index: 0, params: { address: '00:00:00:00:00:0C', nameKnown: false } },
} as const satisfies Record<string, ExpectedCommand>;
const failure = (code: string): unknown => expect.objectContaining({ name: 'StatusError', code });
const addressOf = map(({ address }: { address: string }) => address);

describe('discover', () => {
  // The kernel's Discovering comes before its answer to the start and behind its answer to the stop.
  it.each([
    ['never finds anything', { says: '  -dS------', until: '^-------!', found: '---------', sent: 's-------t' }],
    ['finds one', { says: '             -dSa-----', until: '^-------!', found: '---a-----', sent: 's-------t' }],
    ['finds many', { says: '            -dSab-a--', until: '^-------!', found: '---ab-a--', sent: 's-------t' }],
    ['skips other controllers', { says: '-dSaofb--', until: '^-------!', found: '---a--b--', sent: 's-------t' }],
    ['ignores an earlier end', { says: '-edSa-b--', until: '^-------!', found: '----a-b--', sent: 's-------t' }],
    ['ends with the kernel', { says: '  -dSa-e---', until: '^--------', found: '---a-|   ', sent: 's        ' }],
    ['listens along if busy', { says: ' -Ba--e---', until: '^--------', found: '--a--|   ', sent: 's        ' }],
    ['leaves others running', { says: ' -Ba------', until: '^----!   ', found: '--a------', sent: 's        ' }],
  ])('%s', (_, { says, until, found: expected, sent }) => {
    marbles(({ kernel, expectObservable, expectCommands }) => {
      const { mgmt } = kernel(says, kernelSays);
      expectObservable(discover(mgmt, 0).pipe(addressOf), until).toBe(expected, addresses);
      expectCommands(mgmt).toBe(sent, commands);
    });
  });

  it.each([
    ['when the kernel ended it', '-dSa-e---', '^--------', '^----!'],
    ['when others go on', '-Ba------', '^----!', '^----!'],
  ])('closes the socket at once %s', (_, says, until, open) => {
    marbles(({ kernel, subscribe, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel(says, kernelSays);
      subscribe(discover(mgmt, 0), until);
      expectSubscriptions(subscriptions).toBe(open);
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
    marbles(({ kernel, subscribe, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('-dSa----R---', kernelSays);
      subscribe(discover(mgmt, 0), '^-----!');
      expectSubscriptions(subscriptions).toBe('^-------!');
    });
  });

  it('stops what is started only after it was unsubscribed', () => {
    marbles(({ kernel, expectObservable, expectCommands, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('   ----dS--Te', kernelSays);
      expectObservable(discover(mgmt, 0), '^-!').toBe('-');
      expectCommands(mgmt).toBe('s----t', commands);
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

  it('fails with its transport, and does not open it again', () => {
    marbles(({ kernel, expectObservable, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('-dSa-#', kernelSays, { error: 'broken' });
      expectObservable(discover(mgmt, 0).pipe(addressOf)).toBe('---a-#', addresses, 'broken');
      expectSubscriptions(subscriptions).toBe('^----!');
    });
  });

  it('starts again and again if it is continuous, over one socket', () => {
    marbles(({ kernel, expectObservable, expectCommands, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('-dSa-edSb-edS---Te', kernelSays);
      const devices$ = discover(mgmt, 0, { continuous: true }).pipe(addressOf);
      expectObservable(devices$, '^--------------!').toBe('---a----b------', addresses);
      expectCommands(mgmt).toBe('s----s----s----t', commands);
      expectSubscriptions(subscriptions).toBe('^----------------!');
    });
  });

  it('takes over from others if it is continuous', () => {
    marbles(({ kernel, expectObservable, expectCommands }) => {
      const { mgmt } = kernel('-Ba-edSb---Te', kernelSays);
      const devices$ = discover(mgmt, 0, { continuous: true }).pipe(addressOf);
      expectObservable(devices$, '^--------!').toBe('--a----b-', addresses);
      expectCommands(mgmt).toBe('s---s----t', commands);
    });
  });

  it('waits for the stop of the one before', () => {
    marbles(({ kernel, expectObservable, expectCommands }) => {
      const { mgmt } = kernel('-dSa--TedSb--e', kernelSays);
      const first$ = discover(mgmt, 0).pipe(addressOf, take(1));
      const second$ = discover(mgmt, 0).pipe(addressOf);
      expectObservable(concat(first$, second$)).toBe('---a------b--|', addresses);
      expectCommands(mgmt).toBe('s--t---s', commands);
    });
  });

  it('does not wait for ever for the end of the one before', () => {
    marbles(({ kernel, expectObservable, expectCommands }) => {
      const { mgmt } = kernel('-dSa--T', kernelSays);
      const first$ = discover(mgmt, 0).pipe(addressOf, take(1));
      expectObservable(concat(first$, discover(mgmt, 0)), '^ 2s !').toBe('---a', addresses);
      expectCommands(mgmt).toBe('s--t 999ms s', commands);
    });
  });

  it.each([
    ['resolves names', {}, 's--c----t'],
    ['leaves names alone', { resolveNames: false }, 's-------t'],
  ])('%s', (_, options, sent) => {
    marbles(({ kernel, expectObservable, expectCommands }) => {
      const { mgmt } = kernel('-dSn-----', kernelSays);
      expectObservable(discover(mgmt, 0, options).pipe(addressOf), '^-------!').toBe('---n-----', addresses);
      expectCommands(mgmt).toBe(sent, commands);
    });
  });

  it.each([
    ['services', { uuids: ['180f'] }, 'V', 'v-------t'],
    ['a threshold', { rssiThreshold: -70 }, 'V', 'v-------t'],
    ['limited discoverable mode', { limited: true }, 'L', 'l-------t'],
  ])('filters by %s', (_, options, answer, sent) => {
    marbles(({ kernel, expectObservable, expectCommands }) => {
      const { mgmt } = kernel(`-d${answer}a-----`, kernelSays);
      expectObservable(discover(mgmt, 0, options).pipe(addressOf), '^-------!').toBe('---a-----', addresses);
      expectCommands(mgmt).toBe(sent, commands);
    });
  });

  it('refuses filters that exclude each other before anything is sent', () => {
    marbles(({ kernel, expectObservable, expectCommands }) => {
      const { mgmt } = kernel('-', kernelSays);
      expectObservable(discover(mgmt, 0, { limited: true, uuids: [] })).toBe('#', null, expect.any(RangeError));
      expectCommands(mgmt).toBe('-');
    });
  });
});
