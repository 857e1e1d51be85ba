import type { TransportPromise } from './promises.js';
import { toHex } from '../../protocol/bytes.js';

/** What a transport did not do as it should; a scenario adds which promise that is. */
export class Violation extends Error {
  override readonly name = 'Violation';

  constructor(
    /** A sentence without its full stop. */
    readonly expected: string,
    /** What happened instead, as one. */
    readonly actual: string,
  ) {
    super(`${expected}. Instead: ${actual}.`);
  }
}

/** The error that a scenario rejects with. */
export class ContractError extends Error {
  override readonly name = 'ContractError';

  constructor({ message }: Violation, { member, text }: TransportPromise) {
    super(`${message}\nThe promise is that of Transport.${member}: "${text}".`);
  }
}

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The longest frames are too long for a message. */
const SHOWN_BYTES = 24;

export function showFrame(frame: Uint8Array): string {
  const shown = toHex(frame.subarray(0, SHOWN_BYTES));
  const more = frame.length > SHOWN_BYTES ? ' ...' : '';
  return `${frame.length} bytes (${shown}${more})`;
}

export function showError(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { name, code, message } = error as {
    readonly name?: unknown;
    readonly code?: unknown;
    readonly message?: unknown;
  };
  return `${String(name)}${typeof code === 'string' ? ` '${code}'` : ''}: ${String(message)}`;
}
