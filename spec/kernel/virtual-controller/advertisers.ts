import { ReportType, u16 } from './packets.js';

/** A device that advertises, as the controller hears it. */
export interface Advertiser {
  /** As in `C0:00:00:00:00:01`. */
  readonly address: string;
  readonly addressType: 'public' | 'random';
  /** One of {@link ReportType}. The kernel holds connectable and scannable ones back for a scan response. */
  readonly type: number;
  readonly name: string;
  /** How strong it says that it sends, in dBm. */
  readonly txPower: number;
  /** How strong it is heard, in dBm. */
  readonly rssi: number;
  readonly manufacturer: { readonly company: number; readonly data: Uint8Array };
}

/** The number `i` of as many devices as are wanted: each has an address, a name and data of its own. */
export function sensor(i: number): Advertiser {
  const bytes = [24, 16, 8, 0].map((shift) => (i >> shift) & 0xff);
  return {
    // The two highest bits of a static random address are 1 (volume 6, part B, section 1.3.2.1).
    address: ['C0', '00', ...bytes.map(hex)].join(':'),
    addressType: 'random',
    type: ReportType.nonConnectable,
    name: `sensor ${String(i)}`,
    txPower: 4,
    rssi: -40 - (i % 50),
    // "Not to be used in production": assigned to nobody.
    manufacturer: { company: 0xffff, data: Uint8Array.from(bytes) },
  };
}

/** Advertising data (Core Specification Supplement, part A): flags, name, TX power, manufacturer's data. */
export function advertisingData({ name, txPower, manufacturer }: Advertiser): Buffer {
  const NO_BREDR_GENERAL_DISCOVERABLE = 0x06;
  const data = Buffer.concat([
    structure(0x01, [NO_BREDR_GENERAL_DISCOVERABLE]),
    structure(0x09, Buffer.from(name)),
    structure(0x0a, [txPower & 0xff]),
    structure(0xff, [...u16(manufacturer.company), ...manufacturer.data]),
  ]);
  if (data.length > 31) throw new Error(`The data of ${name} take ${String(data.length)} bytes, of 31.`);
  return data;
}

/** An address as on the wire: least significant byte first. */
export function addressBytes(address: string): number[] {
  return address
    .split(':')
    .map((byte) => parseInt(byte, 16))
    .reverse();
}

function structure(type: number, value: Iterable<number> & { readonly length: number }): Buffer {
  return Buffer.from([value.length + 1, type, ...value]);
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}
