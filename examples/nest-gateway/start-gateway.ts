import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { BtmgmtExceptionFilter } from 'rx-btmgmt/nest';
import type { BridgeSettings } from './bridge.service.js';
import { GatewayModule } from './gateway.module.js';

export interface GatewayOptions extends BridgeSettings {
  /** 0: one that is free. Default: 3000. */
  readonly port?: number;
  /** A folder with the files of a page, which is served at `/`. */
  readonly dashboard?: string;
}

/**
 * Starts the gateway: REST with its description at `/api`, server-sent events at `/devices/news`, the bridge at `/btmgmt`, and a page at `/`. It
 * listens on this machine only; docs/bridge.md says how others get at it.
 */
export async function startGateway({
  port = 3000,
  dashboard,
  ...settings
}: GatewayOptions): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(GatewayModule.forRoot(settings), {
    logger: ['warn', 'error'],
    // Streams of server-sent events would hold the end of the application otherwise.
    forceCloseConnections: true,
  });
  app.useGlobalFilters(new BtmgmtExceptionFilter());
  if (dashboard !== undefined) app.useStaticAssets(dashboard);
  const description = new DocumentBuilder().setTitle('Bluetooth gateway').build();
  SwaggerModule.setup('api', app, () => SwaggerModule.createDocument(app, description));
  await app.listen(port, '127.0.0.1');
  return app;
}
