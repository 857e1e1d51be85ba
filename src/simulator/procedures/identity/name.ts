import type { Socket } from '../../sockets/socket.js';
import type { Controller } from '../../state/controller.js';
import { announceInformation } from './extended-information.js';

/**
 * Tells the radio the name, and the others that it has changed, but not while it is switched on
 * (mgmt_set_local_name_complete in net/bluetooth/mgmt.c).
 */
export function writeName(controller: Controller, skip?: Socket): void {
  const { hardware, name, shortName } = controller;
  hardware.name = name;
  if (controller.pending.has('SetPowered')) return;
  controller.emit({ event: 'LocalNameChanged', name, shortName }, skip);
  announceInformation(controller, skip);
}
