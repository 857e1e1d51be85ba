import { enumOf } from '../enums.js';

/** Set Discoverable. `Limited` needs a timeout. */
export const DiscoverableMode = { Off: 0, General: 1, Limited: 2 } as const;
export const discoverableMode = enumOf('discoverableMode', DiscoverableMode);

/** Set Advertising. `OnConnectable` advertises connectable whatever the setting Connectable says. */
export const AdvertisingMode = { Off: 0, On: 1, OnConnectable: 2 } as const;
export const advertisingMode = enumOf('advertisingMode', AdvertisingMode);

/** Set Secure Connections. `Only` refuses peers without it. */
export const SecureConnectionsMode = { Off: 0, On: 1, Only: 2 } as const;
export const secureConnectionsMode = enumOf('secureConnectionsMode', SecureConnectionsMode);

/** Set Debug Keys. `KeepAndUse` also uses debug keys for pairing. */
export const DebugKeysMode = { Discard: 0, Keep: 1, KeepAndUse: 2 } as const;
export const debugKeysMode = enumOf('debugKeysMode', DebugKeysMode);

/** Set Privacy. `Limited` shows the identity address while discoverable. */
export const PrivacyMode = { Off: 0, On: 1, Limited: 2 } as const;
export const privacyMode = enumOf('privacyMode', PrivacyMode);
