import type { CommandName } from '../../../protocol/tables.js';
import type { TransportError } from '../../errors.js';
import type { Bluetoothd } from '../../bluetoothd.js';
import type { RfkillSwitch } from '../rfkill.js';
import type { HciProgram } from './diagnosis.js';
import type { Management } from './interrogation.js';
import type { ProcessFacts } from './process-facts.js';

/** A controller that the kernel has, but that can't be used over the management channel. */
export interface HiddenController {
  readonly index: number;
  /** Whether its interface is up; undefined if it can't be asked. */
  readonly isUp: boolean | undefined;
}

/** All that was seen: what the rules judge. */
export interface Examination {
  readonly platform: string;
  readonly arch: string;
  readonly kernel: string;
  readonly node: string;
  readonly execPath: string;
  readonly isMainThread: boolean;
  readonly hasMusl: boolean;
  readonly process: ProcessFacts;
  /** Whether the kernel has loaded Bluetooth. */
  readonly hasBluetooth: boolean;
  /** What came of opening a socket. */
  readonly failure: TransportError | undefined;
  /** In bytes, as the kernel keeps books; undefined if no socket could be opened. */
  readonly receiveBuffer: number | undefined;
  /** What the kernel has not answered. */
  readonly unanswered: { readonly command: CommandName; readonly index: number | null } | undefined;
  readonly management: Management | undefined;
  /** The controllers that the kernel shows as devices, by index. */
  readonly devices: readonly number[];
  readonly hidden: readonly HiddenController[];
  readonly switches: readonly RfkillSwitch[];
  readonly bluetoothd: Bluetoothd;
  /** Programs with HCI sockets, if a controller is held by one. */
  readonly programs: readonly HciProgram[];
}
