import type { LongTermKey } from './key-store.js';

/** How well a connection is protected (BT_SECURITY_LOW and so on in include/net/bluetooth/bluetooth.h). */
export const SecurityLevel = {
  /** Not at all. */
  Low: 1,
  /** Encrypted. */
  Medium: 2,
  /** Encrypted, with a key that was made with MITM protection. */
  High: 3,
  /** The same with Secure Connections. */
  Fips: 4,
} as const;
export type SecurityLevel = (typeof SecurityLevel)[keyof typeof SecurityLevel];

/** What a key is good for (smp_ltk_sec_level in net/bluetooth/smp.h). */
export function levelOf({ keyType }: Pick<LongTermKey, 'keyType'>): SecurityLevel {
  if (keyType === 'AuthenticatedP256') return SecurityLevel.Fips;
  return keyType === 'AuthenticatedLegacy' ? SecurityLevel.High : SecurityLevel.Medium;
}

/** How well one connection is protected, and how well it is meant to be. */
export interface Protection {
  level: SecurityLevel;
  wanted: SecurityLevel;
  isEncrypted: boolean;
}
