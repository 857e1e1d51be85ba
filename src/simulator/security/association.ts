import type { IoCapabilityName } from './security-messages.js';

/**
 * How the two protect themselves from an attacker in the middle, for one of them: `justWorks` and `confirm` don't, but ask or not; it is
 * to `enter` the passkey that the other shows, to `show` one, to `compare` two numbers; `overlap`: both could do both;
 * `outOfBand`: they know it from elsewhere.
 */
export type Association = 'justWorks' | 'confirm' | 'enter' | 'show' | 'compare' | 'overlap' | 'outOfBand';

const canConfirm = (io: IoCapabilityName): boolean => io === 'DisplayYesNo' || io === 'KeyboardDisplay';

/** By what both can do (Core Specification, Vol 3, Part H, 2.3.5.1, and get_auth_method in net/bluetooth/smp.c). */
export function associationOf(
  local: IoCapabilityName,
  remote: IoCapabilityName,
  secureConnections: boolean,
): Association {
  if (local === 'NoInputNoOutput') return 'justWorks';
  if (remote === 'NoInputNoOutput') return canConfirm(local) ? 'confirm' : 'justWorks';
  if (secureConnections && canConfirm(local) && canConfirm(remote)) return 'compare';
  if (local === 'KeyboardOnly') return 'enter';
  if (remote === 'KeyboardOnly') return 'show';
  if (remote === 'KeyboardDisplay') return local === 'KeyboardDisplay' ? 'overlap' : 'show';
  if (local === 'KeyboardDisplay') return 'enter';
  return canConfirm(local) ? 'confirm' : 'justWorks';
}

/** Whether the key that comes of it proves nothing about the remote. */
export const isUnauthenticated = (association: Association): boolean =>
  association === 'justWorks' || association === 'confirm';
