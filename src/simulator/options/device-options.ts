import type { IOCapability } from '../../protocol/enums/device.js';
import type { AdFieldInput, BytesInput } from '../../protocol/index.js';

/**
 * Advertising data, a scan response or an inquiry response: as bytes, hexadecimal text, or fields. At most 31 bytes; with extended
 * advertising 1650, as inquiry response 240.
 */
export type AdvertisingContent = BytesInput | readonly AdFieldInput[];

/** A value, or one that changes: as a function of the time since the device was added, in milliseconds. */
export type Changing<T> = T | ((time: number) => T);

/** One advertising set of a device. */
export interface DeviceAdvertising {
  /** Default: flags, name and appearance of the device; the name is shortened if it does not fit. */
  readonly data?: Changing<AdvertisingContent>;
  /** What it tells more to scanners that ask. Default: nothing. */
  readonly scanResponse?: Changing<AdvertisingContent>;
  /** Default: true. */
  readonly connectable?: boolean;
  /** Whether scanners may ask. Default: whether there is a scan response, or it is connectable and not extended. */
  readonly scannable?: boolean;
  /** Whether it uses the PDUs of extended advertising, with up to 1650 bytes of data. Default: false. */
  readonly extended?: boolean;
  /**
   * Between two advertisements, in whole milliseconds, 1 to 10 485 759. The first comes when the device does. Default: 100.
   */
  readonly interval?: number;
}

/** How a device answers inquiries of BR/EDR. */
export interface DeviceInquiry {
  /** Its public address. Default: that of the device, if that is public, else a random one. */
  readonly address?: string;
  /** 24 bits: 0 to 0xFFFFFF. Default: 0x1F00, uncategorized. */
  readonly classOfDevice?: number;
  /** Extended inquiry response; `[]`: it has none, as devices with legacy pairing. Default: its complete name. */
  readonly eir?: AdvertisingContent;
  /** Whether it answers limited inquiries, too. Default: false. */
  readonly limited?: boolean;
  /** Whether it tells its name when it is asked. Default: true. */
  readonly tellsName?: boolean;
}

/** A random address that is another one after each period, so that the device can't be followed. */
export interface PrivateAddress {
  /** Whether hosts that have its identity resolving key can tell whose it is. Default: `'resolvable'`. */
  readonly kind?: 'resolvable' | 'nonResolvable';
  /** In milliseconds, above 0. Default: 15 minutes. */
  readonly period?: number;
  /** Identity resolving key, 16 bytes, as in Load Identity Resolving Keys. Default: a random one. */
  readonly key?: BytesInput;
}

/** A strength that wanders about, the same way for the same seed. */
export interface WanderingSignal {
  /** The middle, in dBm, -127 to 20. */
  readonly around: number;
  /** How far it gets from there at most, in dB, 0 to 147. Default: 10. */
  readonly spread?: number;
  /** In which time it gets from one end to the other at most, in milliseconds, above 0. Default: 4000. */
  readonly period?: number;
}

/** When a device is there, in milliseconds since it was added, from 0 on. */
export interface Presence {
  /** Default: from the beginning. */
  readonly from?: number;
  /** Not before `from`. Default: for ever. */
  readonly to?: number;
}

/** How a device behaves to controllers that connect to it. */
export interface DeviceConnection {
  /** `'ignore'`: it does not answer; or the error of HCI with which it refuses. Default: `'accept'`. */
  readonly answer?: 'accept' | 'ignore' | ConnectionRefusal;
  /** Ends the connection by itself after so many milliseconds, from 0 on. Default: never. */
  readonly duration?: number;
}

/** Errors with which a device refuses connections. */
export type ConnectionRefusal =
  'LimitedResources' | 'SecurityReasons' | 'UnacceptableAddress' | 'ConnectionNotEstablished';

/** How a device pairs, and what its user does. */
export interface DevicePairing {
  /** What it can show and enter. Default: `'NoInputNoOutput'`. */
  readonly ioCapability?: keyof typeof IOCapability;
  /** Whether it keeps its bonds. Default: true. */
  readonly bonding?: boolean;
  /** Secure Connections. Default: true. */
  readonly secureConnections?: boolean;
  /** Secure Simple Pairing over BR/EDR; without it a PIN is asked for. Default: true. */
  readonly simplePairing?: boolean;
  /** What the person says when the device asks. `'ignore'`: nothing. Default: `'accept'`. */
  readonly answer?: 'accept' | 'reject' | 'ignore';
  /** After how many milliseconds, from 0 on. Default: 100. */
  readonly delay?: number;
  /** What the device shows, or the person enters: 0 to 999999. Default: a random one, or that which the other side shows. */
  readonly passkey?: number;
  /** 1 to 16 bytes as UTF-8. Default: `'0000'`. */
  readonly pin?: string;
}

/** A device of the simulated world. */
export interface DeviceOptions {
  /** Its identity address. Default: a random static one. */
  readonly address?: string;
  /** Default: `'LEPublic'` if an address is given, else `'LERandom'`. */
  readonly addressType?: 'LEPublic' | 'LERandom';
  /** Advertises with addresses that change instead of its own. Default: no. */
  readonly privateAddress?: PrivateAddress | boolean;
  /** At most 248 bytes as UTF-8. Default: none. */
  readonly name?: string;
  /** What it looks like, as a number of Assigned Numbers, 0 to 65535. Default: none. */
  readonly appearance?: number;
  /** What it advertises; several sets, or none (`[]`). Default: one set, unless it answers inquiries. */
  readonly advertising?: DeviceAdvertising | readonly DeviceAdvertising[];
  /** How it answers inquiries. Default: it doesn't, it has LE only. */
  readonly inquiry?: DeviceInquiry;
  /** How strong it is heard, in dBm, -127 to 20; 127 or NaN: unknown. Default: -60. */
  readonly rssi?: Changing<number> | WanderingSignal;
  /** Default: always. */
  readonly present?: readonly Presence[];
  /** Default: it accepts every connection. */
  readonly connection?: DeviceConnection;
  /** Default: it pairs with every controller, without questions. */
  readonly pairing?: DevicePairing;
}

/** A device of the simulated world, as its user handles it. */
export interface SimulatedDevice {
  /** The address with which it advertises now; else that which answers inquiries. */
  readonly address: string;
  readonly name: string | undefined;
  /** Whether it is there: by its timetable, and by what was called. */
  readonly isPresent: boolean;
  /** From now on it advertises these sets, and no others. Throws an `OptionError`. */
  advertise(...sets: readonly DeviceAdvertising[]): void;
  /** It is taken away, until it returns. */
  leave(): void;
  /** It is brought back; its timetable goes on. */
  return(): void;
  /** Whether it is connected. */
  readonly isConnected: boolean;
  /** The passkey that it shows, while it pairs. */
  readonly shownPasskey: number | undefined;
  /**
   * Connects to a controller: over LE if that advertises, else over BR/EDR if it can be connected. False if it can't, or
   * does not want to.
   */
  connect(controller: { readonly index: number }): boolean;
  /** Ends its connections. */
  disconnect(): void;
  /** Begins to pair with those that it is connected with. */
  pair(): void;
  /** Forgets its bonds. */
  forget(): void;
}
