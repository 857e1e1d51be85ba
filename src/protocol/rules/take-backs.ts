import { decodeCommand, decodeReply } from '../decode.js';
import { encodeCommand } from '../encode.js';
import type { CommandIndex, CommandName, DecodedParams, Params, Reply } from '../tables.js';
import { isCommandName } from '../tables.js';

/**
 * When a command is taken back that was given up. `'at once'`: then. `'when it has begun'`: when its answer comes late, and
 * says that what it wanted goes on now; what takes it back would be refused before.
 */
export type TakeBackTime = 'at once' | 'when it has begun';

/** What takes back a command that was sent and then given up. */
export interface TakeBack {
  readonly by: CommandName;
  readonly when: TakeBackTime;
  /** What becomes of what was wanted, for the message of the error. */
  readonly outcome: string;
  /** The frame that does it. Undefined if it would do more than that, or if the frames make no sense. */
  readonly frame: (sent: Uint8Array, returnParameters: Uint8Array) => Uint8Array | undefined;
}

function atOnce<N extends CommandName, B extends CommandName>(
  command: N,
  by: B,
  outcome: string,
  params: (sent: DecodedParams<N>) => Params<B> | undefined,
): TakeBack {
  const frame = (bytes: Uint8Array): Uint8Array | undefined => {
    const sent = decodeCommand(bytes);
    if (sent.command !== command) return undefined;
    // The compiler does not see that the name tells whose parameters these are, and that both commands are about a controller.
    const undo = params(sent.params as DecodedParams<N>);
    return undo === undefined ? undefined : encodeCommand(by, sent.index as CommandIndex<B>, undo);
  };
  return { by, when: 'at once', outcome, frame };
}

function whenBegun<N extends CommandName, B extends CommandName>(
  command: N,
  by: B,
  outcome: string,
  params: (reply: Reply<N>) => Params<B> | undefined,
): TakeBack {
  const frame = (bytes: Uint8Array, returnParameters: Uint8Array): Uint8Array | undefined => {
    const sent = decodeCommand(bytes);
    if (sent.command !== command) return undefined;
    const undo = params(decodeReply(command, returnParameters));
    return undo === undefined ? undefined : encodeCommand(by, sent.index as CommandIndex<B>, undo);
  };
  return { by, when: 'when it has begun', outcome, frame };
}

const discovery = (command: 'StartDiscovery' | 'StartServiceDiscovery' | 'StartLimitedDiscovery'): TakeBack =>
  whenBegun(command, 'StopDiscovery', 'If it does all the same, it is stopped.', ({ addressType }) => ({
    addressType,
  }));

/** 0 stands for all instances, handles and monitors there are. */
const advertising = (
  command: 'AddAdvertising' | 'AddExtendedAdvertisingParameters' | 'AddExtendedAdvertisingData',
): TakeBack =>
  atOnce(command, 'RemoveAdvertising', 'The instance was removed.', ({ instance }) =>
    instance === 0 ? undefined : { instance },
  );
const monitor = (
  command: 'AddAdvertisementPatternsMonitor' | 'AddAdvertisementPatternsMonitorWithRSSIThreshold',
): TakeBack =>
  whenBegun(
    command,
    'RemoveAdvertisementMonitor',
    'If it was added all the same, it is removed.',
    ({ monitorHandle }) => (monitorHandle === 0 ? undefined : { monitorHandle }),
  );

/**
 * The commands that begin something which goes on by itself, and what ends it. Of all others spec/mgmt/take-backs.spec.ts says
 * why they are not here.
 */
export const takeBacks = {
  PairDevice: atOnce('PairDevice', 'CancelPairDevice', 'The pairing was cancelled.', ({ address, addressType }) => ({
    address,
    addressType,
  })),
  StartDiscovery: discovery('StartDiscovery'),
  StartServiceDiscovery: discovery('StartServiceDiscovery'),
  StartLimitedDiscovery: discovery('StartLimitedDiscovery'),
  AddAdvertising: advertising('AddAdvertising'),
  AddExtendedAdvertisingParameters: advertising('AddExtendedAdvertisingParameters'),
  AddExtendedAdvertisingData: advertising('AddExtendedAdvertisingData'),
  AddAdvertisementPatternsMonitor: monitor('AddAdvertisementPatternsMonitor'),
  AddAdvertisementPatternsMonitorWithRSSIThreshold: monitor('AddAdvertisementPatternsMonitorWithRSSIThreshold'),
  TransmitMeshPacket: whenBegun(
    'TransmitMeshPacket',
    'CancelTransmitMeshPacket',
    'If it waits to be sent all the same, it is cancelled.',
    ({ handle }) => (handle === 0 ? undefined : { handle }),
  ),
} as const satisfies { readonly [N in CommandName]?: TakeBack };

/** What takes a command back, if anything can. */
export function takeBackOf(command: string): TakeBack | undefined {
  const all: { readonly [N in CommandName]?: TakeBack } = takeBacks;
  return isCommandName(command) ? all[command] : undefined;
}
