import type { Device } from 'rx-btmgmt';

export interface Point {
  readonly time: number;
  readonly rssi: number;
}

export interface Row {
  readonly key: string;
  readonly device: Device;
  readonly points: readonly Point[];
}

/** How long a strength is shown, in milliseconds. */
export const WINDOW = 60_000;

/** Adds what a list of devices says to what was known of them. Devices that are not on it are gone. */
export function withHistory(rows: readonly Row[], devices: readonly Device[]): readonly Row[] {
  const known = new Map(rows.map((row) => [row.key, row.points]));
  return devices.map((device) => {
    const key = `${device.addressType} ${device.address}`;
    const before = known.get(key) ?? [];
    const isNew = device.rssi !== undefined && before.at(-1)?.time !== device.time;
    const points = isNew ? [...before, { time: device.time, rssi: device.rssi }] : before;
    return { key, device, points: points.filter(({ time }) => time > device.time - WINDOW) };
  });
}

/** Where strengths stand in a picture: from -100 dBm at the bottom to -20 at the top. */
export const heightOf = (rssi: number, height: number): number =>
  ((-20 - Math.max(-100, Math.min(-20, rssi))) / 80) * height;

/** The points of an SVG polyline. Now is at the right: the line ends where nothing was heard since. */
export function lineOf(points: readonly Point[], width: number, height: number, now: number): string {
  const x = (time: number) => width - (Math.max(0, now - time) / WINDOW) * width;
  return points
    .filter(({ time }) => time > now - WINDOW)
    .map(({ time, rssi }) => `${x(time).toFixed(1)},${heightOf(rssi, height).toFixed(1)}`)
    .join(' ');
}
