/** LE advertising as it is on the air: one advertising set. */
export interface Advertisement {
  /** Tells one set of a station from the others; stays the same while its data changes. */
  readonly id: number;
  readonly address: string;
  readonly addressType: 'LEPublic' | 'LERandom';
  readonly connectable: boolean;
  readonly scannable: boolean;
  /** The only one that it is meant for, by address, if it is directed. */
  readonly directedTo?: string;
  readonly data: Uint8Array;
  readonly scanResponse: Uint8Array;
  /** Between two of them, in milliseconds. */
  readonly interval: number;
}

/** What answers an inquiry of BR/EDR. */
export interface InquiryResponse {
  readonly address: string;
  readonly classOfDevice: number;
  /** Extended inquiry response; empty: none. */
  readonly eir: Uint8Array;
  /** Whether it can do Secure Simple Pairing, else legacy pairing only. */
  readonly simplePairing: boolean;
}

/** Somebody with a radio: a device of the simulated world, or a controller of the simulated machine itself. */
export interface Station {
  /** What it advertises now. */
  advertisements(): readonly Advertisement[];
  /** Its answer to an inquiry, if it can be discovered so. */
  inquiryResponse(limited: boolean): InquiryResponse | undefined;
  /** What it says its name is when it is asked over BR/EDR; undefined if it does not answer. */
  remoteName(): string | undefined;
  /** How strong it is heard, in dBm; 127 if that is not known. */
  rssi(): number;
}
