/** Values by the names of their fields. */
export type Values = Readonly<Record<string, unknown>>;

const peer = { address: '00:AA:01:01:00:01', addressType: 'LEPublic' };
const key = { ...peer, keyType: 0, pinLength: 0 };
const longTermKey = { ...peer, keyType: 0, central: 0, encryptionSize: 16, encryptionDiversifier: 0, randomNumber: 0 };
const outOfBand = (secret: unknown): Values => ({
  ...peer,
  hash192: secret,
  randomizer192: secret,
  hash256: secret,
  randomizer256: secret,
});

/** Each message that has a secret, with the secret where it belongs. */
export const COMMANDS: Readonly<Record<string, (secret: unknown) => Values>> = {
  LoadLinkKeys: (value) => ({ debugKeys: false, keys: [{ ...key, addressType: 'BREDR', value }] }),
  LoadLongTermKeys: (value) => ({ keys: [{ ...longTermKey, value }] }),
  LoadIdentityResolvingKeys: (value) => ({ keys: [{ ...peer, value }] }),
  LoadBlockedKeys: (value) => ({ keys: [{ keyType: 0, value }] }),
  SetPrivacy: (identityResolvingKey) => ({ privacy: 'On', identityResolvingKey }),
  AddRemoteOutOfBandData: outOfBand,
  PINCodeReply: (pinCode) => ({ ...peer, pinCode }),
  UserPasskeyReply: (passkey) => ({ ...peer, passkey }),
  SendHCICommandAndWaitForEvent: (parameters) => ({ opcode: 0x040b, event: 0, timeout: 0, parameters }),
};
export const EVENTS: Readonly<Record<string, (secret: unknown) => Values>> = {
  NewLinkKey: (value) => ({ storeHint: true, ...key, value }),
  NewLongTermKey: (value) => ({ storeHint: true, ...longTermKey, value }),
  NewIdentityResolvingKey: (value) => ({ storeHint: true, randomAddress: peer.address, ...peer, value }),
  NewSignatureResolvingKey: (value) => ({ storeHint: true, ...peer, keyType: 0, value }),
  UserConfirmationRequest: (value) => ({ ...peer, confirmHint: 0, value }),
  PasskeyNotify: (passkey) => ({ ...peer, passkey, entered: 0 }),
  LocalOutOfBandExtendedDataUpdated: (eirData) => ({ addressType: ['BREDR'], eirData }),
};
export const REPLIES: Readonly<Record<string, (secret: unknown) => Values>> = {
  ReadLocalOutOfBandData: (secret) => {
    const data = new Map(Object.entries(outOfBand(secret)));
    data.delete('address');
    data.delete('addressType');
    return Object.fromEntries(data);
  },
  ReadLocalOutOfBandExtendedData: (eirData) => ({ addressType: ['BREDR'], eirData }),
  SendHCICommandAndWaitForEvent: (response) => ({ response }),
};
