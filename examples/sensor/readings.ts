import type { Sighting } from 'rx-btmgmt';

/** What a sensor says, by the name of what it measures, in the unit behind it. */
export type Readings = Readonly<Record<string, string>>;

type Measure = readonly [name: string, bytes: number, factor: number, unit: string, isSigned?: boolean];

/** Some objects of BTHome v2 by their number (bthome.io/format). */
const OBJECTS = new Map<number, Measure>([
  [0x00, ['packet', 1, 1, '']],
  [0x01, ['battery', 1, 1, '%']],
  [0x02, ['temperature', 2, 0.01, '°C', true]],
  [0x03, ['humidity', 2, 0.01, '%']],
  [0x04, ['pressure', 3, 0.01, 'hPa']],
  [0x05, ['illuminance', 3, 0.01, 'lx']],
  [0x0c, ['voltage', 2, 0.001, 'V']],
  [0x10, ['power', 1, 1, '']],
  [0x1a, ['door', 1, 1, '']],
  [0x21, ['motion', 1, 1, '']],
  [0x2d, ['window', 1, 1, '']],
  [0x2e, ['humidity', 1, 1, '%']],
  [0x45, ['temperature', 2, 0.1, '°C', true]],
]);

const BTHOME = '0000fcd2-0000-1000-8000-00805f9b34fb';
const VERSION = 0xe0;
const VERSION_2 = 0x40;
const ENCRYPTED = 0x01;

const shown = (value: number, unit: string): string => `${Number(value.toFixed(3))}${unit}`;

/** BTHome, version 2, not encrypted: up to the first object that is not known, whose length nobody can tell. */
export function bthome(data: Uint8Array): Readings | undefined {
  const [info = 0] = data;
  if ((info & VERSION) !== VERSION_2 || (info & ENCRYPTED) !== 0) return undefined;
  const readings: Record<string, string> = {};
  for (let at = 1; at < data.length;) {
    const [name, bytes, factor, unit, isSigned = false] = OBJECTS.get(data[at] ?? 0) ?? ['', 0, 0, ''];
    const value = data.subarray(at + 1, at + 1 + bytes);
    if (bytes === 0 || value.length < bytes) break;
    const unsigned = value.reduceRight((sum, byte) => sum * 0x100 + byte, 0);
    const isNegative = isSigned && unsigned >= 2 ** (8 * bytes - 1);
    readings[name] = shown((isNegative ? unsigned - 2 ** (8 * bytes) : unsigned) * factor, unit);
    at += 1 + bytes;
  }
  return readings;
}

const RUUVI = 0x0499;
const RAW_V2 = 5;
const RUUVI_LENGTH = 24;

/** Ruuvi data format 5 (docs.ruuvi.com); what a sensor lacks is left out. */
export function ruuvi(data: Uint8Array): Readings | undefined {
  if (data[0] !== RAW_V2 || data.length !== RUUVI_LENGTH) return undefined;
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const [temperature, humidity, pressure, power] = [
    view.getInt16(1),
    view.getUint16(3),
    view.getUint16(5),
    view.getUint16(13),
  ];
  return {
    ...(temperature === -0x8000 ? {} : { temperature: shown(temperature * 0.005, '°C') }),
    ...(humidity === 0xffff ? {} : { humidity: shown(humidity * 0.0025, '%') }),
    ...(pressure === 0xffff ? {} : { pressure: shown((pressure + 50_000) / 100, 'hPa') }),
    ...(power >> 5 === 0x7ff ? {} : { voltage: shown(((power >> 5) + 1600) / 1000, 'V') }),
  };
}

/** What one of these sensors says in an advertisement. */
export function readingsOf({ serviceData, manufacturerData }: Sighting): Readings | undefined {
  const home = serviceData.find(({ uuid }) => uuid === BTHOME);
  const tag = manufacturerData.find(({ company }) => company === RUUVI);
  return (home && bthome(home.data)) ?? (tag && ruuvi(tag.data));
}
