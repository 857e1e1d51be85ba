export type { BtmgmtConnection } from './connection.js';
export { withSimulator, withTransport, withWebSocket } from './connection.js';
export type { InjectedController } from './inject.js';
export { injectController, injectControllers, injectMgmt, injectMgmtStatus } from './inject.js';
export type { BtmgmtOptions } from './provide.js';
export { provideBtmgmt } from './provide.js';
export type { MgmtStatus } from './status.js';
