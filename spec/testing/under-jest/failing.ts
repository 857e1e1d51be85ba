import { MgmtTestScheduler } from '../../../src/testing/index.js';

// Not a specification of its own: under-jest.spec.ts runs it, and looks at what jest says of it.
it('fails', () => {
  new MgmtTestScheduler().run(({ kernel, expectCommands, expectObservable }) => {
    const { mgmt } = kernel('-a', { a: { event: 'IndexAdded', index: 2 } });
    expectObservable(mgmt.events$).toBe('-a', { a: { event: 'IndexAdded', index: 3 } });
    expectCommands(mgmt).toBe('');
  });
});
