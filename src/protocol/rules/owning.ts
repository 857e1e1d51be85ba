import { decodeCommand } from '../decode.js';
import type { CommandName, DecodedParams } from '../tables.js';

/**
 * What a command does to bluetoothd, BlueZ's daemon, when another program sends it. Owning is what changes things that bluetoothd has
 * loaded or set itself and does not look at again, and what takes away at one stroke what all programs have put there.
 */
export interface Owning<P> {
  /** A sentence. */
  readonly harm: string;
  /** With which parameters, if not with all. */
  readonly only?: readonly [words: string, when: (params: P) => boolean];
}

type Table = { readonly [N in CommandName]?: Owning<DecodedParams<N>> };

const KEYS =
  'It replaces all keys that bluetoothd has loaded: devices that are bonded with it are not recognised any more.';
const FILED = 'It changes the address under which devices know this computer, and bluetoothd has filed their keys.';
const SET = 'It changes what bluetoothd has set at its start and does not look at again.';
const LOADED = 'It drops or changes connection parameters that bluetoothd has loaded for its devices.';
const OTHERS = 'It takes away what all programs have put there, bluetoothd, too, which does not put it there again.';

const off = <F extends string>(field: F) =>
  ['off', (params: { readonly [K in F]: unknown }) => params[field] === false] as const;
const allDevices = ['all zeros', ({ address }: { readonly address: string }) => /^[0:]+$/.test(address)] as const;
const zero = <F extends string>(field: F) =>
  [`${field} 0`, (params: { readonly [K in F]: unknown }) => params[field] === 0] as const;

/**
 * From what bluetoothd 5.8x sends and which events it listens to (src/adapter.c, src/advertising.c and src/adv_monitor.c of BlueZ), and
 * what the handlers in net/bluetooth/mgmt.c do. What bluetoothd follows, such as Set Powered, is not owning.
 */
export const owning = {
  LoadLinkKeys: { harm: KEYS },
  LoadLongTermKeys: { harm: KEYS },
  LoadIdentityResolvingKeys: { harm: KEYS },
  LoadBlockedKeys: { harm: 'It replaces the list of keys that bluetoothd forbids.' },
  LoadConnectionParameters: { harm: LOADED },
  LoadConnectionSubrate: { harm: LOADED },
  SetPrivacy: { harm: "It replaces the key by which bluetoothd's bonded devices recognise this computer." },
  SetStaticAddress: { harm: FILED },
  SetPublicAddress: { harm: FILED },
  SetExternalConfiguration: { harm: 'It takes the controller away from bluetoothd.', only: off('configuration') },
  SetLowEnergy: { harm: SET, only: off('lowEnergy') },
  SetBREDR: { harm: SET, only: off('bredr') },
  SetSecureSimplePairing: { harm: SET, only: off('secureSimplePairing') },
  SetSecureConnections: {
    harm: SET,
    only: ['Off and Only', ({ secureConnections }) => secureConnections !== 'On'],
  },
  SetWidebandSpeech: { harm: SET, only: off('widebandSpeech') },
  // HCI_ADVERTISING goes before the list of instances (hci_schedule_adv_instance_sync in net/bluetooth/hci_sync.c).
  SetAdvertising: {
    harm: 'It takes the place of the advertising instances of bluetoothd.',
    only: ['On and OnConnectable', ({ advertising }) => advertising !== 'Off'],
  },
  SetIOCapability: { harm: "It changes how devices pair with bluetoothd, which goes by its agent's." },
  SetDeviceID: { harm: SET },
  SetDefaultSystemConfiguration: { harm: SET },
  SetDefaultRuntimeConfiguration: { harm: SET },
  SetExperimentalFeature: { harm: SET },
  SendHCICommandAndWaitForEvent: { harm: 'It changes the controller behind the back of the kernel and of bluetoothd.' },
  RemoveUUID: { harm: OTHERS, only: ['all zeros', ({ uuid }) => /^[0-]+$/.test(uuid)] },
  RemoveDevice: { harm: OTHERS, only: allDevices },
  UnblockDevice: { harm: OTHERS, only: allDevices },
  RemoveRemoteOutOfBandData: { harm: OTHERS, only: allDevices },
  RemoveAdvertising: { harm: OTHERS, only: zero('instance') },
  RemoveAdvertisementMonitor: { harm: OTHERS, only: zero('monitorHandle') },
} as const satisfies Table;

export type OwningCommandName = keyof typeof owning;

/** What a command does to bluetoothd, if it is owning with what stands in its frame. */
export function harmOf(name: CommandName, frame: Uint8Array): string | undefined {
  // The rule of a command takes its parameters: the compiler can't follow that.
  const rule = (owning as Table)[name] as Owning<unknown> | undefined;
  if (rule?.only === undefined) return rule?.harm;
  const command = decodeCommand(frame);
  return 'params' in command && rule.only[1](command.params) ? rule.harm : undefined;
}
