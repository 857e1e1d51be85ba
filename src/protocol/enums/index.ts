export * from './address-type.js';
export * from './controller.js';
export * from './device-found-flags.js';
export * from './modes.js';
export * from './settings.js';
export * from './status.js';
