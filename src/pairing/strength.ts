import type { MgmtEvent } from '../protocol/tables.js';

/** The events that carry a key. Each can be kept, and loaded again as it is. */
export type PairingKey = MgmtEvent<
  'NewLinkKey' | 'NewLongTermKey' | 'NewIdentityResolvingKey' | 'NewSignatureResolvingKey'
>;

/** How good a key is. */
export interface KeyStrength {
  /** Whether a man in the middle is ruled out: a number was compared, or a passkey entered. */
  readonly authenticated: boolean;
  /** Whether it was made with Secure Connections (P-256), so that who has listened can't know it. */
  readonly secureConnections: boolean;
}

/** A PIN of so many digits is as good as a passkey (hci_link_key_notify_evt in net/bluetooth/hci_event.c). */
const SECURE_PIN = 16;

/** `undefined` for keys that protect no connection. Debug keys are known to the world, whatever made them. */
export function strengthOf(key: PairingKey): KeyStrength | undefined {
  if (key.event !== 'NewLinkKey' && key.event !== 'NewLongTermKey') return undefined;
  const type = String(key.keyType);
  const isLongPin = type === 'Combination' && key.event === 'NewLinkKey' && key.pinLength === SECURE_PIN;
  return {
    authenticated: type.startsWith('Authenticated') || isLongPin,
    secureConnections: type === 'UnauthenticatedP256' || type === 'AuthenticatedP256',
  };
}
