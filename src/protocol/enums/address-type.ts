import { enumOf } from '../enums.js';
import { setOf } from '../masks.js';
import { u8 } from '../numbers.js';

/** The kind of a device's address. */
export const AddressType = { BREDR: 0, LEPublic: 1, LERandom: 2 } as const;
export type AddressType = keyof typeof AddressType;

export const addressType = enumOf('addressType', AddressType);

/**
 * The kinds that a discovery looks for, as a bit mask: bit n stands for type n. The kernel takes BREDR, both LE kinds
 * together, and all three (net/bluetooth/mgmt.c, discovery_type_is_valid).
 */
export const addressTypes = setOf('addressTypes', AddressType, u8);
