import { checkPeer } from '../controllers/check-peer.js';
import type { Peer } from '../controllers/controller-state.js';
import { checkReaction } from '../controllers/refusals.js';
import { AddDeviceAction, DeviceFlags } from '../protocol/enums/device.js';
import type { FlagsInput } from '../protocol/masks.js';
import { OptionError } from '../protocol/option-error.js';
import type { OptionChecks } from '../protocol/options.js';
import {
  checkBoolean,
  checkList,
  checkNames,
  checkOneOf,
  checkOptions,
  checkPositiveDuration,
} from '../protocol/options.js';

/** What is asked of connections. */
export interface ConnectionsOptions {
  /** From one question how well they are to the next, in milliseconds. The kernel remembers an answer for one to three seconds. Default: never. */
  readonly interval?: number;
  /** Whether to ask for the clocks of BR/EDR connections, too. Default: false. */
  readonly clock?: boolean;
}

const CHECKS: OptionChecks<ConnectionsOptions> = { interval: checkPositiveDuration, clock: checkBoolean };

/** Throws an `OptionError` for what makes no sense. */
export function checkConnectionsOptions(options: ConnectionsOptions): Required<ConnectionsOptions> {
  const { interval = Infinity, clock = false } = checkOptions(options, CHECKS);
  return { interval, clock };
}

/** What Linux does when it hears a device of its list (mgmt-protocol, Add Device Command). */
export type DeviceAction = keyof typeof AddDeviceAction;
/** Flags of a device; those that are left out are off (mgmt-protocol, Set Device Flags Command). */
export type DeviceFlagsInput = Exclude<FlagsInput<keyof typeof DeviceFlags>, number>;

/** What the kernel does when it hears one of the devices. */
export interface AutoConnectOptions {
  /**
   * `'AutoConnect'`: connects to it as soon as it is heard, again and again. `'AllowIncomingOrDirect'`: connects if it asks for this controller, and
   * over BR/EDR lets it connect, which is all that there is. `'BackgroundScan'`: reports it. Default: the first for LE, the second for BR/EDR.
   */
  readonly action?: DeviceAction;
  /** Such as `{ RemoteWakeup: true }`: it may wake the machine. Default: as they are. */
  readonly flags?: DeviceFlagsInput;
  /** While the controller is off, or LE (BR/EDR) is switched off on it: wait, or fail. Default: `'pause'`. */
  readonly whenOff?: 'pause' | 'error';
  /** While there is no such controller: wait, or fail. Default: `'pause'`. */
  readonly whenAbsent?: 'pause' | 'error';
}

/** Options that have been checked. */
export interface AutoConnectPlan {
  readonly entries: readonly {
    readonly peer: Peer;
    readonly action: DeviceAction;
    readonly flags: DeviceFlagsInput | undefined;
  }[];
  readonly whenOff: 'pause' | 'error';
  readonly whenAbsent: 'pause' | 'error';
}

const ACTIONS = Object.keys(AddDeviceAction) as readonly DeviceAction[];

function checkFlags(option: string, flags: DeviceFlagsInput): void {
  checkNames(flags, Object.keys(DeviceFlags), option);
  for (const [name, value] of Object.entries(flags)) checkBoolean(`${option}.${name}`, value as boolean);
}

const AUTO_CONNECT_CHECKS: OptionChecks<AutoConnectOptions> = {
  action: (option, value) => checkOneOf(option, value, ACTIONS),
  flags: checkFlags,
  whenOff: checkReaction,
  whenAbsent: checkReaction,
};

/** Throws an `OptionError` for what makes no sense. */
export function checkAutoConnect(peers: readonly Peer[], options: AutoConnectOptions): AutoConnectPlan {
  const { action, flags, whenOff = 'pause', whenAbsent = 'pause' } = checkOptions(options, AUTO_CONNECT_CHECKS);
  checkList('peers', peers, checkPeer);
  // They are set again and again, and the user's may change meanwhile.
  const own = flags && { ...flags };
  const entries = peers.map((given, n) => {
    const peer = checkPeer(`peers[${n}]`, given);
    const isClassic = peer.addressType === 'BREDR';
    if (isClassic && action !== undefined && action !== 'AllowIncomingOrDirect') {
      // add_device in net/bluetooth/mgmt.c.
      throw new OptionError('action', action, `'AllowIncomingOrDirect', the only one for BR/EDR (peers[${n}])`);
    }
    return { peer, action: action ?? (isClassic ? 'AllowIncomingOrDirect' : 'AutoConnect'), flags: own };
  });
  return { entries, whenOff, whenAbsent };
}
