import type { Sighting } from 'rx-btmgmt';
import { smoothRssi } from 'rx-btmgmt';
import { from, map } from 'rxjs';
import { behavesLikeAnOperator } from './marbles.js';
import { A, B, HERE, THERE, seen } from './sighting.js';

function smoothed(options: Parameters<typeof smoothRssi>[0], ...sightings: readonly Partial<Sighting>[]) {
  const values: (number | undefined)[] = [];
  from(sightings.map((what, time) => seen({ time, ...what })))
    .pipe(
      smoothRssi(options),
      map(({ rssi }) => rssi),
    )
    .subscribe((rssi) => values.push(rssi));
  return values;
}

describe('smoothRssi', () => {
  behavesLikeAnOperator(() => smoothRssi(), { a: seen() });

  it('averages, the newer the more', () => {
    expect(smoothed({}, { rssi: -60 }, { rssi: -70 }, { rssi: -70 })).toEqual([-60, -63, -65.1]);
    expect(smoothed({ weight: 1 }, { rssi: -60 }, { rssi: -70 })).toEqual([-60, -70]);
  });

  it('tells devices and controllers apart', () => {
    const [near, far] = [{ rssi: -40 }, { rssi: -80 }];
    expect(smoothed({}, { ...near, address: A }, { ...far, address: B }, { ...near, address: A })).toEqual([
      -40, -80, -40,
    ]);
    expect(smoothed({}, { ...near, controller: HERE }, { ...far, controller: THERE })).toEqual([-40, -80]);
  });

  it('keeps what it knows while the strength is not known', () => {
    expect(smoothed({}, { rssi: undefined }, { rssi: -60 }, { rssi: undefined })).toEqual([undefined, -60, -60]);
  });

  it('forgets', () => {
    expect(smoothed({ forgetAfter: 5 }, { rssi: -60, time: 0 }, { rssi: -70, time: 6 })).toEqual([-60, -70]);
    expect(smoothed({ maxDevices: 1 }, { rssi: -60 }, { address: B }, { rssi: -70 })).toEqual([-60, -60, -70]);
  });

  it.each([{ weight: -0.1 }, { weight: 1.1 }, { alpha: 1 }, { maxDevices: 0 }])('refuses %p', (options) => {
    expect(() => smoothRssi(options)).toThrow(/weight|alpha|maxDevices/);
  });
});
