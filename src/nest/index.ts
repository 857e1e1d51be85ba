export { BtmgmtModule } from './btmgmt.module.js';
export { BtmgmtExceptionFilter, type ErrorBody } from './exception-filter.js';
export { BtmgmtHealth, type BluetoothHealth, type HealthOptions, type HealthProblem } from './health.js';
export { httpStatusOf } from './http-status.js';
export type { BtmgmtConnection, BtmgmtModuleAsyncOptions, BtmgmtModuleOptions, BtmgmtProvisions } from './options.js';
export { type ControllerKey, InjectController, InjectMgmt, MGMT, controllerToken } from './tokens.js';
