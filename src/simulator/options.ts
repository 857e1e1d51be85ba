import type { SchedulerLike } from 'rxjs';
import type { DeviceOptions } from './device-options.js';

/** The kernels whose rules are known: Debian's, and the newest one, which the specifications compare with. */
export type KernelVersion = '6.1' | '6.12' | 'newest';

/** What radio a controller has. */
export type ControllerKind = 'dual' | 'le' | 'bredr';

export interface ControllerOptions {
  /** BR/EDR and LE, or one of them. Default: `'dual'`. */
  readonly kind?: ControllerKind;
  /** Its public address. Default: one that no other controller has. */
  readonly address?: string;
  /** The version of HCI, such as 9 for Bluetooth 5.0 (Assigned Numbers, 2.2). Default: 9. */
  readonly bluetoothVersion?: number;
  /** A company identifier. Default: 1521, which BlueZ's virtual controllers have. */
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
  /** Advertising instances that the kernel offers. Default: 5. */
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
  /** Wideband speech. Default: false. */
  readonly widebandSpeech?: boolean;
}

export interface SimulatorOptions {
  /** The clock of the simulated world: real time, a TestScheduler or a VirtualTimeScheduler. Default: `asyncScheduler`. */
  readonly scheduler?: SchedulerLike;
  /** For everything random: keys, private addresses, signal strengths. The same seed gives the same bytes. Default: 1. */
  readonly seed?: number;
  /** Whose rules apply where kernels differ. Default: `'6.12'`. */
  readonly kernel?: KernelVersion;
  /** Default: one of both BR/EDR and LE. */
  readonly controllers?: readonly ControllerOptions[];
  /** The devices around. Default: none. */
  readonly devices?: readonly DeviceOptions[];
  /** How long a controller takes for what it is asked, in milliseconds. Default: 1. */
  readonly latency?: number;
}

export interface SocketOptions {
  /** Whether the program has CAP_NET_ADMIN: otherwise it may only read. Default: true. */
  readonly trusted?: boolean;
  /**
   * How much may wait until the kernel drops frames, in bytes as `SO_RCVBUF` takes them; `hciSocket` has 4 MiB, Linux by
   * itself 106 496. It keeps books with twice the number, and charges 768 for a small event. Default: no limit.
   */
  readonly receiveBuffer?: number;
}
