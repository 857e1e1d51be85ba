import { kindOf } from '../protocol/errors.js';
import { OptionError } from '../protocol/option-error.js';
import { checkText } from '../protocol/options.js';
import type { PairingRequest } from './requests.js';

/** How long a PIN has to be that is as good as a passkey. */
const SECURE_PIN = 16;

/** Agrees to pairings without a number to compare; leaves all other questions to others. Says whether it has answered. */
export function acceptJustWorks(request: PairingRequest): boolean {
  return request.isOpen && request.kind === 'justWorks' && request.accept();
}

/**
 * Agrees to whatever can be agreed to without entering something, also to numbers that no user has compared: only where no
 * stranger can be near. Says whether it has answered.
 */
export function acceptConfirmations(request: PairingRequest): boolean {
  return request.isOpen && (request.kind === 'justWorks' || request.kind === 'confirm') && request.accept();
}

/**
 * Enters a PIN whenever one is asked for, unless it has to be longer.
 *
 * @param pin 1 to 16 bytes as UTF-8, such as `'0000'`
 * @throws OptionError
 */
export function fixedPin(pin: string): (request: PairingRequest) => boolean {
  checkPin(pin);
  return (request) =>
    request.isOpen && request.kind === 'pin' && (!request.secure || pin.length === SECURE_PIN) && request.accept(pin);
}

/**
 * Enters a passkey whenever one is asked for, such as the one that stands on the device.
 *
 * @param passkey 0 to 999999, or the six digits
 * @throws OptionError
 */
export function fixedPasskey(passkey: number | string): (request: PairingRequest) => boolean {
  const number = passkeyOf(passkey);
  return (request) => request.isOpen && request.kind === 'passkey' && request.accept(number);
}

/** Says no to everything, and disconnects devices to whose user a passkey would have to be shown. Says whether it has answered. */
export function rejectAll(request: PairingRequest): boolean {
  return request.isOpen && request.reject();
}

/** Throws an `OptionError`, which does not hold what it was given: that is a secret. */
export function checkPin(pin: string): string {
  try {
    return checkText('pin', pin, SECURE_PIN, 1);
  } catch {
    throw new OptionError('pin', kindOf(pin), `a PIN of 1 to ${SECURE_PIN} bytes as UTF-8`);
  }
}

/** Throws an `OptionError`, likewise. */
export function passkeyOf(passkey: number | string): number {
  const number = typeof passkey === 'string' && /^\d{6}$/.test(passkey) ? Number(passkey) : passkey;
  if (typeof number === 'number' && Number.isInteger(number) && number >= 0 && number <= 999_999) return number;
  throw new OptionError('passkey', kindOf(passkey), 'a passkey: six digits as text, or an integer from 0 to 999999');
}
