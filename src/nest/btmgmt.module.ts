import type { DynamicModule, FactoryProvider, OnApplicationShutdown } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { filter, firstValueFrom } from 'rxjs';
import { BtmgmtHealth } from './health.js';
import type { BtmgmtConnection, BtmgmtModuleAsyncOptions, BtmgmtModuleOptions, BtmgmtProvisions } from './options.js';
import { ASYNC_CHECKS, CONNECTION_CHECKS, MODULE_CHECKS } from './options.js';
import { MGMT, controllerToken } from './tokens.js';
import { controller } from '../controllers/controller.js';
import { Mgmt } from '../mgmt/mgmt.js';
import { checkOptions } from '../protocol/options.js';
import { hciSocket } from '../transport/linux/hci-socket.js';

const CONNECTION = 'connection of rx-btmgmt';
const ENDING = 'ending of rx-btmgmt';

/** No service uses it any more then: Nest calls this last, after `onModuleDestroy` of the services that use it. */
const endingOf = (mgmt: Mgmt): OnApplicationShutdown => ({
  onApplicationShutdown: async () => {
    mgmt.close();
    // What was put into the kernel is taken back first: after a signal Nest ends the process at once.
    await firstValueFrom(mgmt.connected$.pipe(filter((isConnected) => !isConnected)));
  },
});

function moduleOf(
  { controllers = [0], isGlobal = true }: BtmgmtProvisions,
  connection: FactoryProvider<BtmgmtConnection>,
  imports: DynamicModule['imports'] = [],
): DynamicModule {
  const provided: FactoryProvider[] = [
    {
      provide: MGMT,
      inject: [CONNECTION],
      useFactory: ({ transport = hciSocket(), mgmt }: BtmgmtConnection) => new Mgmt(transport, mgmt),
    },
    ...controllers.map((which) => ({
      provide: controllerToken(which),
      inject: [MGMT],
      useFactory: (mgmt: Mgmt) => controller(mgmt, which),
    })),
    {
      provide: BtmgmtHealth,
      inject: [MGMT, CONNECTION],
      useFactory: (mgmt: Mgmt, { transport }: BtmgmtConnection) => new BtmgmtHealth(mgmt, transport === undefined),
    },
  ];
  return {
    module: BtmgmtModule,
    global: isGlobal,
    imports,
    providers: [connection, ...provided, { provide: ENDING, inject: [MGMT], useFactory: endingOf }],
    exports: provided.map(({ provide }) => provide),
  };
}

/**
 * Provides one `Mgmt`, the controllers that are named, and {@link BtmgmtHealth}. It opens nothing until something is asked of the
 * kernel, and closes all when the application ends.
 *
 * ```ts
 * @Module({ imports: [BtmgmtModule.forRoot({ controllers: ['00:1A:7D:DA:71:13'] })] })
 * export class AppModule {}
 * ```
 */
export class BtmgmtModule {
  /** @throws OptionError if an option makes no sense */
  static forRoot(options: BtmgmtModuleOptions = {}): DynamicModule {
    const { transport, mgmt, ...provisions } = checkOptions(options, MODULE_CHECKS);
    const connection = { ...(transport && { transport }), ...(mgmt && { mgmt }) };
    return moduleOf(provisions, { provide: CONNECTION, useFactory: () => connection });
  }

  /** @throws OptionError if an option makes no sense */
  static forRootAsync(options: BtmgmtModuleAsyncOptions): DynamicModule {
    const checked = checkOptions(options, ASYNC_CHECKS, undefined, ['useFactory']);
    const { imports, inject = [], useFactory, ...provisions } = checked;
    // What is misspelt must not lead to this machine's kernel.
    const make = async (...injected: readonly unknown[]): Promise<BtmgmtConnection> =>
      checkOptions(await useFactory(...injected), CONNECTION_CHECKS, 'useFactory()');
    return moduleOf(provisions, { provide: CONNECTION, inject, useFactory: make }, imports);
  }
}

Module({})(BtmgmtModule);
