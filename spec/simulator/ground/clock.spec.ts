import { Clock } from '../../../src/simulator/ground/clock.js';
import { ManualTime } from '../manual-time.js';

/** A clock, what happened on it, and when by the clock. */
function clockWorld() {
  const time = new ManualTime();
  const clock = new Clock(time);
  const log: string[] = [];
  const say = (what: string) => () => void log.push(`${clock.now()} ${what}`);
  return { time, clock, log, say };
}

describe('Clock', () => {
  it('does what is planned, the earliest first, then in the order in which it was planned', () => {
    const { time, clock, log, say } = clockWorld();
    clock.watch();
    clock.after(20, say('c'));
    clock.after(10, say('a'));
    clock.after(10, say('b'));
    time.pass(30);
    expect(log).toEqual(['10 a', '10 b', '20 c']);
  });

  it('leaves out what was called off', () => {
    const { time, clock, log, say } = clockWorld();
    clock.watch();
    clock.after(10, say('never')).cancel();
    clock.after(10, say('a'));
    time.pass(20);
    expect(log).toEqual(['10 a']);
  });

  it('plans from the time of the work that is being done, however late that is', () => {
    const { time, clock, log, say } = clockWorld();
    clock.after(10, () => void clock.after(5, say('then')));
    time.pass(100);
    clock.catchUp();
    expect(log).toEqual(['15 then']);
    expect(clock.now()).toBe(100);
  });

  it('leaves the scheduler alone while no socket is open, and makes up for it then', () => {
    const { time, clock, log, say } = clockWorld();
    clock.after(10, say('a'));
    expect(time.actions).toHaveLength(0);
    time.pass(50);
    expect(log).toEqual([]);
    clock.watch();
    expect(log).toEqual(['10 a']);
  });

  it('lets a program end when the last socket is closed', () => {
    const { time, clock, log, say } = clockWorld();
    const [one, two] = [clock.watch(), clock.watch()];
    clock.after(10, say('a'));
    one.cancel();
    two.cancel();
    time.pass(50);
    expect(log).toEqual([]);
  });

  it('does what waits for the event loop after all that is due', () => {
    const { time, clock, log, say } = clockWorld();
    clock.watch();
    clock.whenIdle(say('idle'));
    clock.after(0, say('due'));
    time.pass(0);
    expect(log).toEqual(['0 due', '0 idle']);
  });

  it('goes on after work that throws', () => {
    const { time, clock, log, say } = clockWorld();
    clock.watch();
    clock.after(10, () => {
      throw new Error('broken');
    });
    clock.after(20, say('b'));
    expect(() => time.pass(15)).toThrow('broken');
    // RxJS's virtual time drops the actions that are left when one throws.
    time.pass(15);
    clock.catchUp();
    expect(log).toEqual(['20 b']);
  });

  it('throws reported errors in an action of their own', () => {
    const { time, clock } = clockWorld();
    expect(() => clock.report(new Error('reported'))).not.toThrow();
    expect(() => time.pass(0)).toThrow('reported');
  });
});
