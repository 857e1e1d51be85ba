import type { OptionChecks } from '../../../protocol/options.js';
import { checkAddress, checkBoolean, checkInteger, checkList, checkOptions } from '../../../protocol/options.js';
import type { ControllerOptions } from '../options.js';
import { oneOf } from './words.js';

const missing = oneOf('PublicAddress', 'ExternalConfiguration');
const quirk = oneOf('StrictDuplicateFilter', 'SimultaneousDiscovery');

const CONTROLLER: OptionChecks<ControllerOptions> = {
  kind: oneOf('dual', 'le', 'bredr'),
  address: checkAddress,
  bluetoothVersion: (option, version) => checkInteger(option, version, 0, 0xff),
  manufacturer: (option, company) => checkInteger(option, company, 0, 0xffff),
  bus: oneOf('Virtual', 'USB', 'UART'),
  missing: (option, list) => checkList(option, list, missing),
  publicAddressConfigurable: checkBoolean,
  extendedAdvertising: checkBoolean,
  // LE Read Number of Supported Advertising Sets (Core Specification, volume 4, part E, 7.8.58).
  advertisingInstances: (option, count) => checkInteger(option, count, 1, 0xf0),
  fastAndLongRange: checkBoolean,
  enhancedDataRate: checkBoolean,
  addressResolution: checkBoolean,
  wakesHost: checkBoolean,
  isochronous: checkBoolean,
  duplicateFilter: oneOf('weak', 'strict', 'virtual'),
  inquiryMode: oneOf('extended', 'rssi', 'plain'),
  quirks: (option, list) => checkList(option, list, quirk),
  widebandSpeech: checkBoolean,
};

/** @throws OptionError */
export function checkController(options: ControllerOptions, path?: string): ControllerOptions {
  return checkOptions(options, CONTROLLER, path);
}
