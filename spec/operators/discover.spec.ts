import { concat, map, take } from 'rxjs';
import type { MgmtEventInput } from '../../src/index.js';
import { discover } from '../../src/index.js';
import { marbles } from '../support/marbles.js';

const found = (address: string, flags = {}): MgmtEventInput => ({
  event: 'DeviceFound',
  index: 0,
  address,
  addressType: 'LERandom',
  rssi: -60,
  flags,
  eirData: '',
});
const completed = (commandOpcode: number, status: 'Success' | 'Rejected' = 'Success'): MgmtEventInput => ({
  event: 'CommandComplete',
  index: 0,
  commandOpcode,
  status,
  returnParameters: '06',
});
const discovering = (on: boolean, index = 0): MgmtEventInput => ({
  event: 'Discovering',
  index,
  addressType: 6,
  discovering: on,
});

/** Lower case: events. Upper case: answers to commands. */
const kernelSays: Record<string, MgmtEventInput> = {
  a: found('00:00:00:00:00:0A'),
  b: found('00:00:00:00:00:0B'),
  n: found('00:00:00:00:00:0C', { ConfirmName: true }),
  o: { ...found('00:00:00:00:00:0D'), index: 1 },
  d: discovering(true),
  e: discovering(false),
  f: discovering(false, 1),
  x: { event: 'IndexRemoved', index: 0 },
  S: completed(0x23),
  T: completed(0x24),
  V: completed(0x3a),
  L: completed(0x41),
  R: completed(0x24, 'Rejected'),
  B: { event: 'CommandStatus', index: 0, commandOpcode: 0x23, status: 'Busy' },
  P: { event: 'CommandStatus', index: 0, commandOpcode: 0x23, status: 'NotPowered' },
};
const addresses = { a: '00:00:00:00:00:0A', b: '00:00:00:00:00:0B', n: '00:00:00:00:00:0C' };
const commands = {
  s: 'StartDiscovery 0',
  t: 'StopDiscovery 0',
  v: 'StartServiceDiscovery 0',
  l: 'StartLimitedDiscovery 0',
  c: 'ConfirmName 0',
};
const failure = (code: string): unknown => expect.objectContaining({ name: 'StatusError', code });
const addressOf = map(({ address }: { address: string }) => address);

describe('discover', () => {
  // The kernel's Discovering comes before its answer to the start and behind its answer to the stop.
  it.each([
    ['never finds anything', { kernel: '  -dS------', until: '^-------!', found: '---------', sent: 's-------t' }],
    ['finds one', { kernel: '             -dSa-----', until: '^-------!', found: '---a-----', sent: 's-------t' }],
    ['finds many', { kernel: '            -dSab-a--', until: '^-------!', found: '---ab-a--', sent: 's-------t' }],
    ['skips other controllers', { kernel: '-dSaofb--', until: '^-------!', found: '---a--b--', sent: 's-------t' }],
    ['ignores an earlier end', { kernel: '-edSa-b--', until: '^-------!', found: '----a-b--', sent: 's-------t' }],
    ['ends with the kernel', { kernel: '  -dSa-e---', until: '^--------', found: '---a-|   ', sent: 's        ' }],
    ['listens along if busy', { kernel: ' -Ba--e---', until: '^--------', found: '--a--|   ', sent: 's        ' }],
    ['leaves others running', { kernel: ' -Ba------', until: '^----!   ', found: '--a------', sent: 's        ' }],
  ])('%s', (_, { kernel, until, found: expected, sent }) => {
    marbles(({ mgmtOn, expectObservable }) => {
      const bench = mgmtOn(kernel.trim(), kernelSays);
      expectObservable(discover(bench.mgmt, 0).pipe(addressOf), until).toBe(expected, addresses);
      expectObservable(bench.sent$).toBe(sent, commands);
    });
  });

  it.each([
    ['when the kernel ended it', '-dSa-e---', '^--------', '^----!'],
    ['when others go on', '-Ba------', '^----!', '^----!'],
  ])('closes the socket at once %s', (_, kernel, until, open) => {
    marbles(({ mgmtOn, expectObservable, expectSubscriptions }) => {
      const bench = mgmtOn(kernel, kernelSays);
      expectObservable(discover(bench.mgmt, 0), until);
      expectSubscriptions(bench.kernel.subscriptions).toBe(open);
    });
  });

  it('keeps the socket until the stop is answered and done', () => {
    marbles(({ mgmtOn, expectObservable, expectSubscriptions }) => {
      const bench = mgmtOn('     -dSa----Te---', kernelSays);
      expectObservable(discover(bench.mgmt, 0).pipe(addressOf), '^-----!').toBe('---a', addresses);
      expectObservable(bench.sent$).toBe('s-----t', commands);
      expectSubscriptions(bench.kernel.subscriptions).toBe('^--------!');
    });
  });

  it('closes the socket at once if there is nothing to stop any more', () => {
    marbles(({ mgmtOn, expectObservable, expectSubscriptions }) => {
      const bench = mgmtOn('-dSa----R---', kernelSays);
      expectObservable(discover(bench.mgmt, 0), '^-----!');
      expectSubscriptions(bench.kernel.subscriptions).toBe('^-------!');
    });
  });

  it('stops what is started only after it was unsubscribed', () => {
    marbles(({ mgmtOn, expectObservable, expectSubscriptions }) => {
      const bench = mgmtOn('   ----dS--Te', kernelSays);
      expectObservable(discover(bench.mgmt, 0), '^-!').toBe('-');
      expectObservable(bench.sent$).toBe('s----t', commands);
      expectSubscriptions(bench.kernel.subscriptions).toBe('^--------!');
    });
  });

  it('stops when an operator behind it has enough', () => {
    marbles(({ mgmtOn, expectObservable }) => {
      const bench = mgmtOn('-dSab--Te', kernelSays);
      expectObservable(discover(bench.mgmt, 0).pipe(addressOf, take(1))).toBe('---(a|)', addresses);
      expectObservable(bench.sent$).toBe('s--t', commands);
    });
  });

  it('stops when a consumer throws', () => {
    marbles(({ mgmtOn, expectObservable }) => {
      const bench = mgmtOn('-dSab--Te', kernelSays);
      const broken = map((): string => {
        throw new Error('mine');
      });
      expectObservable(discover(bench.mgmt, 0).pipe(broken)).toBe('---#', null, new Error('mine'));
      expectObservable(bench.sent$).toBe('s--t', commands);
    });
  });

  it.each([
    ['that the kernel refuses', '-P---', '-#  ', 's   ', 'NotPowered'],
    ['whose controller goes away', '-dSax', '---a#', 's   ', 'InvalidIndex'],
  ])('fails with a discovery %s', (_, kernel, expected, sent, code) => {
    marbles(({ mgmtOn, expectObservable }) => {
      const bench = mgmtOn(kernel, kernelSays);
      expectObservable(discover(bench.mgmt, 0).pipe(addressOf)).toBe(expected, addresses, failure(code));
      expectObservable(bench.sent$).toBe(sent, commands);
    });
  });

  it('fails with its transport, and does not open it again', () => {
    marbles(({ mgmtOn, expectObservable, expectSubscriptions }) => {
      const bench = mgmtOn('-dSa-#', kernelSays, 'broken');
      expectObservable(discover(bench.mgmt, 0).pipe(addressOf)).toBe('---a-#', addresses, 'broken');
      expectSubscriptions(bench.kernel.subscriptions).toBe('^----!');
    });
  });

  it('starts again and again if it is continuous, over one socket', () => {
    marbles(({ mgmtOn, expectObservable, expectSubscriptions }) => {
      const bench = mgmtOn('-dSa-edSb-edS---Te', kernelSays);
      const devices$ = discover(bench.mgmt, 0, { continuous: true }).pipe(addressOf);
      expectObservable(devices$, '^--------------!').toBe('---a----b------', addresses);
      expectObservable(bench.sent$).toBe('s----s----s----t', commands);
      expectSubscriptions(bench.kernel.subscriptions).toBe('^----------------!');
    });
  });

  it('takes over from others if it is continuous', () => {
    marbles(({ mgmtOn, expectObservable }) => {
      const bench = mgmtOn('-Ba-edSb---Te', kernelSays);
      const devices$ = discover(bench.mgmt, 0, { continuous: true }).pipe(addressOf);
      expectObservable(devices$, '^--------!').toBe('--a----b-', addresses);
      expectObservable(bench.sent$).toBe('s---s----t', commands);
    });
  });

  it('waits for the stop of the one before', () => {
    marbles(({ mgmtOn, expectObservable }) => {
      const bench = mgmtOn('-dSa--TedSb--e', kernelSays);
      const first$ = discover(bench.mgmt, 0).pipe(addressOf, take(1));
      const second$ = discover(bench.mgmt, 0).pipe(addressOf);
      expectObservable(concat(first$, second$)).toBe('---a------b--|', addresses);
      expectObservable(bench.sent$).toBe('s--t---s', commands);
    });
  });

  it('does not wait for ever for the end of the one before', () => {
    marbles(({ mgmtOn, expectObservable }) => {
      const bench = mgmtOn('-dSa--T', kernelSays);
      const first$ = discover(bench.mgmt, 0).pipe(addressOf, take(1));
      expectObservable(concat(first$, discover(bench.mgmt, 0)), '^ 2s !').toBe('---a', addresses);
      expectObservable(bench.sent$).toBe('s--t 999ms s', commands);
    });
  });

  it.each([
    ['resolves names', {}, 's--c----t'],
    ['leaves names alone', { resolveNames: false }, 's-------t'],
  ])('%s', (_, options, sent) => {
    marbles(({ mgmtOn, expectObservable }) => {
      const bench = mgmtOn('-dSn-----', kernelSays);
      expectObservable(discover(bench.mgmt, 0, options).pipe(addressOf), '^-------!').toBe('---n-----', addresses);
      expectObservable(bench.sent$).toBe(sent, commands);
    });
  });

  it.each([
    ['services', { uuids: ['180f'] }, 'V', 'v-------t'],
    ['a threshold', { rssiThreshold: -70 }, 'V', 'v-------t'],
    ['limited discoverable mode', { limited: true }, 'L', 'l-------t'],
  ])('filters by %s', (_, options, answer, sent) => {
    marbles(({ mgmtOn, expectObservable }) => {
      const bench = mgmtOn(`-d${answer}a-----`, kernelSays);
      expectObservable(discover(bench.mgmt, 0, options).pipe(addressOf), '^-------!').toBe('---a-----', addresses);
      expectObservable(bench.sent$).toBe(sent, commands);
    });
  });

  it('refuses filters that exclude each other before anything is sent', () => {
    marbles(({ mgmtOn, expectObservable }) => {
      const bench = mgmtOn('-', kernelSays);
      expectObservable(discover(bench.mgmt, 0, { limited: true, uuids: [] })).toBe('#', null, expect.any(RangeError));
      expectObservable(bench.sent$).toBe('-');
    });
  });
});
