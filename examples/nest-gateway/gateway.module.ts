import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { BtmgmtModule } from 'rx-btmgmt/nest';
import { AdapterController } from './adapter.controller.js';
import type { BridgeSettings } from './bridge.service.js';
import { BRIDGE_SETTINGS, BridgeService } from './bridge.service.js';
import { DevicesController } from './devices.controller.js';
import { DevicesService } from './devices.service.js';
import { KeysController } from './keys.controller.js';
import { KeysService } from './keys.service.js';

@Module({})
export class GatewayModule {
  static forRoot(settings: BridgeSettings): DynamicModule {
    return {
      module: GatewayModule,
      imports: [BtmgmtModule.forRoot({ transport: settings.transport })],
      providers: [DevicesService, KeysService, BridgeService, { provide: BRIDGE_SETTINGS, useValue: settings }],
      controllers: [DevicesController, AdapterController, KeysController],
    };
  }
}
