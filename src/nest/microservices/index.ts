export { BtmgmtContext, BtmgmtStrategy } from './strategy.js';
