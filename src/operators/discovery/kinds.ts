import type { AddressType } from '../../protocol/enums/address-type.js';

/** What a discovery of the kernel looks for: BR/EDR, both kinds of LE, or all three (discovery_type_is_valid in net/bluetooth/mgmt.c). */
export type Kinds = readonly AddressType[];

/** The kinds that have to be looked for so that devices with these address types are found. */
export function kindsFor(addressTypes: readonly AddressType[]): Kinds {
  const kinds: AddressType[] = addressTypes.includes('BREDR') ? ['BREDR'] : [];
  const isLowEnergy = addressTypes.includes('LEPublic') || addressTypes.includes('LERandom');
  return isLowEnergy ? [...kinds, 'LEPublic', 'LERandom'] : kinds;
}

export const containsAll = (kinds: Kinds, wanted: Kinds): boolean => wanted.every((kind) => kinds.includes(kind));

export const isSame = (one: Kinds, other: Kinds): boolean => one.length === other.length && containsAll(one, other);

/** As people call them. */
export function inWords(kinds: Kinds): string {
  if (kinds.length === 3) return 'BR/EDR and LE';
  return kinds.includes('BREDR') ? 'BR/EDR' : 'LE';
}

/** Those that have a name: a newer kernel may know more. */
export const known = (types: readonly (AddressType | number)[]): Kinds =>
  types.filter((type) => typeof type === 'string');
