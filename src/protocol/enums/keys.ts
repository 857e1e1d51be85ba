import { enumOf } from '../enums.js';

/** How a BR/EDR link key came about. */
export const LinkKeyType = {
  Combination: 0,
  LocalUnit: 1,
  RemoteUnit: 2,
  DebugCombination: 3,
  UnauthenticatedP192: 4,
  AuthenticatedP192: 5,
  ChangedCombination: 6,
  UnauthenticatedP256: 7,
  AuthenticatedP256: 8,
} as const;
export const linkKeyType = enumOf('linkKeyType', LinkKeyType);

/** How an LE long term key came about. */
export const LongTermKeyType = {
  UnauthenticatedLegacy: 0,
  AuthenticatedLegacy: 1,
  UnauthenticatedP256: 2,
  AuthenticatedP256: 3,
  DebugP256: 4,
} as const;
export const longTermKeyType = enumOf('longTermKeyType', LongTermKeyType);

/** Whose signature resolving key it is, and whether the peer was authenticated. */
export const SignatureKeyType = {
  LocalUnauthenticated: 0,
  RemoteUnauthenticated: 1,
  LocalAuthenticated: 2,
  RemoteAuthenticated: 3,
} as const;
export const signatureKeyType = enumOf('signatureKeyType', SignatureKeyType);

/** What kind of key is never to be used. */
export const BlockedKeyType = {
  LinkKey: 0,
  LongTermKey: 1,
  IdentityResolvingKey: 2,
} as const;
export const blockedKeyType = enumOf('blockedKeyType', BlockedKeyType);
