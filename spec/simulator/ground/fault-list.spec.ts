import { FaultList } from '../../../src/simulator/ground/fault-list.js';

const all = () => true;

describe('FaultList', () => {
  it('strikes with the first fault that matches, and counts', () => {
    const faults = new FaultList<number, string>();
    const even = faults.add((n) => n % 2 === 0, 'even');
    const any = faults.add(all, 'any');
    expect([2, 3, 4].map((n) => faults.strike(n))).toEqual(['even', 'any', 'even']);
    expect([even.hits, any.hits]).toEqual([2, 1]);
  });

  it('lets pass what nothing matches', () => {
    const faults = new FaultList<number, string>();
    const fault = faults.add((n) => n > 5, 'large');
    expect(faults.strike(1)).toBeUndefined();
    expect(faults.threatens(1)).toBe(false);
    expect(fault.hits).toBe(0);
  });

  it('does not count what only looks', () => {
    const faults = new FaultList<number, string>();
    const fault = faults.add(all, 'once', 1);
    expect([faults.threatens(1), faults.threatens(1)]).toEqual([true, true]);
    expect(fault.hits).toBe(0);
    expect(faults.strike(1)).toBe('once');
  });

  it('ends a fault that has struck so often', () => {
    const faults = new FaultList<number, string>();
    const fault = faults.add(all, 'twice', 2);
    expect([1, 2, 3].map((n) => faults.strike(n))).toEqual(['twice', 'twice', undefined]);
    expect(fault.hits).toBe(2);
    expect(faults.isEmpty).toBe(true);
  });

  it('calls back when a fault is ended, once', () => {
    const ended = jest.fn();
    const fault = new FaultList<number, string>().add(all, 'stall', Infinity, ended);
    fault.end();
    fault.end();
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it('clears those whose effect is over', () => {
    const faults = new FaultList<number, string>();
    faults.add(all, 'until reset');
    faults.add(all, 'for ever');
    faults.clear((effect) => effect === 'until reset');
    expect(faults.strike(1)).toBe('for ever');
    faults.clear();
    expect(faults.isEmpty).toBe(true);
  });
});
