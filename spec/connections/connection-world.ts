import type { DeviceOptions } from 'rx-btmgmt/simulator';
import { World } from '../controllers/world.js';

export const SENSOR = { address: '00:00:00:00:00:01', addressType: 'LEPublic' } as const;
export const HEADSET = { address: '00:00:00:00:00:03', addressType: 'BREDR' } as const;

const DEVICES: readonly DeviceOptions[] = [
  { address: SENSOR.address, rssi: -50, advertising: { interval: 100, data: '0504414243' } },
  { address: HEADSET.address, rssi: -60, inquiry: {}, name: 'Headset' },
];

/** A controller that is on and can be connected to, devices around, and two programs. */
export class ConnectionWorld extends World {
  readonly mgmt = this.program();
  readonly other = this.program();

  constructor(devices: readonly DeviceOptions[] = DEVICES) {
    super({ devices });
    // The simulated kernel does not look for devices while nobody is told.
    this.other.events$.subscribe();
    this.do(this.other.command$('SetLowEnergy', 0, true));
    this.do(this.other.command$('SetConnectable', 0, true));
    this.do(this.other.command$('SetPowered', 0, true));
  }

  device(n: number) {
    const device = this.simulator.devices[n];
    if (device === undefined) throw new RangeError(`There is no device ${String(n)}`);
    return device;
  }

  /** Lets the headset connect. */
  connectHeadset(): void {
    if (!this.device(1).connect({ index: 0 })) throw new Error('It does not connect');
    this.pass(200);
  }

  /** Lets the kernel connect to the sensor, because a program wants it. */
  connectSensor(): void {
    this.do(this.other.command$('AddDevice', 0, SENSOR.address, SENSOR.addressType, 'AutoConnect'), 50);
    this.until(() => this.device(0).isConnected);
  }

  /** The kernel ends what nobody uses after two seconds (HCI_DISCONN_TIMEOUT in include/net/bluetooth/hci.h). */
  until(isSo: () => boolean): void {
    for (let n = 0; n < 500 && !isSo(); n++) this.pass(20);
    this.pass(100);
  }

  power(on: boolean): void {
    this.do(this.other.command$('SetPowered', 0, on));
  }

  isListed(): boolean {
    try {
      this.do(this.other.command$('GetDeviceFlags', 0, SENSOR.address, SENSOR.addressType));
      return true;
    } catch {
      return false;
    }
  }
}
