import { checkPeer } from '../controllers/check-peer.js';
import type { Peer } from '../controllers/controller-state.js';
import { checkReaction } from '../controllers/refusals.js';
import { defaultTimeout } from '../mgmt/options.js';
import type { OptionChecks } from '../protocol/options.js';
import { checkFunction, checkList, checkOneOf, checkOptions, checkPositiveDuration } from '../protocol/options.js';
import type { IOCapabilityName } from './pairing-requests.js';
import { checkIoCapability } from './pairing-requests.js';
import type { PairingPolicy } from './requests.js';

/** What pairing needs to be on for good keys that are kept. In this order: each needs those before it. */
export const PAIRING_SETTINGS = ['Bondable', 'SecureSimplePairing', 'SecureConnections'] as const;
/** A setting that pairing may need, and that `pair` may switch on. */
export type PairingSetting = (typeof PAIRING_SETTINGS)[number];

/** How `pair` goes about it. */
export interface PairOptions {
  /**
   * What can be shown and entered here. Default: `'KeyboardDisplay'` if there is a way to ask, a `policy` or a subscriber of
   * `pairingRequests`; else `'NoInputNoOutput'`, with which keys are not authenticated.
   */
  readonly ioCapability?: IOCapabilityName;
  /**
   * Answers the questions of this pairing. Default: they are left to the subscribers of `pairingRequests`; if there are none,
   * what just works is accepted, as `acceptJustWorks` does.
   */
  readonly policy?: PairingPolicy;
  /**
   * What is switched on before, where it is off and there is such a thing. `Bondable` is off again afterwards, the others stay. Default: all three.
   */
  readonly settings?: readonly PairingSetting[];
  /** How long pairing may take, in milliseconds. Then it is cancelled, in the kernel, too. Default: 60 000. */
  readonly timeout?: number;
  /** While the controller is off, or the device's technology on it: fail, or wait and begin anew. Default: `'error'`. */
  readonly whenOff?: 'pause' | 'error';
  /** While there is no such controller: fail, or wait and begin anew. Default: `'error'`. */
  readonly whenAbsent?: 'pause' | 'error';
}

/** Options that have been checked, with their defaults. */
export interface PairPlan {
  readonly peer: Peer;
  readonly ioCapability: IOCapabilityName | undefined;
  readonly policy: PairingPolicy | undefined;
  readonly settings: readonly PairingSetting[];
  readonly timeout: number;
  readonly whenOff: 'pause' | 'error';
  readonly whenAbsent: 'pause' | 'error';
}

const CHECKS: OptionChecks<PairOptions> = {
  ioCapability: checkIoCapability,
  policy: checkFunction,
  settings: (option, value) => checkList(option, value, (path, item) => checkOneOf(path, item, PAIRING_SETTINGS)),
  timeout: checkPositiveDuration,
  whenOff: checkReaction,
  whenAbsent: checkReaction,
};

/** Throws an `OptionError` for what makes no sense. */
export function checkPairOptions(peer: Peer, options: PairOptions): PairPlan {
  const {
    ioCapability,
    policy,
    settings = PAIRING_SETTINGS,
    timeout = defaultTimeout('PairDevice'),
    whenOff = 'error',
    whenAbsent = 'error',
  } = checkOptions(options, CHECKS);
  return {
    peer: checkPeer('peer', peer),
    ioCapability,
    policy,
    settings: [...settings],
    timeout,
    whenOff,
    whenAbsent,
  };
}
