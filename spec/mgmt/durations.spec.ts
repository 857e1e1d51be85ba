import { delay, map } from 'rxjs';
import { Mgmt, OptionError } from '../../src/index.js';
import { createSimulator } from '../../src/simulator/index.js';
import { marbles } from '../support/marbles.js';
import { record } from '../support/recorder.js';
import { ScriptedKernel } from '../support/scripted-kernel.js';
import { inVirtualTime } from '../simulator/bench.js';

const DAY = 24 * 60 * 60 * 1000;
/** Timers of JavaScript hold 31 bits, and are due at once if it is more: 24.8 days. */
const LONG = [2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1, 30 * DAY, 400 * DAY];

describe('A duration of any length', () => {
  // Fake timers are as the real ones are.
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it.each(LONG)('can be a timeout: %d ms', (timeout) => {
    const kernel = new ScriptedKernel();
    const mgmt = new Mgmt(kernel, { timeout });
    const reply = record(mgmt.command$('SetBondable', 0, true));
    const own = record(mgmt.commandWith$('SetConnectable', 0, { connectable: true }, { timeout }));
    jest.advanceTimersByTime(timeout - 1);
    expect([reply.errors, own.errors]).toEqual([[], []]);
    jest.advanceTimersByTime(1);
    expect([...reply.errors, ...own.errors]).toMatchObject([{ timeout }, { timeout }]);
    kernel.complete();
  });

  it('can be a timeout behind a shorter one', () => {
    const kernel = new ScriptedKernel();
    const mgmt = new Mgmt(kernel);
    const long = record(mgmt.commandWith$('SetBondable', 0, { bondable: true }, { timeout: 30 * DAY }));
    jest.advanceTimersByTime(5 * DAY);
    const short = record(mgmt.commandWith$('SetConnectable', 0, { connectable: true }, { timeout: 500 }));
    jest.advanceTimersByTime(500);
    expect([long.errors.length, short.errors.length]).toEqual([0, 1]);
    jest.advanceTimersByTime(25 * DAY - 501);
    expect(long.errors).toHaveLength(0);
    jest.advanceTimersByTime(1);
    expect(long.errors).toHaveLength(1);
    kernel.complete();
  });

  it('is not taken for longer or shorter when the clock of the machine is set', () => {
    const kernel = new ScriptedKernel();
    const mgmt = new Mgmt(kernel);
    const reply = record(mgmt.commandWith$('SetBondable', 0, { bondable: true }, { timeout: 1000 }));
    for (const year of [2038, 1970]) {
      jest.setSystemTime(new Date(year, 1));
      jest.advanceTimersByTime(400);
      record(mgmt.commandWith$('SetConnectable', 0, { connectable: true }, { timeout: 1000 }));
      expect(reply.errors).toEqual([]);
    }
    jest.advanceTimersByTime(200);
    expect(reply.errors).toHaveLength(1);
    kernel.complete();
  });

  it('can be the time that a connection is kept', () => {
    const kernel = new ScriptedKernel();
    record(new Mgmt(kernel, { linger: 30 * DAY }).events$).subscription.unsubscribe();
    jest.advanceTimersByTime(30 * DAY - 1);
    expect(kernel.isOpen).toBe(true);
    jest.advanceTimersByTime(1);
    expect(kernel.isOpen).toBe(false);
  });

  it('can be that of a simulated answer', () => {
    const simulator = createSimulator();
    simulator.faults.delayReplies(30 * DAY, { command: 'SetBondable' });
    const mgmt = new Mgmt(simulator.transport());
    const bondable$ = mgmt.commandWith$('SetBondable', 0, { bondable: true }, { timeout: Infinity });
    const reply = record(bondable$);
    jest.advanceTimersByTime(30 * DAY - 1);
    expect(reply.values).toHaveLength(0);
    jest.advanceTimersByTime(1);
    expect(reply.values).toHaveLength(1);
  });
});

describe('A duration without an end', () => {
  it('lets virtual time come to one', () => {
    inVirtualTime({}, ({ simulator, scheduler, watch, run }) => {
      simulator.faults.delayReplies(Infinity, { command: 'SetBondable' });
      const mgmt = new Mgmt(simulator.transport(), { scheduler, timeout: Infinity, linger: Infinity });
      watch('bondable', mgmt.command$('SetBondable', 0, true));
      watch('connectable', mgmt.command$('SetConnectable', 0, true));
      expect(run()).toEqual(['0 connectable: off']);
    });
  });

  it('can be that of an answer in a marble test: there is none', () => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel('', {}, { timeout: Infinity, answers: { SetBondable: { delay: Infinity } } });
      expectObservable(mgmt.command$('SetBondable', 0, true).pipe(delay(1), map(String))).toBe('');
    });
  });

  it('is the only one that is no number of milliseconds', () => {
    expect(() => new Mgmt(new ScriptedKernel(), { timeout: '5' as never })).toThrow(OptionError);
  });
});
