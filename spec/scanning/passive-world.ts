import type { AdvertisementMonitor, ScanOptions, Sighting } from 'rx-btmgmt';
import type { DeviceOptions } from 'rx-btmgmt/simulator';
import { map } from 'rxjs';
import { ScanWorld } from './scan-world.js';
import type { Said } from '../controllers/world.js';

export const SENSOR: DeviceOptions = {
  address: '00:00:00:00:00:01',
  rssi: -50,
  advertising: { interval: 500, data: '0516d2fc4000', scanResponse: '0409414243' },
};
export const OTHER: DeviceOptions = {
  address: '00:00:00:00:00:02',
  rssi: -90,
  advertising: { interval: 500, data: '0516aafe1000' },
};
export const BTHOME: AdvertisementMonitor = { patterns: [{ adType: 'ServiceData16', offset: 0, value: 'd2fc' }] };
/** A controller that is on, a sensor near by and another device far away. */
export class PassiveWorld extends ScanWorld {
  constructor() {
    super([SENSOR, OTHER]);
  }

  override scan(options: ScanOptions = {}): Said<Sighting> {
    return super.scan({ mode: 'passive', ...options });
  }

  /** The monitors that the kernel has. */
  get monitors(): readonly number[] {
    // Until what was asked for is done.
    this.pass(100);
    return this.do(this.other.command$('ReadAdvertisementMonitorFeatures', 0).pipe(map(({ handles }) => handles)));
  }
}
