import type { CommandName, EventName } from './tables.js';

/** The fields of each message, at any depth, that hold key material. */
type Secrets<N extends string> = ReadonlyMap<N, readonly string[]>;

/** Hash and randomizer together let a third party pair as if it had the out-of-band channel. */
const OUT_OF_BAND = ['hash192', 'randomizer192', 'hash256', 'randomizer256'] as const;

export const commandSecrets: Secrets<CommandName> = new Map<CommandName, readonly string[]>([
  ['LoadLinkKeys', ['value']],
  ['LoadLongTermKeys', ['value']],
  ['LoadIdentityResolvingKeys', ['value']],
  ['LoadBlockedKeys', ['value']],
  ['SetPrivacy', ['identityResolvingKey']],
  ['AddRemoteOutOfBandData', OUT_OF_BAND],
  ['PINCodeReply', ['pinCode']],
  ['UserPasskeyReply', ['passkey']],
  // HCI by hand: link keys, PINs and random numbers go through it, too.
  ['SendHCICommandAndWaitForEvent', ['parameters']],
]);

/** Of return parameters. */
export const replySecrets: Secrets<CommandName> = new Map<CommandName, readonly string[]>([
  ['ReadLocalOutOfBandData', OUT_OF_BAND],
  ['ReadLocalOutOfBandExtendedData', ['eirData']],
  ['SendHCICommandAndWaitForEvent', ['response']],
]);

export const eventSecrets: Secrets<EventName> = new Map<EventName, readonly string[]>([
  ['NewLinkKey', ['value']],
  ['NewLongTermKey', ['value']],
  ['NewIdentityResolvingKey', ['value']],
  ['NewSignatureResolvingKey', ['value']],
  ['UserConfirmationRequest', ['value']],
  ['PasskeyNotify', ['passkey']],
  ['LocalOutOfBandExtendedDataUpdated', ['eirData']],
]);

/**
 * The parts of advertising data that hold key material (Core Specification Supplement, Part A, 1.6 and 1.8): hash and
 * randomizer for P-192, Temporary Key, hash and randomizer for P-256, LE Secure Connections confirmation and random.
 */
const SECRET_TYPES: ReadonlySet<number> = new Set([0x0e, 0x0f, 0x10, 0x1d, 0x1e, 0x22, 0x23]);

/** A copy of advertising data with zeros for its secrets, and from the first part on that does not fit. */
export function withoutSecrets(eir: Uint8Array): Uint8Array {
  const out = eir.slice();
  for (let at = 0; at < out.length;) {
    const end = at + 1 + out[at]!;
    if (end > out.length) out.fill(0, at);
    else if (SECRET_TYPES.has(out[at + 1]!)) out.fill(0, at + 2, end);
    at = end;
  }
  return out;
}
