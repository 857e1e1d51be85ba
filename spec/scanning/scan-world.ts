import type { ScanOptions, Sighting } from 'rx-btmgmt';
import { controller, scan } from 'rx-btmgmt';
import type { DeviceOptions } from 'rx-btmgmt/simulator';
import { Said, World } from '../controllers/world.js';

/** A world whose controller is on, unless it is said otherwise, and a program that scans. */
export class ScanWorld extends World {
  readonly mgmt = this.program();
  readonly other = this.program();

  constructor(devices: readonly DeviceOptions[], isOn = true) {
    super({ devices });
    this.do(this.other.command$('SetLowEnergy', 0, true));
    if (isOn) this.do(this.other.command$('SetPowered', 0, true));
  }

  scan(options?: ScanOptions): Said<Sighting> {
    return new Said(scan(controller(this.mgmt, 0), options));
  }
}
