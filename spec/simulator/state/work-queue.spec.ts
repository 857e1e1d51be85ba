import { Clock } from '../../../src/simulator/ground/clock.js';
import type { Work } from '../../../src/simulator/state/work-queue.js';
import { WorkQueue } from '../../../src/simulator/state/work-queue.js';
import { ManualTime } from '../manual-time.js';

const LATENCY = 3;

/** A queue of a controller that is up, and what happened in it. */
function queueWorld() {
  const time = new ManualTime();
  const clock = new Clock(time);
  clock.watch();
  const controller = { isUp: true, health: { isWedged: false } };
  const queue = new WorkQueue({ clock, latency: LATENCY }, controller);
  const log: string[] = [];
  const work = (name: string, more: Work = {}): Work => ({
    begin: () => void log.push(`${clock.now()} begin ${name}`),
    done: (status) => void log.push(`${clock.now()} ${name}: ${status}`),
    cancelled: () => void log.push(`${clock.now()} ${name} cancelled`),
    ...more,
  });
  return { time, controller, queue, log, work };
}

describe('WorkQueue', () => {
  it('does one thing after the other, each as long as the latency, or as it says', () => {
    const { time, queue, log, work } = queueWorld();
    queue.queue(work('a'));
    queue.queue(work('b', { duration: 10, run: () => 'Busy' }));
    time.pass(20);
    expect(log).toEqual(['0 begin a', '3 a: Success', '3 begin b', '13 b: Busy']);
    expect(queue.finished).toBe(2);
  });

  it('takes nothing for a controller that is down, but from those who may', () => {
    const { time, controller, queue, log, work } = queueWorld();
    controller.isUp = false;
    expect(() => queue.queue(work('a'))).toThrow('ENETDOWN');
    queue.submit(work('b'));
    time.pass(5);
    expect(log).toEqual(['0 begin b', '3 b: Success']);
  });

  it('fails what was queued when the controller has gone down meanwhile', () => {
    const { time, controller, queue, log, work } = queueWorld();
    queue.queue(work('a'));
    controller.isUp = false;
    time.pass(5);
    expect(log).toEqual(['0 begin a', '3 a: Failed']);
  });

  it('takes back what waits for an owner, but not what is being done', () => {
    const { time, queue, log, work } = queueWorld();
    const owner = {};
    queue.queue(work('a', { owner }));
    queue.queue(work('b', { owner }));
    queue.queue(work('c'));
    expect([queue.remove(owner), queue.remove(owner)]).toEqual([true, false]);
    time.pass(10);
    expect(log).toEqual(['0 begin a', '3 a: Success', '3 begin c', '6 c: Success']);
  });

  it('gives way to what is urgent', () => {
    const { time, queue, log, work } = queueWorld();
    queue.queue(work('a'));
    time.pass(1);
    queue.interrupt();
    queue.submit(work('off'));
    time.pass(10);
    expect(log).toEqual(['0 begin a', '1 a: Failed', '1 begin off', '4 off: Success']);
  });

  it('fails what is being done and takes back the rest when the controller is gone', () => {
    const { time, queue, log, work } = queueWorld();
    queue.queue(work('a'));
    queue.queue(work('b'));
    queue.clear();
    time.pass(10);
    expect(log).toEqual(['0 begin a', '0 a: Failed', '0 b cancelled']);
  });

  // HCI_CMD_TIMEOUT in include/net/bluetooth/hci.h, and mgmt_errno_status in net/bluetooth/mgmt.c.
  it('waits two seconds for a controller that hangs', () => {
    const { time, controller, queue, log, work } = queueWorld();
    controller.health.isWedged = true;
    queue.queue(work('a'));
    time.pass(3000);
    expect(log).toEqual(['0 begin a', '2000 a: AuthenticationFailed']);
  });

  it('does what it was told last when the controller does not hang any more', () => {
    const { time, controller, queue, log, work } = queueWorld();
    controller.health.isWedged = true;
    queue.queue(work('a'));
    time.pass(500);
    queue.resume();
    controller.health.isWedged = false;
    queue.resume();
    time.pass(10);
    expect(log).toEqual(['0 begin a', '503 a: Success']);
  });
});
