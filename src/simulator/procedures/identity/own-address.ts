import { NO_ADDRESS } from '../../ground/address.js';
import { nonResolvableAddress, resolvableAddress } from '../../ground/private-address.js';
import type { Controller } from '../../state/controller.js';

/** Under which address the controller shows itself over LE. */
export interface LocalAddress {
  readonly addressType: 'LEPublic' | 'LERandom';
  readonly address: string;
}

/** What is used without privacy (hci_copy_identity_address in net/bluetooth/hci_core.c). */
export function identityAddress({ address, staticAddress, flags }: Controller): LocalAddress {
  const isStatic =
    flags.has('ForceStaticAddress') || address === NO_ADDRESS || (!flags.has('BREDR') && staticAddress !== NO_ADDRESS);
  return isStatic ? { addressType: 'LERandom', address: staticAddress } : { addressType: 'LEPublic', address };
}

/**
 * The address to advertise, scan or connect with; gives the hardware a random one if it takes that (hci_update_random_address_sync
 * in net/bluetooth/hci_sync.c).
 */
export function updateAddress(
  controller: Controller,
  options: { readonly requirePrivacy: boolean; readonly rpa: boolean },
): LocalAddress {
  const { ownAddress } = controller;
  if (options.rpa) {
    if (!isRpaValid(controller)) setRandomAddress(controller, makeRpa(controller));
    return { addressType: 'LERandom', address: ownAddress.random };
  }
  if (options.requirePrivacy) {
    setRandomAddress(controller, makeUnresolvable(controller));
    return { addressType: 'LERandom', address: ownAddress.random };
  }
  const identity = identityAddress(controller);
  if (identity.addressType === 'LEPublic') return identity;
  if (identity.address !== ownAddress.random) setRandomAddress(controller, identity.address);
  return { addressType: 'LERandom', address: ownAddress.random };
}

/** A new resolvable private address. */
export function makeRpa({ ownAddress, world }: Controller): string {
  ownAddress.rpa = resolvableAddress(ownAddress.irk, world.random);
  return ownAddress.rpa;
}

export const makeUnresolvable = ({ world }: Controller): string => nonResolvableAddress(world.random);

/** Whether the private address that was made last still holds (rpa_valid in include/net/bluetooth/hci_core.h). */
export function isRpaValid(controller: Controller): boolean {
  const { events, ownAddress } = controller;
  if (ownAddress.rpa === NO_ADDRESS) return false;
  events.catchUp();
  return controller.time < ownAddress.validUntil;
}

/** It can't change while the controller shows itself under the one that it has (hci_set_random_addr_sync). */
export function setRandomAddress(controller: Controller, address: string): void {
  const { advertising, events, ownAddress } = controller;
  events.catchUp();
  if (ownAddress.random !== NO_ADDRESS && advertising.isOn) return ownAddress.expire();
  ownAddress.random = address;
  if (address === ownAddress.rpa) ownAddress.validUntil = controller.time + ownAddress.rpaTimeout * 1000;
}
