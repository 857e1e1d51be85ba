import 'reflect-metadata';
import { concatMap, map, take } from 'rxjs';
import { controller } from 'rx-btmgmt';
import { createSimulator } from 'rx-btmgmt/simulator';
import type { MgmtRunHelpers } from 'rx-btmgmt/testing';
import { MgmtTestScheduler } from 'rx-btmgmt/testing';
import { DevicesService } from './devices.service.js';

const LAMP = 'C0:00:00:00:00:0A';

/** The service on a simulated kernel in whose neighbourhood there is a lamp, from its start to its end; and a program that uses the same adapter. */
function marbles(test: (service: DevicesService, helpers: MgmtRunHelpers, switchTo: (on: boolean) => void) => void) {
  new MgmtTestScheduler((actual, expected) => expect(actual).toEqual(expected)).run((helpers) => {
    const { mgmtOn, scheduler } = helpers;
    const simulator = createSimulator({
      scheduler,
      controllers: [{}],
      devices: [{ address: LAMP, rssi: -60, advertising: { interval: 500 } }],
    });
    const other = mgmtOn(simulator).mgmt;
    const service = new DevicesService(controller(mgmtOn(simulator).mgmt, 0));
    service.onModuleInit();
    helpers.cold('15s e', { e: 'end' }).subscribe(() => service.onModuleDestroy());
    test(service, helpers, (on) => other.command$('SetPowered', 0, on).subscribe());
  });
}

describe('DevicesService', () => {
  it('hears nothing while the adapter is off, and goes on by itself when somebody switches it on', () => {
    marbles((service, { cold, expectObservable }, switchTo) => {
      cold('2s n', { n: true }).subscribe(switchTo);
      const said$ = service.news$().pipe(
        map(({ type, data }) => [type, data.address, data.rssi]),
        take(1),
      );
      expectObservable(said$).toBe('2500ms (f|)', { f: ['found', LAMP, -60] });
    });
  });

  it('has the list for whoever asks later', () => {
    marbles((service, { cold, expectObservable }, switchTo) => {
      switchTo(true);
      const asked$ = cold('3s a 999ms b', { a: 0, b: 1 }).pipe(
        concatMap(() => service.list$().pipe(take(1))),
        map((devices) => devices.map(({ address }) => address)),
      );
      expectObservable(asked$, '^ 5s !').toBe('3s a 999ms a', { a: [LAMP] });
    });
  });
});
