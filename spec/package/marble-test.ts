/** A marble test for node's own runner; `expected` is what shall be sent. */
export const marbleTest = (expected: string): string => `
import { test } from 'node:test';
import { forController } from 'rx-btmgmt';
import { MgmtTestScheduler } from 'rx-btmgmt/testing';

test('starts a discovery, and listens', () => {
  new MgmtTestScheduler().run(({ kernel, expectCommands, expectSubscriptions }) => {
    const { mgmt, subscriptions } = kernel('--|', {}, { answers: { StartDiscovery: {} } });
    mgmt.events$.pipe(forController(0)).subscribe();
    mgmt.command$('StartDiscovery', 0, ['LEPublic', 'LERandom']).subscribe();
    expectCommands(mgmt).toBe('s', { s: { command: '${expected}', index: 0 } });
    expectSubscriptions(subscriptions).toBe('^-!');
  });
});
`;
