import type { Peer } from '../controllers/controller-state.js';
import type { MgmtEvent } from '../protocol/tables.js';
import type { PairingSetting } from './options.js';
import type { IOCapabilityName } from './pairing-requests.js';
import type { PairingRequest } from './requests.js';
import type { KeyStrength, PairingKey } from './strength.js';

/** What `pair` does and hears, of which `step` tells what it is. Plain data. Keys are in `'key'` and `'paired'`: log neither. */
export type PairingStep =
  /** The controller is as it should be; `settings` were switched on for that. */
  | { readonly step: 'prepared'; readonly settings: readonly PairingSetting[] }
  /** The kernel is looking for the device, and will pair with it. */
  | { readonly step: 'pairing'; readonly peer: Peer; readonly ioCapability: IOCapabilityName }
  | { readonly step: 'connected'; readonly peer: Peer }
  /** A question was asked, see `pairingRequests`. */
  | { readonly step: 'asked'; readonly kind: PairingRequest['kind'] }
  /** A key was made. `strength` is `undefined` for those that protect no connection. */
  | { readonly step: 'key'; readonly key: PairingKey; readonly strength: KeyStrength | undefined }
  /** The device wants to be connected like this. */
  | { readonly step: 'parameters'; readonly parameters: MgmtEvent<'NewConnectionParameter'> }
  /** The last one. */
  | PairedStep;

/** The last step: the devices are paired. */
export interface PairedStep {
  readonly step: 'paired';
  /** Who it is: its identity, which may be another address than the one that was given. Keys are under this one. */
  readonly peer: Peer;
  /** Of the key that protects the connection; `undefined` if none was made, since it was protected already. */
  readonly strength: KeyStrength | undefined;
  /** Whether the keys are worth keeping. Else one of both did not want to. */
  readonly bonded: boolean;
  readonly keys: readonly PairingKey[];
}
