import type { MonoTypeOperatorFunction } from 'rxjs';
import { VirtualTimeScheduler, lastValueFrom, map, of } from 'rxjs';
import type { Distance, HeardBy, Sighting } from 'rx-btmgmt';
import {
  collectDevices,
  distance,
  distinctDevices,
  distinctPayload,
  minRssi,
  named,
  ofBeacon,
  ofManufacturer,
  ofService,
  parseAdvertisingData,
  resolveAddresses,
  smoothRssi,
  throttlePerDevice,
  trackDevices,
} from 'rx-btmgmt';
import type { IBeacon } from 'rx-btmgmt/beacons';
import { buildIBeacon, parseIBeacon } from 'rx-btmgmt/beacons';
import { B, HERE, THERE, seen } from './sighting.js';

const scheduler = new VirtualTimeScheduler();
const beacon: IBeacon = { uuid: '11111111-2222-3333-4444-555555555555', major: 1, minor: 2, measuredPower: -59 };
const SERVICE = '0000180f-0000-1000-8000-00805f9b34fb';

/** What programs add to sightings, beside what `distance` and `ofBeacon` do. */
interface InRoom extends Sighting {
  readonly room: string;
}

const inRoom = (controller: HeardBy, room: string, rssi: number, time = 0): InRoom => ({
  ...seen({
    name: 'Tag',
    services: [SERVICE],
    manufacturerData: [{ company: 0x4c, data: new Uint8Array() }],
    data: parseAdvertisingData(buildIBeacon(beacon)),
    controller,
    rssi,
    time,
  }),
  room,
});

describe('What operators and programs have added to a sighting', () => {
  const hall = inRoom(HERE, 'hall', -59);

  it.each<[name: string, operator: MonoTypeOperatorFunction<InRoom>]>([
    ['distinctDevices', distinctDevices()],
    ['distinctPayload', distinctPayload()],
    ['minRssi', minRssi(-70)],
    ['named', named()],
    ['ofBeacon', ofBeacon(parseIBeacon)],
    ['ofManufacturer', ofManufacturer(0x4c)],
    ['ofService', ofService('180f')],
    ['distance', distance()],
    ['resolveAddresses', resolveAddresses([])],
    ['smoothRssi', smoothRssi()],
    ['throttlePerDevice', throttlePerDevice(1)],
  ])('comes through %s', async (_, operator) => {
    const { room }: InRoom = await lastValueFrom(of(hall).pipe(operator));
    expect(room).toBe('hall');
  });

  it('comes through trackDevices, with its types', async () => {
    const change$ = of(hall, { ...hall, room: 'kitchen' }).pipe(
      ofBeacon(parseIBeacon),
      named(),
      distance(),
      trackDevices({ scheduler }),
    );
    const { device } = await lastValueFrom(change$);
    const typed: { room: string; beacon: IBeacon; distance: Distance | undefined; name: string; count: number } =
      device;
    expect(typed).toMatchObject({ room: 'kitchen', beacon, distance: { basis: 'beacon', likely: 1 }, count: 2 });
    expect(structuredClone(device)).toEqual(device);
  });

  it('comes through collectDevices, which can sort by it', async () => {
    const list$ = of(hall, { ...hall, address: B, rssi: -39 }).pipe(
      distance(),
      collectDevices({ scheduler, sortBy: (one, other) => (one.distance?.to ?? 0) - (other.distance?.to ?? 0) }),
    );
    const list = await lastValueFrom(list$);
    const typed: readonly { readonly room: string; readonly distance: Distance | undefined }[] = list;
    expect(typed.map((device) => device.distance?.likely.toFixed(2))).toEqual(['0.16', '1.00']);
  });

  it('is that of who hears a device best, as its strength is', async () => {
    const heard$ = of(
      hall,
      inRoom(THERE, 'kitchen', -79, 1),
      inRoom(HERE, 'hall', -61, 2),
      inRoom(THERE, 'kitchen', -79, 3),
    );
    const { device } = await lastValueFrom(heard$.pipe(distance(), trackDevices({ scheduler })));
    expect(device).toMatchObject({ rssi: -61, controller: HERE, room: 'hall', time: 3 });
    const alone = await lastValueFrom(of(inRoom(HERE, 'hall', -61)).pipe(distance()));
    expect(device.distance).toEqual(alone.distance);
  });

  it('does not change what a device says of itself', async () => {
    const tracked$ = of(hall).pipe(
      map((sighting) => ({ ...sighting, count: 99, firstSeen: -1, heardBy: 'somebody' })),
      trackDevices({ scheduler }),
    );
    const { device } = await lastValueFrom(tracked$);
    expect(device).toMatchObject({ count: 1, firstSeen: 0, heardBy: [{ controller: HERE }] });
  });
});
