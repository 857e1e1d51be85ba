export { PairingAnswerError, isPairingAnswerError } from './answer-error.js';
export type { PairOptions, PairingSetting } from './options.js';
export { pair } from './pair.js';
export type { IOCapabilityName, PairingRequestsOptions } from './pairing-requests.js';
export { pairingRequests } from './pairing-requests.js';
export { acceptConfirmations, acceptJustWorks, fixedPasskey, fixedPin, rejectAll } from './policies.js';
export type {
  ConfirmRequest,
  JustWorksRequest,
  PairingPolicy,
  PairingQuestion,
  PairingRequest,
  PairingRequestEnd,
  PasskeyDisplay,
  PasskeyRequest,
  PinRequest,
} from './requests.js';
export type { PairedStep, PairingStep } from './steps.js';
export type { KeyStrength, PairingKey } from './strength.js';
