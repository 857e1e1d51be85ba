import { runProgram, soundly } from '../../support/child.js';
import { denyRecvmmsg } from '../../support/deny-recvmmsg.js';

// Starting a process takes its time on a small machine.
jest.setTimeout(30_000);

describe('reading', () => {
  it('works under a filter that forbids recvmmsg', async () => {
    const ended = await runProgram(`
      (${denyRecvmmsg.toString()})(koffi);
      const { ours, theirs } = pair();
      console.log(libc.recvmmsg(ours, new Uint8Array(64), 1));
      const subscription = hciSocket({ fd: ours }).frames$.subscribe(([n]) => {
        console.log('frame', n);
        if (n === 3) subscription.unsubscribe();
      });
      for (const n of [1, 2, 3]) libc.send(theirs, Uint8Array.of(n));
    `);
    expect(ended).toEqual({ ...soundly, lines: ['-1', 'frame 1', 'frame 2', 'frame 3'] });
  });
});
