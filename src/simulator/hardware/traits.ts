import type { ControllerOptions, DuplicateFilter, Quirk } from '../options/options.js';

/** What a controller can do: its health, its firmware and its driver. Never changes. */
export interface Traits {
  readonly bredr: boolean;
  readonly le: boolean;
  readonly address: string;
  readonly bluetoothVersion: number;
  readonly manufacturer: number;
  readonly bus: NonNullable<ControllerOptions['bus']>;
  readonly lacksAddress: boolean;
  readonly needsExternalConfiguration: boolean;
  readonly setsPublicAddress: boolean;
  readonly extendedAdvertising: boolean;
  readonly advertisingInstances: number;
  readonly fastAndLongRange: boolean;
  readonly widebandSpeech: boolean;
  readonly duplicateFilter: DuplicateFilter;
  readonly inquiryMode: NonNullable<ControllerOptions['inquiryMode']>;
  readonly quirks: ReadonlySet<Quirk>;
  readonly isochronous: boolean;
  /** Secure Connections over BR/EDR. */
  readonly secureConnections: boolean;
  /** EDR, and packets of three and five slots. */
  readonly enhancedDataRate: boolean;
  /** It can resolve private addresses itself. */
  readonly addressResolution: boolean;
  /** Its driver lets it wake the machine. */
  readonly wakesHost: boolean;
}

/** BlueZ's virtual controllers say so: "The Linux Foundation". */
const LINUX_FOUNDATION = 0x05f1;

/** Bluetooth 4.1, the first with Secure Connections for BR/EDR, and its number in HCI. */
const VERSION_4_1 = 7;

const hex = (byte: number): string => byte.toString(16).padStart(2, '0').toUpperCase();

/** The addresses of BlueZ's virtual controllers (get_bdaddr in emulator/btdev.c), with room for more than 256. */
const addressOf = (n: number): string => `00:AA:01:${hex(n & 0xff)}:${hex(n >> 8)}:${hex(n & 0xff)}`;

/** The address of a controller that was not given one: by its index, but none that is taken. */
function freeAddress(index: number, taken: ReadonlySet<string>): string {
  let n = index;
  while (taken.has(addressOf(n))) n++;
  return addressOf(n);
}

/** @param taken addresses that other controllers have */
export function traitsOf(options: ControllerOptions, index: number, taken: ReadonlySet<string>): Traits {
  const { kind = 'dual', missing = [], bluetoothVersion = 9 } = options;
  const lacksAddress = missing.includes('PublicAddress');
  return {
    bredr: kind !== 'le',
    le: kind !== 'bredr',
    address: options.address?.toUpperCase() ?? freeAddress(index, taken),
    bluetoothVersion,
    manufacturer: options.manufacturer ?? LINUX_FOUNDATION,
    bus: options.bus ?? 'Virtual',
    lacksAddress,
    needsExternalConfiguration: missing.includes('ExternalConfiguration'),
    setsPublicAddress: options.publicAddressConfigurable ?? lacksAddress,
    extendedAdvertising: options.extendedAdvertising ?? false,
    advertisingInstances: options.advertisingInstances ?? 5,
    fastAndLongRange: kind !== 'bredr' && (options.fastAndLongRange ?? true),
    widebandSpeech: options.widebandSpeech ?? false,
    duplicateFilter: options.duplicateFilter ?? 'weak',
    inquiryMode: options.inquiryMode ?? 'extended',
    quirks: new Set(options.quirks),
    isochronous: kind !== 'bredr' && (options.isochronous ?? false),
    secureConnections: kind !== 'le' && bluetoothVersion >= VERSION_4_1,
    enhancedDataRate: kind !== 'le' && (options.enhancedDataRate ?? true),
    wakesHost: options.wakesHost ?? false,
    addressResolution: kind !== 'bredr' && (options.addressResolution ?? false),
  };
}
