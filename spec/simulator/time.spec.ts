import { Mgmt } from 'rx-btmgmt';
import { createSimulator } from 'rx-btmgmt/simulator';
import { concat, firstValueFrom, lastValueFrom, toArray } from 'rxjs';
import { record } from '../support/recorder.js';
import { inVirtualTime } from './bench.js';

const powerCycle = (mgmt: Mgmt) => concat(mgmt.command$('SetPowered', 0, true), mgmt.command$('SetPowered', 0, false));

/** Takes this process away from its event loop. */
const block = (milliseconds: number): void =>
  void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

describe('The time of a simulated kernel', () => {
  it('is that of a TestScheduler', () => {
    inVirtualTime({ latency: 250 }, ({ program, watch, run }) => {
      watch('power', program().command$('SetPowered', 0, true));
      expect(run()).toEqual(['250 power: on']);
    });
  });

  it('is real time, also for faults', async () => {
    const simulator = createSimulator();
    const mgmt = new Mgmt(simulator.transport());
    expect(await lastValueFrom(powerCycle(mgmt).pipe(toArray()))).toHaveLength(2);

    simulator.faults.dropReplies({ times: 1 });
    await expect(
      firstValueFrom(mgmt.commandWith$('SetPowered', 0, { powered: true }, { timeout: 20 })),
    ).rejects.toMatchObject({ code: 'Timeout' });
    simulator.faults.failOpening('EAFNOSUPPORT', { times: 1 });
    await expect(firstValueFrom(powerCycle(mgmt))).rejects.toMatchObject({ code: 'EAFNOSUPPORT', syscall: 'socket' });
    await expect(firstValueFrom(powerCycle(mgmt))).resolves.toMatchObject({ currentSettings: { Powered: true } });
  });

  it('goes on while a program is too busy to read: its buffer overflows', async () => {
    const simulator = createSimulator();
    // Room for two answers of 768 bytes each.
    const mgmt = new Mgmt(simulator.transport({ receiveBuffer: 768 }));
    simulator.faults.delayReplies(1);
    const drops = firstValueFrom(mgmt.drops$);
    const answers = [
      record(mgmt.command$('ReadManagementVersionInformation', null)),
      record(mgmt.command$('ReadControllerIndexList', null)),
      record(mgmt.command$('ReadUnconfiguredControllerIndexList', null)),
      record(mgmt.command$('ReadManagementSupportedCommands', null)),
    ];
    block(20);
    expect(await drops).toEqual({ dropped: 2, total: 2 });
    expect(answers.map(({ values }) => values.length)).toEqual([1, 1, 0, 0]);
    for (const { subscription } of answers) subscription.unsubscribe();
  });

  describe("under jest's fake timers", () => {
    beforeEach(() => void jest.useFakeTimers());
    afterEach(() => void jest.useRealTimers());

    it('is theirs', () => {
      const mgmt = new Mgmt(createSimulator({ latency: 250 }).transport());
      const power = record(mgmt.command$('SetPowered', 0, true));
      jest.advanceTimersByTime(249);
      expect(power.values).toHaveLength(0);
      jest.advanceTimersByTime(1);
      expect([power.values.length, power.completed]).toEqual([1, true]);
      // The connection stays until the event loop has turned.
      jest.advanceTimersByTime(1);
      expect(jest.getTimerCount()).toBe(0);
    });

    it('is theirs for faults, too', () => {
      const simulator = createSimulator();
      const mgmt = new Mgmt(simulator.transport());
      simulator.controllers[0]?.faults.wedge();
      const power = record(powerCycle(mgmt));
      jest.advanceTimersByTime(1999);
      expect(power.errors).toEqual([]);
      jest.advanceTimersByTime(1);
      expect(power.errors).toEqual([expect.objectContaining({ code: 'AuthenticationFailed' })]);
    });
  });
});
