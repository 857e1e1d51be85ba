import { headerOnly } from '../frames.js';
import type { RowsOf } from '../handler.js';

type Command =
  | 'SetScanParameters'
  | 'ReadDefaultSystemConfiguration'
  | 'SetDefaultSystemConfiguration'
  | 'ReadDefaultRuntimeConfiguration'
  | 'SetDefaultRuntimeConfiguration';

/** What LE allows for scans, in units of 0.625 ms. */
const SHORTEST = 0x0004;
const LONGEST = 0x4000;

/** Times and intervals. */
export const parameterRows: RowsOf<Command> = {
  /** set_scan_params in net/bluetooth/mgmt.c. */
  SetScanParameters: (call, controller) => {
    const { interval, window } = call.params;
    if (!controller.traits.le) return call.status('NotSupported');
    const isValid = window >= SHORTEST && interval <= LONGEST && window <= interval;
    if (!isValid) return call.status('InvalidParameters');
    controller.parameters.setScan(interval, window);
    call.complete({});
  },

  /** read_def_system_config in mgmt_config.c. */
  ReadDefaultSystemConfiguration: {
    isForUntrusted: true,
    handle: (call, controller) => call.completeRaw(controller.parameters.toBytes()),
  },

  /** set_def_system_config in mgmt_config.c. */
  SetDefaultSystemConfiguration: {
    length: 'variable',
    repaired: headerOnly,
    handle: (call, controller) => {
      if (controller.parameters.setAll(call.bytes)) call.complete({});
      else call.status('InvalidParameters');
    },
  },

  /** read_def_runtime_config in mgmt_config.c: there are none. */
  ReadDefaultRuntimeConfiguration: {
    isForUntrusted: true,
    handle: (call) => call.complete({ parameters: [] }),
  },

  /** set_def_runtime_config in mgmt_config.c answers for another command. */
  SetDefaultRuntimeConfiguration: {
    length: 'variable',
    repaired: headerOnly,
    handle: (call) => call.status('InvalidParameters', 'SetDefaultSystemConfiguration'),
  },
};
