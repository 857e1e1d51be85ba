import { addDevice, removeDevice } from './device-list/added.js';
import { blockDevice, unblockDevice } from './device-list/blocked.js';
import { getDeviceFlags, setDeviceFlags } from './device-list/flags.js';
import { loadConnectionParameters, loadConnectionSubrate } from './device-list/parameters.js';

export const deviceListHandlers = {
  BlockDevice: blockDevice,
  UnblockDevice: unblockDevice,
  AddDevice: addDevice,
  RemoveDevice: removeDevice,
  GetDeviceFlags: getDeviceFlags,
  SetDeviceFlags: setDeviceFlags,
  LoadConnectionParameters: loadConnectionParameters,
  LoadConnectionSubrate: loadConnectionSubrate,
};
