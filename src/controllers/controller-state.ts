import { decodeReply } from '../protocol/decode.js';
import type { MgmtEvent, Reply } from '../protocol/tables.js';
import { whenAsked } from '../protocol/when-asked.js';

/** What a controller can do, and what is switched on: one boolean for each of the protocol's settings. */
export type ControllerSettings = Reply<'ReadControllerInformation'>['currentSettings'];
/** What a controller still needs before it can be used. */
export type MissingOptions = Reply<'ReadControllerConfigurationInformation'>['missingOptions'];

/** A remote device, as addresses go. Whatever carries both is one: a found device, a connection, an event. */
export interface Peer {
  readonly address: string;
  readonly addressType: MgmtEvent<'DeviceConnected'>['addressType'];
}

/**
 * All that is known of a controller. Plain data, frozen; parts that did not change are the same objects as before, so that
 * `distinctUntilKeyChanged('settings')`, signals and templates notice only what changed.
 */
export interface ControllerState {
  /** Where it happens to be, as in `hci0`: 0 to 65534. Another one after it was unplugged and returned, perhaps. */
  readonly index: number;
  /** Who it is: its public address. All zeros while it has none. */
  readonly address: string;
  /** Whether it can be used. `false`: it lacks what `missingOptions` says; then names, class and settings are empty. */
  readonly configured: boolean;
  /** What a controller that is not configured lacks; nothing for others. */
  readonly missingOptions: MissingOptions;
  /** At most 248 bytes of UTF-8. */
  readonly name: string;
  /** At most 10 bytes of UTF-8. */
  readonly shortName: string;
  /** 24 bits: services, major and minor class. 0 while it is switched off. */
  readonly classOfDevice: number;
  /** What is switched on. */
  readonly settings: ControllerSettings;
  /** What can be switched on. */
  readonly supportedSettings: ControllerSettings;
  /** A company identifier; `companyName` of rx-btmgmt/assigned-numbers has its name. */
  readonly manufacturer: number;
  /** The version of HCI, such as 9 for Bluetooth 5.0 (Assigned Numbers, 2.2). */
  readonly bluetoothVersion: number;
  /**
   * Whether it discovers, whoever asked for it. `undefined`: not known. The kernel tells only of changes, and only sockets with
   * CAP_NET_ADMIN; so it is not known at first, nor after a loss, until the next change.
   */
  readonly discovering: boolean | undefined;
  /** Who is connected, the oldest connection first. `undefined`: not known, because only CAP_NET_ADMIN is told. */
  readonly connections: readonly Peer[] | undefined;
}

/** What zero bytes say: no address, no name, nothing switched on, nothing missing. */
const blank = whenAsked(() => {
  const { currentSettings: settings, ...information } = decodeReply('ReadControllerInformation', new Uint8Array(280));
  const { missingOptions } = decodeReply('SetPublicAddress', new Uint8Array(4));
  return { ...information, missingOptions, settings };
});

/** A controller of which nothing is known yet. */
export function blankState(index: number, configured: boolean): ControllerState {
  return {
    ...blank(),
    index,
    configured,
    discovering: undefined,
    connections: undefined,
  };
}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The old value where the new one says the same; else the new one, frozen, with what it shares with the old one. */
function shared(old: unknown, fresh: unknown): unknown {
  if (old === fresh || !isPlain(fresh)) return fresh;
  const before = isPlain(old) ? old : {};
  const keys = Object.keys(fresh);
  const after: Record<string, unknown> = {};
  let same = Array.isArray(old) === Array.isArray(fresh) && Object.keys(before).length === keys.length;
  for (const key of keys) {
    after[key] = shared(before[key], fresh[key]);
    same &&= Object.hasOwn(before, key) && after[key] === before[key];
  }
  if (same && isPlain(old)) return old;
  return Object.freeze(Array.isArray(fresh) ? keys.map((key) => after[key]) : after);
}

/** The next state, sharing with the last one what did not change; the last one itself if nothing did. */
export function nextState(last: ControllerState | undefined, next: ControllerState): ControllerState {
  return shared(last, next) as ControllerState;
}
