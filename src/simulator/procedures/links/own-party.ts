import type { LocalAddress } from '../identity/own-address.js';
import type { Controller } from '../../state/controller.js';
import type { Party } from '../../air/air-link.js';
import type { Peer } from '../../ground/peer.js';

/** What controllers of BlueZ's emulator say of how strong they hear each other (btdev.c). */
const RSSI = -1;

function party(controller: Controller, self: Peer): Party {
  const { flags, hardware, traits } = controller;
  return {
    ...self,
    classOfDevice: hardware.classOfDevice,
    simplePairing: flags.has('SimplePairing'),
    secureConnections: flags.has('SecureConnections'),
    isEmulated: traits.bus === 'Virtual',
    name: () => hardware.name,
    rssi: () => RSSI,
  };
}

/** A controller as those get to know it whom it is connected with over LE, under an address of its own. */
export const lowEnergyParty = (controller: Controller, self: LocalAddress): Party => party(controller, self);

/** The same over BR/EDR. */
export const classicParty = (controller: Controller): Party =>
  party(controller, { address: controller.address, addressType: 'BREDR' });
