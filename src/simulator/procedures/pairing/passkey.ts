import type { Link } from '../../state/link.js';

/** A passkey is shown: whoever holds the remote device can read it. */
export function showPasskey({ air }: Link, passkey: number): void {
  if (air !== undefined) air.shownPasskey = passkey;
}
