import type { MgmtNotification } from 'rx-btmgmt';
import { Mgmt } from 'rx-btmgmt';
import type { ControllerOptions } from 'rx-btmgmt/simulator';
import { createSimulator } from 'rx-btmgmt/simulator';
import { concat } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';

const marbles = (run: (scheduler: TestScheduler) => void): void => {
  const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  scheduler.run(() => run(scheduler));
};

/** What the watcher hears of advertising, with the time at which it came. */
const watch = (
  scheduler: TestScheduler,
  controller: ControllerOptions,
): { readonly mgmt: Mgmt; readonly heard: unknown[] } => {
  const simulator = createSimulator({ scheduler, controllers: [controller] });
  const mgmt = new Mgmt(simulator.transport(), { scheduler });
  const heard: unknown[] = [];
  const note = ({ event, instance }: MgmtNotification<'AdvertisingAdded' | 'AdvertisingRemoved'>): void =>
    void heard.push([Math.round(scheduler.now() / 100) / 10, event, instance]);
  new Mgmt(simulator.transport(), { scheduler }).events$.subscribe((event) => {
    if (event.event === 'AdvertisingAdded' || event.event === 'AdvertisingRemoved') note(event);
  });
  return { mgmt, heard };
};

const empty = new Uint8Array();

describe('Advertising instances', () => {
  it.each([
    // Their time runs only while it is their turn: 2, 2 and 1 seconds, and 2 for the other instance between them.
    ['one set', { kind: 'le' } as const, 9],
    ['sets of their own', { extendedAdvertising: true } as const, 5],
  ])('end when their time is over, with %s', (_, controller, end) => {
    marbles((scheduler) => {
      const { mgmt, heard } = watch(scheduler, controller);
      concat(
        mgmt.command$('SetLowEnergy', 0, true),
        mgmt.command$('SetPowered', 0, true),
        mgmt.command$('AddAdvertising', 0, 1, { Connectable: true }, 0, 5, empty, empty),
        mgmt.command$('AddAdvertising', 0, 2, {}, 0, 0, empty, empty),
      ).subscribe();
      scheduler.flush();
      expect(heard).toEqual([
        [0, 'AdvertisingAdded', 1],
        [0, 'AdvertisingAdded', 2],
        [end, 'AdvertisingRemoved', 1],
      ]);
    });
  });

  it('that are being added when it is switched off, are refused', () => {
    marbles((scheduler) => {
      const { mgmt, heard } = watch(scheduler, { kind: 'le' });
      const said: unknown[] = [];
      const note = (answer: unknown): void => void said.push(answer);
      mgmt.command$('SetPowered', 0, true).subscribe(() => {
        mgmt.command$('SetPowered', 0, false).subscribe(() => note('off'));
        mgmt.command$('AddAdvertising', 0, 1, {}, 0, 0, empty, empty).subscribe({ error: note });
        mgmt.command$('RemoveAdvertising', 0, 1).subscribe({ next: note, error: note });
      });
      scheduler.flush();
      expect(said).toMatchObject(['off', { status: 'Failed' }, { status: 'Failed' }]);
      expect(heard).toEqual([
        [0, 'AdvertisingAdded', 1],
        [0, 'AdvertisingRemoved', 1],
      ]);
    });
  });

  it('wait for a switch that was asked for before', () => {
    marbles((scheduler) => {
      const simulator = createSimulator({ scheduler, controllers: [{ kind: 'le' }] });
      const [one, other] = [1, 2].map(() => new Mgmt(simulator.transport(), { scheduler }));
      const said: unknown[] = [];
      one!.command$('SetPowered', 0, true).subscribe(() => {
        one!.command$('SetAdvertising', 0, 'On').subscribe(() => said.push('on'));
        other!
          .command$('SetAdvertising', 0, 'OnConnectable')
          .subscribe({ error: (error: unknown) => said.push(error) });
      });
      scheduler.flush();
      expect(said).toMatchObject([{ status: 'Busy' }, 'on']);
    });
  });
});
