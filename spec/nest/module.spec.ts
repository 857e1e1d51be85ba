import { HealthCheckService, TerminusModule } from '@nestjs/terminus';
import { Test } from '@nestjs/testing';
import type { Controller } from 'rx-btmgmt';
import { Mgmt, isOptionError, isTransportError } from 'rx-btmgmt';
import { BtmgmtHealth, BtmgmtModule, InjectController, InjectMgmt, MGMT, controllerToken } from 'rx-btmgmt/nest';
import { filter, firstValueFrom } from 'rxjs';
import { injectable, kernel } from './world.js';

const ADDRESS = '00:1A:7D:DA:71:13';

class Lights {
  constructor(
    readonly mgmt: Mgmt,
    readonly adapter: Controller,
  ) {}
}
injectable(Lights, InjectMgmt(), InjectController(ADDRESS));

async function application(...imports: Parameters<typeof Test.createTestingModule>[0]['imports'] & object) {
  const module = await Test.createTestingModule({ imports, providers: [Lights] }).compile();
  const app = module.createNestApplication();
  await app.init();
  return app;
}

describe('BtmgmtModule', () => {
  it('provides a client and the controllers that it names, to whoever asks', async () => {
    const app = await application(BtmgmtModule.forRoot({ transport: kernel().transport(), controllers: [ADDRESS, 0] }));
    const { mgmt, adapter } = app.get(Lights);
    expect(mgmt).toBeInstanceOf(Mgmt);
    expect(adapter.mgmt).toBe(mgmt);
    const state = await firstValueFrom(adapter.state$.pipe(filter((is) => is !== undefined)));
    expect(state.address).toBe(ADDRESS);
    expect(app.get<Controller>(controllerToken(0)).mgmt).toBe(mgmt);
    await app.close();
  });

  it('ends the client when the application ends, after the services that use it', async () => {
    const seen: string[] = [];
    class Last {
      constructor(private readonly mgmt: Mgmt) {}
      async onModuleDestroy(): Promise<void> {
        await firstValueFrom(this.mgmt.command$('ReadControllerIndexList', null));
        seen.push('still answered');
      }
    }
    injectable(Last, InjectMgmt());
    const module = await Test.createTestingModule({
      imports: [BtmgmtModule.forRoot({ transport: kernel().transport() })],
      providers: [Last],
    }).compile();
    const app = module.createNestApplication();
    await app.init();
    const mgmt = app.get<Mgmt>(MGMT);
    mgmt.events$.subscribe({ error: () => seen.push('failed'), complete: () => seen.push('completed') });
    await app.close();
    expect(seen).toEqual(['still answered', 'completed']);
    const error: unknown = await firstValueFrom(mgmt.command$('ReadControllerIndexList', null)).catch(
      (why: unknown) => why,
    );
    expect(isTransportError(error, 'CLOSED')).toBe(true);
  });

  it('takes its connection from a factory, which may wait and be given what it needs', async () => {
    const SETTINGS = 'settings';
    const settings = {
      module: class Settings {
        readonly isEmpty = true;
      },
      providers: [{ provide: SETTINGS, useValue: kernel() }],
      exports: [SETTINGS],
    };
    const app = await application(
      BtmgmtModule.forRootAsync({
        controllers: [ADDRESS],
        imports: [settings],
        inject: [SETTINGS],
        useFactory: (simulator: ReturnType<typeof kernel>) => Promise.resolve({ transport: simulator.transport() }),
      }),
    );
    const reply = await firstValueFrom(app.get(Lights).adapter.command$('SetPowered', true));
    expect(reply.currentSettings.Powered).toBe(true);
    await app.close();
  });

  it('says what to do about a controller that was not named', async () => {
    const module = BtmgmtModule.forRoot({ transport: kernel().transport() });
    await expect(application(module)).rejects.toThrow(`controller ${ADDRESS}, which must be in "controllers"`);
  });

  it.each([
    [{ controllers: ['hci'] }, 'controllers[0]'],
    [{ controller: [0] }, 'controller'],
    [{ isGlobal: 1 }, 'isGlobal'],
  ])('refuses %j', (options, named) => {
    expect(() => BtmgmtModule.forRoot(options as object)).toThrow(named);
    expect(() => BtmgmtModule.forRootAsync({ ...options, useFactory: () => ({}) } as never)).toThrow(named);
  });

  it('refuses to do without a factory', () => {
    expect(() => BtmgmtModule.forRootAsync({} as never)).toThrow('useFactory');
  });

  it.each([
    ['useFactory()', undefined],
    ["did you mean 'transport'?", { tranport: kernel().transport() }],
    ['transport: an object', { transport: {} }],
    ['useFactory().mgmt.timeout', { mgmt: { timeout: -1 } }],
    ['useFactory().controllers', { controllers: [0] }],
  ])('refuses what a factory gives: %s', async (named, given) => {
    const module = BtmgmtModule.forRootAsync({ controllers: [ADDRESS], useFactory: () => given as never });
    const refusal: unknown = await application(module).catch((error: unknown) => error);
    expect(isOptionError(refusal)).toBe(true);
    expect(String(refusal)).toContain(named);
  });

  it('opens nothing before something is asked', async () => {
    const app = await application(BtmgmtModule.forRoot({ transport: kernel().transport(), controllers: [ADDRESS] }));
    const connected = await firstValueFrom(app.get(Lights).mgmt.connected$);
    expect(connected).toBe(false);
    await app.close();
  });
});

describe('BtmgmtHealth', () => {
  it('is up while a controller is on, and says what is wrong otherwise', async () => {
    const app = await application(BtmgmtModule.forRoot({ transport: kernel().transport(), controllers: [ADDRESS] }));
    const health = app.get(BtmgmtHealth);
    expect(await health.check('radio')).toMatchObject({
      radio: { status: 'down', problems: [{ code: 'NoneIsOn' }], controllers: [{ address: ADDRESS, powered: false }] },
    });
    expect(await health.check('radio', { powered: false })).toMatchObject({ radio: { status: 'up', problems: [] } });
    await firstValueFrom(app.get(Lights).adapter.command$('SetPowered', true));
    expect(await health.check('radio')).toMatchObject({ radio: { status: 'up', controllers: [{ powered: true }] } });
    await app.close();
    expect(await health.check('radio')).toMatchObject({ radio: { status: 'down', problems: [{ code: 'CLOSED' }] } });
  });

  it('is an indicator of terminus', async () => {
    const bluetooth = BtmgmtModule.forRoot({ transport: kernel().transport(), controllers: [ADDRESS] });
    const app = await application(TerminusModule.forRoot({ logger: false }), bluetooth);
    const terminus = app.get(HealthCheckService);
    const check = () => terminus.check([() => app.get(BtmgmtHealth).check('radio')]);
    await expect(check()).rejects.toMatchObject({
      status: 503,
      response: { status: 'error', error: { radio: { status: 'down', problems: [{ code: 'NoneIsOn' }] } } },
    });
    await firstValueFrom(app.get(Lights).adapter.command$('SetPowered', true));
    expect(await check()).toMatchObject({ status: 'ok', info: { radio: { status: 'up', problems: [] } } });
    await app.close();
  });

  it('refuses what makes no sense', () => {
    const health = new BtmgmtHealth(new Mgmt(kernel().transport()), false);
    expect(() => health.check('radio', { timeout: -1 })).toThrow('timeout');
  });
});
