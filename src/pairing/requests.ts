import type { Observable } from 'rxjs';
import type { Peer } from '../controllers/controller-state.js';

/** How a question came to its end. */
export interface PairingRequestEnd {
  /**
   * `'accepted'`, `'rejected'`: the kernel has taken the answer of this program. `'refused'`: it has not, see `error`; another program was faster,
   * mostly. `'paired'`: without an answer of this program. `'failed'`: the pairing failed or was cancelled. `'timeout'`: no program
   * answered for half a minute. `'replaced'`: the device has begun anew. `'disconnected'`, `'off'`, `'absent'`: the device, or the controller.
   */
  readonly end:
    | 'accepted'
    | 'rejected'
    | 'refused'
    | 'paired'
    | 'failed'
    | 'timeout'
    | 'replaced'
    | 'disconnected'
    | 'off'
    | 'absent';
  /** Why the kernel did not take the answer. */
  readonly error?: unknown;
}

/** What all questions have in common: who pairs, and what became of it. */
export interface PairingQuestion extends Peer {
  /** The controller that pairs. */
  readonly index: number;
  /** Whether it waits for an answer. */
  readonly isOpen: boolean;
  /** Emits once, when it is over, and completes; at once to those who come later. */
  readonly ended$: Observable<PairingRequestEnd>;
  /**
   * Says no. False: it is over, and there was nothing to say.
   *
   * @throws PairingAnswerError if this program has answered already
   */
  reject(): boolean;
}

/** The PIN of an old BR/EDR device is to be entered. */
export interface PinRequest extends PairingQuestion {
  readonly kind: 'pin';
  /** Whether it has to have 16 digits. */
  readonly secure: boolean;
  /**
   * Answers; false if it is over.
   *
   * @param pin 1 to 16 bytes as UTF-8
   * @throws PairingAnswerError, OptionError
   */
  accept(pin: string): boolean;
}

/** Whether the other side shows the same six digits. */
export interface ConfirmRequest extends PairingQuestion {
  readonly kind: 'confirm';
  readonly passkey: string;
  /** Answers; false if it is over. @throws PairingAnswerError */
  accept(): boolean;
}

/** Whether to pair at all: there is nothing to compare. */
export interface JustWorksRequest extends PairingQuestion {
  readonly kind: 'justWorks';
  /** Answers; false if it is over. @throws PairingAnswerError */
  accept(): boolean;
}

/** The six digits that the other side shows, or that stand on it, are to be entered. */
export interface PasskeyRequest extends PairingQuestion {
  readonly kind: 'passkey';
  /**
   * Answers; false if it is over.
   *
   * @param passkey 0 to 999999, or the six digits
   * @throws PairingAnswerError, OptionError
   */
  accept(passkey: number | string): boolean;
}

/** Six digits are to be shown, to be typed on the other side. No answer is needed; `reject` ends the connection. */
export interface PasskeyDisplay extends PairingQuestion {
  readonly kind: 'display';
  readonly passkey: string;
  /** How many digits were typed, the present number first. Some devices don't tell. Completes when it is over. */
  readonly entered$: Observable<number>;
}

/** A question that pairing asks, of which `kind` tells what it is. */
export type PairingRequest = PinRequest | ConfirmRequest | JustWorksRequest | PasskeyRequest | PasskeyDisplay;

/** Answers questions that it knows an answer to, if they are open; says whether it did. */
export type PairingPolicy = (request: PairingRequest) => unknown;
