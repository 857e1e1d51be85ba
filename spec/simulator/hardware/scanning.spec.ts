import type { ControllerOptions } from 'rx-btmgmt/simulator';
import { toHex } from 'rx-btmgmt';
import { LE, World } from '../devices/world.js';

const CAPABLE = { kind: 'le', extendedAdvertising: true } as const;
/** When devices are added: behind the command that switches the controller on. */
const START = 5;
const times = (world: World): number[] => world.take('DeviceFound').map(({ time }) => time);

/** Fields of 230 bytes, one of them for each number. */
const field = (value: number): string => `e5ff${value.toString(16).padStart(2, '0').repeat(228)}`;

describe('A simulated controller that scans', () => {
  it('ends after 10.24 s', () => {
    const world = new World({});
    world.send('StartDiscovery', LE);
    world.pass(20_000);
    const [begin, end] = world.take('Discovering');
    expect([begin?.discovering, end?.discovering]).toEqual([true, false]);
    expect(end!.time - begin!.time).toBe(10_240);
  });

  describe('leaves out duplicates', () => {
    const heard = (duplicateFilter: NonNullable<ControllerOptions['duplicateFilter']>, service = false): number[] => {
      const world = new World({ controllers: [{ kind: 'le', duplicateFilter }] });
      // Constant, stronger after 2.5 s, other data after 3.5 s.
      const data = (time: number): string => (time < 3500 ? '02ff01' : '02ff02');
      world.device({ advertising: { data }, rssi: (time) => (time < 2500 ? -60 : -50) });
      if (service) world.send('StartServiceDiscovery', LE, 127, []);
      else world.send('StartDiscovery', LE);
      world.pass(4200);
      return times(world).map((time) => time - START);
    };

    it('for a second, if it is weak', () => {
      expect(heard('weak')).toEqual([100, 1100, 2100, 2500, 3500]);
    });

    it('for the whole scan, if it is strict', () => {
      expect(heard('strict')).toEqual([100, 3500]);
    });

    it('altogether, if it is virtual', () => {
      expect(heard('virtual')).toHaveLength(1);
    });

    it('not, if it is strict, the driver says so, and results are filtered', () => {
      const count = (kernel: '6.1' | '6.12'): number => {
        const controllers = [{ kind: 'le', duplicateFilter: 'strict', quirks: ['StrictDuplicateFilter'] }] as const;
        const world = new World({ kernel, controllers, devices: [{}] });
        world.send('StartServiceDiscovery', LE, 127, []);
        world.pass(1000);
        return times(world).length;
      };
      // Linux 6.1 starts the scan anew 200 ms after each report.
      expect([count('6.1'), count('6.12')]).toEqual([4, 10]);
    });
  });

  it('puts advertisement and scan response together', () => {
    const world = new World({ devices: [{ advertising: { data: '0201060000', scanResponse: '03ff0102' } }] });
    world.discover(150);
    expect(world.takeData()).toEqual(['02010603ff0102']);
  });

  it('says what can not be connected', () => {
    const world = new World({ devices: [{ advertising: { connectable: false, scanResponse: '02ff01' } }] });
    world.discover(150);
    expect(world.take('DeviceFound')[0]?.flags).toMatchObject({ NotConnectable: true, ScanResponse: false });
  });

  it('hears extended advertising in parts, if it can', () => {
    const advertising = { extended: true, connectable: false, data: [0, 1, 2].map(field).join('') };
    const heard = (kernel: '6.1' | '6.12', controller: ControllerOptions): string[] => {
      const world = new World({ kernel, controllers: [controller], devices: [{ advertising }] });
      world.discover(150);
      return world.takeData();
    };
    // Each field is one byte too long for a report. The kernel takes each part by itself and keeps what looks like whole fields.
    expect(heard('6.12', CAPABLE)).toEqual(['', '', '0101', '020202']);
    // It does not know any part but the last.
    expect(heard('6.1', CAPABLE)).toEqual(['020202']);
    expect(heard('6.12', { kind: 'le' })).toEqual([]);
  });

  it('hears a scan response of extended advertising by itself', () => {
    const advertising = { extended: true, connectable: false, scanResponse: '02ff01' };
    const world = new World({ controllers: [CAPABLE], devices: [{ advertising }] });
    world.discover(150);
    expect(world.take('DeviceFound').map(({ flags, eirData }) => [flags.ScanResponse, eirData.length])).toEqual([
      [false, 0],
      [true, 3],
    ]);
  });

  it('filters by strength', () => {
    const world = new World({ devices: [{ rssi: -80 }, { rssi: -70 }, { rssi: 127 }] });
    world.send('StartServiceDiscovery', LE, -70, []);
    world.pass(300);
    expect(world.take('DeviceFound').map(({ rssi }) => rssi)).toEqual([-70]);
  });

  it('filters by services of any width', () => {
    const long = '12345678-1234-1234-1234-123456789abc';
    const data = (services: string[], bits: 16 | 32 | 128) => [
      { type: 'ServiceUuids', bits, uuids: services } as const,
    ];
    const devices = [data(['180d'], 16), data(['0000180d'], 32), data([long], 128), data(['180a'], 16)].map(
      (fields) => ({
        advertising: { data: fields },
      }),
    );
    const found = (...services: string[]): number => {
      const world = new World({ devices });
      world.send('StartServiceDiscovery', LE, 127, services);
      world.pass(300);
      return world.take('DeviceFound').length;
    };
    expect([found('180d'), found(long), found(long, '180a'), found('180f'), found()]).toEqual([2, 1, 2, 0, 4]);
  });

  it('tells of devices that a program waits for while no discovery runs', () => {
    const wanted = {
      address: 'C0:00:00:00:00:01',
      addressType: 'LERandom',
      advertising: { scanResponse: '02ff01' },
    } as const;
    const world = new World({ devices: [wanted, { ...wanted, address: 'C0:00:00:00:00:02' }] });
    world.send('AddDevice', wanted.address, 'LERandom', 'BackgroundScan');
    world.take('DeviceAdded');
    world.pass(2000);
    const found = world.take('DeviceFound');
    expect(found.map(({ address }) => address)).toEqual([wanted.address, wanted.address]);
    // A passive scan does not ask for more.
    expect(toHex(found[0]!.eirData)).toBe('020106');
    world.send('RemoveDevice', wanted.address, 'LERandom');
    world.take('DeviceRemoved');
    world.pass(2000);
    expect(world.told).toEqual([]);
  });

  it('goes on while no program is there', () => {
    const world = new World({ devices: [{}] });
    world.send('AddAdvertisementPatternsMonitor', [{ adType: 'Flags', offset: 0, value: '06' }]);
    world.leave();
    world.pass(60_000);
    expect(world.scheduler.actions).toHaveLength(0);
    world.come();
    world.pass(1500);
    expect(world.take('AdvertisementMonitorDeviceFound').length).toBeGreaterThan(0);
  });

  it('tells monitors of each advertisement while no discovery runs', () => {
    const world = new World({ devices: [{ advertising: { data: '02ff01' } }] });
    world.send('AddAdvertisementPatternsMonitor', [{ adType: 'ManufacturerData', offset: 0, value: '02' }]);
    world.pass(500);
    const found = world.take('AdvertisementMonitorDeviceFound');
    expect(found.length).toBeGreaterThanOrEqual(4);
    expect(found[0]).toMatchObject({ monitorHandle: 0, rssi: -60, adData: Uint8Array.of(2, 255, 1) });
    world.send('RemoveAdvertisementMonitor', 0);
    world.take('AdvertisementMonitorRemoved');
    world.pass(500);
    expect(world.told).toEqual([]);
  });
});
