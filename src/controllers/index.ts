export type { Controller, ControllerCommandName } from './controller.js';
export { controller } from './controller.js';
export type { ControllerSettings, ControllerState, MissingOptions, Peer } from './controller-state.js';
export { controllers } from './controllers.js';
export { whilePowered, whilePresent } from './while-present.js';
export type { Which } from './which.js';
