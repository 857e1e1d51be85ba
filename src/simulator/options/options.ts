import type { SchedulerLike } from 'rxjs';
import type { DeviceOptions } from './device-options.js';

/** The kernels whose rules are known: Debian's, and the newest one, which the specifications compare with. */
export type KernelVersion = '6.1' | '6.12' | 'newest';

/**
 * Repeats that the controller still reports although the kernel asked it to filter duplicates, as Linux does unless monitors run:
 *
 * - `'weak'`, as most: advertisements whose strength or data changed, and unchanged ones once a second, so that the strength of devices
 *   can be watched;
 * - `'strict'`: none; each address with the same data is reported once in a scan;
 * - `'virtual'`, as BlueZ's virtual controllers: none, whatever was asked; each advertising set is reported once, when it or the scan starts.
 */
export type DuplicateFilter = 'weak' | 'strict' | 'virtual';

/** What drivers tell the kernel of their controllers (HCI_QUIRK_ and this name in capitals). */
export type Quirk = 'StrictDuplicateFilter' | 'SimultaneousDiscovery';

/** What radio a controller has. */
export type ControllerKind = 'dual' | 'le' | 'bredr';

/** A controller that is plugged in: what a real one is built with. */
export interface ControllerOptions {
  /** BR/EDR and LE, or one of them. Default: `'dual'`. */
  readonly kind?: ControllerKind;
  /** Its public address. Default: one that no other controller has. */
  readonly address?: string;
  /** The version of HCI, 0 to 255, such as 9 for Bluetooth 5.0 (Assigned Numbers, 2.2). Default: 9. */
  readonly bluetoothVersion?: number;
  /** A company identifier, 0 to 65535. Default: 1521, which BlueZ's virtual controllers have. */
  readonly manufacturer?: number;
  /** The bus it is on, as in Read Extended Controller Index List. Default: `'Virtual'`. */
  readonly bus?: 'Virtual' | 'USB' | 'UART';
  /**
   * Whether it lacks something before it can be used: an address, a configuration from outside (Set Public Address, Set
   * External Configuration). Default: nothing.
   */
  readonly missing?: readonly ('PublicAddress' | 'ExternalConfiguration')[];
  /** Whether its driver can set a public address. Default: whether one is missing. */
  readonly publicAddressConfigurable?: boolean;
  /** Advertising sets that run by themselves (LE Extended Advertising). Default: false. */
  readonly extendedAdvertising?: boolean;
  /** How many sets it has with extended advertising, 1 to 240; without, the kernel offers 5 instances. Default: 5. */
  readonly advertisingInstances?: number;
  /** LE 2M and LE Coded PHY. Default: true. */
  readonly fastAndLongRange?: boolean;
  /** Enhanced Data Rate and long packets over BR/EDR. Default: true. */
  readonly enhancedDataRate?: boolean;
  /** Resolves private addresses itself (LL Privacy). Default: false. */
  readonly addressResolution?: boolean;
  /** Lets devices wake the machine from sleep. Default: false. */
  readonly wakesHost?: boolean;
  /** Isochronous channels, for LE Audio. Default: false. */
  readonly isochronous?: boolean;
  /** How it leaves out what it has reported before. Default: `'weak'`. */
  readonly duplicateFilter?: DuplicateFilter;
  /** What it says of the devices that answer an inquiry: with their extended response, their strength. Default: `'extended'`. */
  readonly inquiryMode?: 'extended' | 'rssi' | 'plain';
  /** Default: none. */
  readonly quirks?: readonly Quirk[];
  /** Wideband speech. Default: false. */
  readonly widebandSpeech?: boolean;
}

/** The simulated world: its kernel, its controllers and devices, and its clock. */
export interface SimulatorOptions {
  /** The clock of the simulated world: real time, a TestScheduler or a VirtualTimeScheduler. Default: `asyncScheduler`. */
  readonly scheduler?: SchedulerLike;
  /**
   * For everything random: keys, private addresses, signal strengths. The same seed gives the same bytes. An integer from 0 on, of which 32
   * bits count. Default: 1.
   */
  readonly seed?: number;
  /** Whose rules apply where kernels differ. Default: `'6.12'`. */
  readonly kernel?: KernelVersion;
  /** Default: one of both BR/EDR and LE. */
  readonly controllers?: readonly ControllerOptions[];
  /** The devices around. Default: none. */
  readonly devices?: readonly DeviceOptions[];
  /** How long a controller takes for what it is asked, in milliseconds, from 0 on; Infinity: for ever. Default: 1. */
  readonly latency?: number;
}

/** The program that opens a socket: what it may do, and how much may wait for it. */
export interface SocketOptions {
  /** Whether the program has CAP_NET_ADMIN: otherwise it may only read. Default: true. */
  readonly trusted?: boolean;
  /**
   * How much may wait until the kernel drops frames, in bytes as `SO_RCVBUF` takes them; `hciSocket` has 4 MiB, Linux by
   * itself 106 496. It keeps books with twice the number, and charges 768 for a small event. 1 to 1 073 741 823, or Infinity. Default: no
   * limit.
   */
  readonly receiveBuffer?: number;
}
