import { isIdentityAddress } from './addresses.js';
import type { Reason, Reasons } from './reason.js';
import { named, peerType, switched } from './reason.js';
import type { deviceCommands } from '../domains/device.js';
import type { discoveryCommands } from '../domains/discovery.js';
import type { keysCommands } from '../domains/keys.js';
import type { pairingCommands } from '../domains/pairing.js';

const ZEROS = '00:00:00:00:00:00';
const isWildcard = ({ address }: { readonly address: string }): boolean => address === ZEROS;

const identity: Reason<{ readonly address: string; readonly addressType: unknown }> = {
  text: 'address must be an identity address: a random one must be static, with C0 to FF in front. Private addresses change.',
  when: (peer) => !isIdentityAddress(peer),
};

const ioCapability = named(
  'ioCapability',
  'DisplayOnly, DisplayYesNo, KeyboardOnly, NoInputNoOutput or KeyboardDisplay',
);

/** What a discovery can look for (discovery_type_is_valid in mgmt.c). */
const KINDS = ['BREDR', 'LEPublic,LERandom', 'BREDR,LEPublic,LERandom'];
const kinds: Reason<{ readonly addressType: readonly unknown[] }> = {
  text: "addressType must be ['BREDR'], ['LEPublic', 'LERandom'] or all three: the two kinds of LE go together.",
  when: ({ addressType }) => !KINDS.includes(addressType.join()),
};

/** From start_discovery to confirm_name in net/bluetooth/mgmt.c. */
export const discoveryReasons = (): Partial<Reasons<keyof ReturnType<typeof discoveryCommands>>> => ({
  StartDiscovery: [kinds],
  StartLimitedDiscovery: [kinds],
  StartServiceDiscovery: [kinds],
  StopDiscovery: [
    { text: 'addressType must be that of the discovery that is running, as the event Discovering tells it.' },
  ],
  ConfirmName: [
    {
      text: 'The kernel does not wait for the name of this device: it has asked with the flag ConfirmName of DeviceFound for others, or has been answered.',
    },
  ],
});

/** From disconnect to set_device_flags in mgmt.c. */
export const deviceReasons = (): Partial<Reasons<keyof ReturnType<typeof deviceCommands>>> => ({
  Disconnect: [peerType],
  BlockDevice: [peerType],
  UnblockDevice: [peerType, { text: 'This device is not blocked.', unless: isWildcard }],
  GetConnectionInformation: [peerType],
  GetClockInformation: [
    {
      text: 'addressType must be BREDR: LE has no clocks to tell of.',
      when: ({ addressType }) => addressType !== 'BREDR',
    },
  ],
  AddDevice: [
    { text: 'address must not be all zeros.', when: isWildcard },
    peerType,
    named('action', 'BackgroundScan, AllowIncomingOrDirect or AutoConnect'),
    {
      text: 'For BREDR, action must be AllowIncomingOrDirect.',
      when: ({ addressType, action }) => addressType === 'BREDR' && action !== 'AllowIncomingOrDirect',
    },
    identity,
  ],
  RemoveDevice: [
    peerType,
    {
      text: 'All zeros, which removes all devices, go with the addressType BREDR only.',
      when: (peer) => isWildcard(peer) && peer.addressType !== 'BREDR',
    },
    identity,
    { text: 'This device was not added with AddDevice, or not any more.', unless: isWildcard },
  ],
  GetDeviceFlags: [{ text: 'This device was not added: flags are those of devices of AddDevice.' }],
  SetDeviceFlags: [
    {
      text: 'currentFlags has bits that stand for no flag.',
      when: ({ currentFlags }) => 'unknownBits' in currentFlags,
    },
    {
      text: 'This device was not added: AddDevice comes first. (Kernels newer than 6.12 take LE devices that were not.)',
    },
    {
      text: 'currentFlags has some that are not possible for this device: supportedFlags of GetDeviceFlags says which are.',
      unless: ({ currentFlags }) => !Object.values(currentFlags).includes(true),
    },
  ],
});

/** From pin_code_reply to user_pairing_resp in mgmt.c. */
export const pairingReasons = (): Partial<Reasons<keyof ReturnType<typeof pairingCommands>>> => ({
  PINCodeReply: [
    {
      text: 'pinCode must have 16 characters: the connection demands it, as PINCodeRequest said with secure.',
      unless: ({ pinCode }) => pinCode.length >= 16,
    },
  ],
  SetIOCapability: [ioCapability],
  PairDevice: [peerType, ioCapability],
  CancelPairDevice: [{ text: 'No pairing with this device is going on that PairDevice has begun.' }],
  UnpairDevice: [peerType, switched('disconnect')],
});

const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

/** From load_link_keys to read_local_oob_ext_data in mgmt.c. */
export const keysReasons = (): Partial<Reasons<keyof ReturnType<typeof keysCommands>>> => ({
  LoadLinkKeys: [switched('debugKeys')],
  LoadIdentityResolvingKeys: [
    {
      text: 'Each key must be for an identity: LEPublic, or LERandom with a static address, C0 to FF in front. One that is not refuses all.',
      when: ({ keys }) => keys.some((key) => !key.addressType.toString().startsWith('LE') || !isIdentityAddress(key)),
    },
  ],
  AddRemoteOutOfBandData: [
    peerType,
    {
      text: 'LE needs hash256 and randomizer256.',
      when: ({ addressType, hash256 }) => hash256 === undefined && addressType !== 'BREDR',
    },
    {
      text: 'For LE, hash192 and randomizer192 must be zeros.',
      when: ({ addressType, hash192, randomizer192 }) =>
        addressType !== 'BREDR' && !(isZero(hash192) && isZero(randomizer192)),
    },
  ],
  RemoveRemoteOutOfBandData: [
    { text: 'addressType must be BREDR.', when: ({ addressType }) => addressType !== 'BREDR' },
    { text: 'There are no such data for this device.', unless: isWildcard },
  ],
  ReadLocalOutOfBandExtendedData: [
    {
      text: "addressType must be ['BREDR'] or ['LEPublic', 'LERandom'].",
      when: ({ addressType }) => !KINDS.slice(0, 2).includes(addressType.join()),
    },
  ],
});
