import type { KeyDistribution, PairingFeatures } from './security-messages.js';
import type { SecuritySettings } from './security-owner.js';

const MAX_KEY_SIZE = 16;

const NO_KEYS: KeyDistribution = { encryption: false, identity: false, signature: false, link: false };

const both = (a: KeyDistribution, b: KeyDistribution): KeyDistribution => ({
  encryption: a.encryption && b.encryption,
  identity: a.identity && b.identity,
  signature: a.signature && b.signature,
  link: a.link && b.link,
});

/** Which keys it gives, and which it wants (build_pairing_cmd in net/bluetooth/smp.c). */
function distribution(
  settings: SecuritySettings,
  secureConnections: boolean,
): Record<'gives' | 'wants', KeyDistribution> {
  const { isBondable, isPrivate, resolves, crossTransport } = settings;
  const keys = { ...NO_KEYS, encryption: isBondable, signature: isBondable, link: secureConnections && crossTransport };
  return { gives: { ...keys, identity: isPrivate }, wants: { ...keys, identity: resolves } };
}

type Wanted = Pick<PairingFeatures, 'mitm' | 'secureConnections'>;

/** What one says whoever begins: Secure Connections only if both can do it. */
function featuresOf(
  settings: SecuritySettings,
  wanted: Wanted,
): Omit<PairingFeatures, 'initiatorKeys' | 'responderKeys'> {
  const secureConnections = settings.secureConnections && wanted.secureConnections;
  return {
    ioCapability: settings.ioCapability,
    outOfBand: secureConnections && settings.hasRemoteData,
    bonding: settings.isBondable,
    mitm: wanted.mitm,
    secureConnections,
    maxKeySize: MAX_KEY_SIZE,
  };
}

/** What one says who begins. */
export function requestOf(settings: SecuritySettings, wanted: Wanted): PairingFeatures {
  const features = featuresOf(settings, wanted);
  const { gives, wants } = distribution(settings, features.secureConnections);
  return { ...features, initiatorKeys: gives, responderKeys: wants };
}

/** What the other says to it: it follows the request as far as it can. */
export function responseTo(request: PairingFeatures, settings: SecuritySettings): PairingFeatures {
  const features = featuresOf(settings, request);
  const { gives, wants } = distribution(settings, features.secureConnections);
  return {
    ...features,
    initiatorKeys: both(request.initiatorKeys, wants),
    responderKeys: both(request.responderKeys, gives),
  };
}

/** With Secure Connections both make these keys by themselves. */
export const sentOnly = (keys: KeyDistribution, secureConnections: boolean): KeyDistribution =>
  secureConnections ? { ...keys, encryption: false, link: false } : keys;
