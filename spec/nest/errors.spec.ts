import type { ArgumentsHost } from '@nestjs/common';
import { Controller as NestController, Get } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { Test } from '@nestjs/testing';
import type { Mgmt, MgmtError, Status } from 'rx-btmgmt';
import { OptionError, StatusError } from 'rx-btmgmt';
import { BtmgmtExceptionFilter, BtmgmtModule, InjectMgmt, httpStatusOf } from 'rx-btmgmt/nest';
import { firstValueFrom } from 'rxjs';
import { injectable, kernel } from './world.js';

describe('httpStatusOf', () => {
  it.each([
    ['InvalidIndex', 404],
    ['NotPowered', 409],
    ['InvalidParameters', 400],
    ['Timeout', 504],
  ] as const)('says for %s %d', (code, status) => {
    expect(httpStatusOf(new StatusError({ command: 'SetPowered', index: 0 }, code, { source: 'kernel' }))).toBe(status);
  });

  it('says what its page says', () => {
    const page = readFileSync('docs/nest.md', 'utf8');
    const rows = [...page.matchAll(/^\| (\d{3}) +\| (.*) \|$/gm)].flatMap(([, status, errors = '']) =>
      [...errors.matchAll(/`(\w+)`/g)].map(([, name = '']) => [name, Number(status)] as const),
    );
    const said = rows.filter(([name]) => !name.endsWith('Error'));
    expect(said.length).toBeGreaterThan(15);
    for (const [name, status] of said) {
      const error = new StatusError({ command: 'SetPowered', index: 0 }, name as Status, { source: 'kernel' });
      expect([name, httpStatusOf(error)]).toEqual([name, status]);
    }
  });

  it('knows errors of this library, and no others', () => {
    expect(httpStatusOf(new OptionError('name', 1, 'a text'))).toBe(400);
    expect(httpStatusOf(new Error('other'))).toBeUndefined();
  });
});

describe('BtmgmtExceptionFilter', () => {
  class Power {
    constructor(private readonly mgmt: Mgmt) {}
    on() {
      return this.mgmt.command$('SetPowered', 7, true);
    }
  }
  injectable(Power, InjectMgmt());
  NestController('power')(Power);
  Get()(Power.prototype, 'on', Object.getOwnPropertyDescriptor(Power.prototype, 'on')!);

  it('answers a request with status, code and what to do', async () => {
    const module = await Test.createTestingModule({
      imports: [BtmgmtModule.forRoot({ transport: kernel().transport() })],
      controllers: [Power],
    }).compile();
    const app = module.createNestApplication();
    app.useLogger(false);
    app.useGlobalFilters(new BtmgmtExceptionFilter());
    await app.listen(0, '127.0.0.1');
    const response = await fetch(`${await app.getUrl()}/power`);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      statusCode: 404,
      error: 'StatusError',
      code: 'InvalidIndex',
      message: expect.stringContaining('SetPowered'),
    });
    await app.close();
  });

  it('passes on what came from elsewhere', async () => {
    const error: MgmtError = new OptionError('name', 1, 'a text');
    const host = { getType: () => 'rpc' } as ArgumentsHost;
    const passed$ = new BtmgmtExceptionFilter().catch(error, host)!;
    await expect(firstValueFrom(passed$)).rejects.toBe(error);
  });
});
