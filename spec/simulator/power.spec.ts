import { Mgmt } from 'rx-btmgmt';
import { createSimulator } from 'rx-btmgmt/simulator';
import { concat, firstValueFrom, merge, toArray } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';

const marbles = <T>(run: (scheduler: TestScheduler) => T): T => {
  const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  return scheduler.run(() => run(scheduler));
};

describe('The simulated kernel', () => {
  it('powers a controller on and off, and tells the others', () => {
    marbles((scheduler) => {
      const simulator = createSimulator({ scheduler });
      const mgmt = new Mgmt(simulator.transport(), { scheduler });
      const watcher = new Mgmt(simulator.transport(), { scheduler });
      const seen: unknown[] = [];
      watcher.event$('NewSettings').subscribe(({ currentSettings }) => seen.push(['told', currentSettings.Powered]));
      concat(mgmt.command$('SetPowered', 0, true), mgmt.command$('SetPowered', 0, false)).subscribe({
        next: ({ currentSettings }) => seen.push(['answered', currentSettings.Powered]),
        error: (error: unknown) => seen.push(error),
      });
      scheduler.flush();
      expect(seen).toEqual([
        ['answered', true],
        ['told', true],
        ['answered', false],
        ['told', false],
      ]);
    });
  });

  it('works in real time, and lets the process go', async () => {
    const mgmt = new Mgmt(createSimulator().transport());
    const replies$ = merge(
      mgmt.command$('ReadManagementVersionInformation', null),
      mgmt.command$('ReadControllerIndexList', null),
    );
    expect(await firstValueFrom(replies$.pipe(toArray()))).toEqual([
      { version: 1, revision: 23 },
      { controllerIndexes: [0] },
    ]);
  });
});
