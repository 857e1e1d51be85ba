import type { ConnectionParameters } from '../../state/device-list.js';
import { lowEnergyPeer } from '../../state/device-list.js';
import type { Handler } from '../handler.js';
import { isLowEnergyPeer, isPeer } from '../../ground/peer.js';

/** Whether the values can be (hci_check_conn_params in include/net/bluetooth/hci_core.h). */
function arePossible(parameters: ConnectionParameters): boolean {
  const { minConnectionInterval: min, maxConnectionInterval: max, connectionLatency, supervisionTimeout } = parameters;
  if (min > max || min < 6 || max > 3200) return false;
  if (supervisionTimeout < 10 || supervisionTimeout > 3200 || max >= supervisionTimeout * 8) return false;
  // A timeout that is too short for any latency makes the bound wrap around.
  const bound = (Math.floor((supervisionTimeout * 4) / max) - 1) & 0xffff;
  return connectionLatency <= Math.min(499, bound);
}

/** load_conn_param in net/bluetooth/mgmt.c. Entries that can't be are skipped. */
export const loadConnectionParameters: Handler<'LoadConnectionParameters'> = (call, controller) => {
  const { devices, world, traits } = controller;
  if (!traits.le) return call.status('NotSupported');
  const { params } = call.params;
  // A single one changes the device that it is for, and since 6.12 nothing else if that one is known.
  const isSingle = params.length === 1 && world.isAtLeast('6.12');
  if (!isSingle && (params.length > 1 || !world.isAtLeast('6.12'))) devices.removeDisabled();
  for (const entry of params) {
    if (!isPeer(entry) || !isLowEnergyPeer(entry) || !arePossible(entry)) continue;
    if (isSingle && devices.find(entry) === undefined) devices.removeDisabled();
    const { minConnectionInterval, maxConnectionInterval, connectionLatency, supervisionTimeout } = entry;
    const parameters = { minConnectionInterval, maxConnectionInterval, connectionLatency, supervisionTimeout };
    devices.entryOf(lowEnergyPeer(entry), controller.parameters.connection).parameters = parameters;
  }
  call.complete({});
};

/** load_conn_subrate in mgmt.c of kernels newer than 6.12: no controller of the simulator has Shorter Connection Intervals. */
export const loadConnectionSubrate: Handler<'LoadConnectionSubrate'> = (call) => call.status('NotSupported');
