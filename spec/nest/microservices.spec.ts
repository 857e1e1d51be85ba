import { Controller as NestController } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import type { MgmtEvent, Transport } from 'rx-btmgmt';
import { Mgmt, TransportError, encodeEvent } from 'rx-btmgmt';
import type { BtmgmtContext } from 'rx-btmgmt/nest-microservices';
import { BtmgmtStrategy } from 'rx-btmgmt/nest-microservices';
import {
  Observable,
  Subject,
  concatMap,
  defer,
  filter,
  firstValueFrom,
  interval,
  merge,
  take,
  throwError,
  timer,
  toArray,
} from 'rxjs';
import { injectable, kernel } from './world.js';

/** The module declares as a class what everybody writes as an object. */
const withStrategy = (strategy: BtmgmtStrategy): object => ({ strategy });

type Settings = MgmtEvent<'NewSettings'>;

function handlers() {
  const heard$ = new Subject<readonly [Settings, BtmgmtContext]>();
  class Handlers {
    changed(event: Settings, context: BtmgmtContext): void {
      heard$.next([event, context]);
    }
  }
  injectable(Handlers);
  NestController()(Handlers);
  const method = Object.getOwnPropertyDescriptor(Handlers.prototype, 'changed')!;
  EventPattern('NewSettings')(Handlers.prototype, 'changed', method);
  Payload()(Handlers.prototype, 'changed', 0);
  Ctx()(Handlers.prototype, 'changed', 1);
  return { Handlers, heard$ };
}

describe('BtmgmtStrategy', () => {
  it('brings events to the methods that ask for them, until it is closed', async () => {
    const simulator = kernel();
    const { Handlers, heard$ } = handlers();
    const module = await Test.createTestingModule({ controllers: [Handlers] }).compile();
    const mgmt = new Mgmt(simulator.transport());
    const app = module.createNestMicroservice(withStrategy(new BtmgmtStrategy(mgmt)));
    app.useLogger(false);
    await app.listen();
    const other = new Mgmt(simulator.transport());
    const two = firstValueFrom(heard$.pipe(take(2), toArray()));
    await firstValueFrom(other.command$('SetPowered', 0, true));
    await firstValueFrom(other.command$('SetPowered', 0, false));
    const [[first, context] = [], [second] = []] = await two;
    expect([first?.currentSettings.Powered, second?.currentSettings.Powered]).toEqual([true, false]);
    expect(context?.event).toBe(first);
    expect(context?.mgmt).toBe(mgmt);
    await app.close();
    // It is not the strategy's own.
    expect((await firstValueFrom(mgmt.command$('ReadControllerIndexList', null))).controllerIndexes).toEqual([0]);
    mgmt.close();
  });

  it('ends when a handler closes it, also of an event that comes at once', () => {
    let openings = 0;
    const frames$ = new Observable<Uint8Array>((subscriber) => {
      openings++;
      subscriber.next(encodeEvent({ event: 'IndexAdded', index: 0 }));
      return () => openings--;
    });
    const mgmt = new Mgmt({ frames$, send: () => undefined });
    const strategy = new BtmgmtStrategy(mgmt);
    const heard: string[] = [];
    const handler = (event: MgmtEvent<'IndexAdded'>): Promise<void> => {
      heard.push(event.event);
      strategy.close();
      return Promise.resolve();
    };
    strategy.addHandler('IndexAdded', handler, true);
    strategy.listen(() => undefined);
    const closed = firstValueFrom(mgmt.connected$.pipe(filter((isConnected) => !isConnected)));
    return closed.then(() => expect([heard, openings]).toEqual([['IndexAdded'], 0])).finally(() => mgmt.close());
  });

  it('listens again when the way to the kernel fails, at first and later, until it is closed', async () => {
    const simulator = kernel();
    const { Handlers, heard$ } = handlers();
    const failure = () => new TransportError('UNREACHABLE', '', 0, 'The kernel is away.');
    const { frames$, send } = simulator.transport();
    let cut$ = new Subject<never>();
    let subscribed = 0;
    const flaky: Transport = {
      frames$: defer(() => (++subscribed === 1 ? throwError(failure) : merge(frames$, (cut$ = new Subject())))),
      send,
    };
    const module = await Test.createTestingModule({ controllers: [Handlers] }).compile();
    const app = module.createNestMicroservice(withStrategy(new BtmgmtStrategy(flaky)));
    const warnings: unknown[] = [];
    const nothing = () => undefined;
    app.useLogger({ log: nothing, error: nothing, warn: (message: unknown) => warnings.push(message) });
    const other = new Mgmt(simulator.transport());
    /** Something is switched until it is heard of. */
    const heard = () => {
      const next = firstValueFrom(heard$);
      const switching = interval(20)
        .pipe(concatMap((n) => other.command$('SetBondable', 0, n % 2 === 0)))
        .subscribe();
      return next.finally(() => switching.unsubscribe());
    };
    await app.listen();
    await heard();
    cut$.error(failure());
    await heard();
    expect([subscribed, warnings.length]).toEqual([3, 2]);
    expect(warnings[0]).toMatch(/The kernel is away.*again in 0.1 s/);
    cut$.error(failure());
    await app.close();
    await firstValueFrom(timer(200));
    expect([subscribed, warnings.length]).toEqual([3, 3]);
    other.close();
  });

  it('fails to listen for an event that there is not', async () => {
    const { Handlers } = handlers();
    EventPattern('NewSetting')(
      Handlers.prototype,
      'changed',
      Object.getOwnPropertyDescriptor(Handlers.prototype, 'changed')!,
    );
    const module = await Test.createTestingModule({ controllers: [Handlers] }).compile();
    const app = module.createNestMicroservice(withStrategy(new BtmgmtStrategy(kernel().transport())));
    app.useLogger(false);
    await expect(app.listen()).rejects.toThrow('NewSettings');
    await app.close();
  });
});
