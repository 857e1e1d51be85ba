export { bluetoothctl } from './bluetoothctl.js';
export { advertising } from './btmgmt-advertising.js';
export { devices } from './btmgmt-devices.js';
export { discovery } from './btmgmt-discovery.js';
export { pairing } from './btmgmt-pairing.js';
export { reading } from './btmgmt-reading.js';
export { settings } from './btmgmt-settings.js';
