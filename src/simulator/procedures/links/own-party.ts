import type { Party } from '../../air/air-link.js';
import type { Peer } from '../../ground/peer.js';
import type { Controller } from '../../state/controller.js';
import type { Link } from '../../state/link.js';
import type { LocalAddress } from '../identity/own-address.js';

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

/** A controller as its remote over LE gets to know it, under an address of its own. */
export const lowEnergyParty = (controller: Controller, self: LocalAddress): Party => party(controller, self);

/** The same over BR/EDR. */
export const classicParty = (controller: Controller): Party =>
  party(controller, { address: controller.address, addressType: 'BREDR' });

/** Whether both ends are controllers of BlueZ's emulator, which are not quite as real ones. */
export const isEmulated = ({ traits }: Controller, link: Link): boolean =>
  link.party?.isEmulated === true && traits.bus === 'Virtual';
