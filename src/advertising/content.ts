import type { AdFieldInput } from '../protocol/advertising/table.js';
import type { BytesInput } from '../protocol/bytes.js';

/** Data of a service, by its UUID in any form, such as `'180f'`. */
export interface AdvertisedServiceData {
  readonly uuid: BytesInput;
  readonly data: BytesInput;
}

/** Data of a company, by its number. */
export interface AdvertisedManufacturerData {
  readonly company: number;
  readonly data: BytesInput;
}

/** What can be said in an advertisement, and in a scan response. Bytes may be hexadecimal text. */
export interface AdvertisedFields {
  /** A number such as 0x0341 for a heart rate belt: 0 to 65535. */
  readonly appearance?: number;
  /** UUIDs in any form, such as `'180f'`. */
  readonly services?: readonly BytesInput[];
  readonly serviceData?: AdvertisedServiceData | readonly AdvertisedServiceData[];
  readonly manufacturerData?: AdvertisedManufacturerData | readonly AdvertisedManufacturerData[];
  /** Anything else: advertising data, or fields as `buildAdvertisingData` takes them. */
  readonly data?: BytesInput | readonly AdFieldInput[];
}

/** What answers those who ask for more. `true`: what the controller has, which the kernel puts in, and keeps as it is set. */
export interface AdvertisedScanResponse extends Omit<AdvertisedFields, 'appearance'> {
  readonly name?: string | true;
  readonly appearance?: number | true;
}

/** What is advertised. */
export interface AdvertisingContent extends AdvertisedFields {
  /** A complete local name. */
  readonly name?: string;
  /** What `iBeaconFields`, `eddystoneFields` and `altBeaconFields` of rx-btmgmt/beacons give, or `buildIBeacon` and its like. */
  readonly beacon?: BytesInput | readonly AdFieldInput[];
  /** With which power it is sent, which the kernel puts in. Default: false. */
  readonly txPower?: boolean;
  readonly scanResponse?: AdvertisedScanResponse;
}

/** How many bytes a part of the content takes. */
export interface FieldSize {
  readonly field: keyof AdvertisingContent;
  readonly length: number;
}

/** Advertisement or scan response as bytes, and of what they are made. */
export interface Part {
  readonly bytes: Uint8Array;
  readonly sizes: readonly FieldSize[];
}

/** Content as the kernel takes it. */
export interface Compiled {
  readonly advertisement: Part;
  readonly scanResponse: Part;
  /** What the kernel puts in. */
  readonly added: { readonly AddTxPower: boolean; readonly AddLocalName: boolean; readonly AddAppearance: boolean };
  /** Whether it brings flags of its own, so that the kernel must not. */
  readonly hasFlags: boolean;
}
