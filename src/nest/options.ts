import type { FactoryProvider, ModuleMetadata } from '@nestjs/common';
import type { ControllerKey } from './tokens.js';
import { finderOf } from '../controllers/which.js';
import type { MgmtOptions } from '../mgmt/options.js';
import { mgmtSettings } from '../mgmt/options.js';
import type { OptionChecks } from '../protocol/options.js';
import { checkBoolean, checkFunction, checkList } from '../protocol/options.js';
import { OptionError } from '../protocol/option-error.js';
import { checkTransport } from '../transport/check-transport.js';
import type { Transport } from '../transport/transport.js';

/** How the kernel is reached. */
export interface BtmgmtConnection {
  /** The way to it: a simulator's, a bridge's. Default: `hciSocket()`, the kernel of this machine. */
  readonly transport?: Transport;
  /** Of `Mgmt`. */
  readonly mgmt?: MgmtOptions;
}

/** What is provided, and to which module. */
export interface BtmgmtProvisions {
  /** The controllers that can be injected. Default: `[0]`. */
  readonly controllers?: readonly ControllerKey[];
  /** Whether all modules can inject them. Default: true. */
  readonly isGlobal?: boolean;
}

/** The connection, and what is provided. */
export interface BtmgmtModuleOptions extends BtmgmtConnection, BtmgmtProvisions {}

/** The connection comes from a factory, and is made before anything is injected. */
export interface BtmgmtModuleAsyncOptions extends BtmgmtProvisions, Pick<ModuleMetadata, 'imports'> {
  readonly inject?: FactoryProvider['inject'];
  // As Nest declares factories: it has no types for what is injected.
  readonly useFactory: (
    ...injected: Parameters<FactoryProvider['useFactory']>
  ) => BtmgmtConnection | Promise<BtmgmtConnection>;
}

function checkController(option: string, key: ControllerKey): void {
  if (typeof key !== 'function') {
    try {
      finderOf(key);
      return;
    } catch {
      // Said below, with the name of this option.
    }
  }
  throw new OptionError(option, key, "an index, such as 0 or 'hci0', or an address, such as '00:1A:7D:DA:71:13'");
}

const PROVISION_CHECKS: OptionChecks<BtmgmtProvisions> = {
  controllers: (option, keys) => checkList(option, keys, checkController),
  isGlobal: checkBoolean,
};

/** Nest says what is wrong with it. */
const checkedLater = (): undefined => undefined;

export const CONNECTION_CHECKS: OptionChecks<BtmgmtConnection> = {
  transport: (_, transport) => checkTransport(transport),
  mgmt: (option, options) => mgmtSettings(options, option),
};

export const MODULE_CHECKS: OptionChecks<BtmgmtModuleOptions> = { ...PROVISION_CHECKS, ...CONNECTION_CHECKS };

export const ASYNC_CHECKS: OptionChecks<BtmgmtModuleAsyncOptions> = {
  ...PROVISION_CHECKS,
  imports: checkedLater,
  inject: checkedLater,
  useFactory: checkFunction,
};
