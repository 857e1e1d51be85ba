import type { LinkKey } from './key-store.js';
import { SecurityLevel } from './security-level.js';

/** How well a connection is protected by a key for BR/EDR; undefined if the key says nothing (conn_set_key in hci_event.c). */
export function levelOfLinkKey(keyType: LinkKey['keyType'], pinLength: number): SecurityLevel | undefined {
  switch (keyType) {
    case 'Combination':
      return pinLength === 16 ? SecurityLevel.High : SecurityLevel.Medium;
    case 'UnauthenticatedP192':
    case 'UnauthenticatedP256':
      return SecurityLevel.Medium;
    case 'AuthenticatedP192':
      return SecurityLevel.High;
    case 'AuthenticatedP256':
      return SecurityLevel.Fips;
    default:
      return undefined;
  }
}

/** Whether a key is good enough for a level (hci_conn_security in net/bluetooth/hci_conn.c). */
export function suffices(keyType: LinkKey['keyType'], pinLength: number, level: SecurityLevel): boolean {
  const reached = levelOfLinkKey(keyType, pinLength);
  // A long PIN is good for everything.
  return reached !== undefined && (reached >= level || (keyType === 'Combination' && pinLength === 16));
}
