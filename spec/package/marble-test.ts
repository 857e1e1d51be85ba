/** A marble test for node's own runner; `expected` is what shall be sent. */
export const marbleTest = (expected: string): string => `
import { test } from 'node:test';
import { discover } from 'rx-btmgmt';
import { MgmtTestScheduler } from 'rx-btmgmt/testing';

test('listens along', () => {
  new MgmtTestScheduler().run(({ kernel, expectCommands, expectSubscriptions }) => {
    const { mgmt, subscriptions } = kernel('--e', { e: { event: 'Discovering' } }, { answers: { StartDiscovery: { status: 'Busy' } } });
    discover(mgmt, 0).subscribe();
    expectCommands(mgmt).toBe('s', { s: { command: '${expected}', index: 0 } });
    expectSubscriptions(subscriptions).toBe('^-!');
  });
});
`;
