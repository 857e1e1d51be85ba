// What users of Nest do with the types, compiled as theirs are: with decorators, against the packed declarations and those of each Nest.
import { Controller as NestController, Get, Module } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { Controller, Mgmt, MgmtEvent } from 'rx-btmgmt';
import type { BluetoothHealth } from 'rx-btmgmt/nest';
import {
  BtmgmtExceptionFilter,
  BtmgmtHealth,
  BtmgmtModule,
  InjectController,
  InjectMgmt,
  httpStatusOf,
} from 'rx-btmgmt/nest';
import { BtmgmtContext, BtmgmtStrategy } from 'rx-btmgmt/nest-microservices';
import { createSimulator } from 'rx-btmgmt/simulator';

@NestController('radio')
export class Radio {
  constructor(
    @InjectMgmt() private readonly mgmt: Mgmt,
    @InjectController('hci0') private readonly adapter: Controller,
    private readonly health: BtmgmtHealth,
  ) {}

  @Get('health')
  async healthy(): Promise<BluetoothHealth> {
    const health = await this.health.check('radio');
    // @ts-expect-error It is under its key only, and not `any`.
    const other: keyof typeof health = 'other';
    return health[other];
  }

  @Get('version')
  version$() {
    return this.mgmt.command$('ReadManagementVersionInformation', null);
  }

  // By itself, Nest 12 refuses a second parameter of any type but `unknown`.
  @EventPattern<'DeviceFound'>('DeviceFound')
  found(@Payload() event: MgmtEvent<'DeviceFound'>, @Ctx() context: BtmgmtContext): readonly unknown[] {
    return [event.rssi.toFixed(), context.mgmt === this.mgmt, context.event.event, this.adapter.state$];
  }
}

@Module({
  imports: [BtmgmtModule.forRoot({ transport: createSimulator().transport(), controllers: ['hci0'] })],
  controllers: [Radio],
})
export class AppModule {}

// @ts-expect-error Keys are indexes and addresses.
BtmgmtModule.forRoot({ controllers: [true] });
BtmgmtModule.forRootAsync({
  inject: ['SETTINGS'],
  useFactory: (url: string) => Promise.resolve({ mgmt: { timeout: url.length } }),
});

export const status: number | undefined = httpStatusOf(new Error('of another library'));
export const parts = [new BtmgmtExceptionFilter(), new BtmgmtStrategy(createSimulator().transport())];
