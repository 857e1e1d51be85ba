import { addDevice, removeDevice } from './device-list/added.js';
import { blockDevice, unblockDevice } from './device-list/blocked.js';
import { getDeviceFlags, setDeviceFlags } from './device-list/flags.js';
import { loadConnectionParameters, loadConnectionSubrate } from './device-list/parameters.js';
import type { RowsOf } from './handler.js';

type Command =
  | 'BlockDevice'
  | 'UnblockDevice'
  | 'AddDevice'
  | 'RemoveDevice'
  | 'GetDeviceFlags'
  | 'SetDeviceFlags'
  | 'LoadConnectionParameters'
  | 'LoadConnectionSubrate';

export const deviceListRows: RowsOf<Command> = {
  BlockDevice: blockDevice,
  UnblockDevice: unblockDevice,
  AddDevice: addDevice,
  RemoveDevice: removeDevice,
  GetDeviceFlags: getDeviceFlags,
  SetDeviceFlags: setDeviceFlags,
  LoadConnectionParameters: {
    length: 'variable',
    misfit: ({ traits }) => (traits.le ? 'InvalidParameters' : 'NotSupported'),
    handle: loadConnectionParameters,
  },
  LoadConnectionSubrate: {
    length: 'variable',
    misfit: () => 'NotSupported',
    handle: loadConnectionSubrate,
  },
};
