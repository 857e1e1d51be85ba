import type { FoundDevice } from 'rx-btmgmt';
import { Mgmt, advertisedName, discover, parseAdvertisingData } from 'rx-btmgmt';
import { parseEddystone, parseIBeacon } from 'rx-btmgmt/beacons';
import { createSimulator, neighbourhood } from 'rx-btmgmt/simulator';
import { concat, ignoreElements } from 'rxjs';
import { record } from '../support/recorder.js';
import { ManualTime } from './manual-time.js';

/** What a program finds in so many milliseconds. */
function found(milliseconds: number): FoundDevice[] {
  const scheduler = new ManualTime();
  const simulator = createSimulator({ scheduler, devices: neighbourhood() });
  const mgmt = new Mgmt(simulator.transport(), { scheduler });
  const setUp$ = concat(mgmt.command$('SetLowEnergy', 0, true), mgmt.command$('SetPowered', 0, true));
  const addressTypes = ['BREDR', 'LEPublic', 'LERandom'] as const;
  const run = record(concat(setUp$.pipe(ignoreElements()), discover(mgmt, 0, { continuous: true, addressTypes })));
  scheduler.pass(milliseconds);
  run.subscription.unsubscribe();
  return run.values;
}

describe('The neighbourhood', () => {
  const devices = found(130_000);
  const datas = devices.map(({ eirData }) => parseAdvertisingData(eirData));
  const names = new Set(datas.map(advertisedName).filter((name) => name !== undefined));

  it('has a heart-rate sensor, a keyboard, a thermometer and a headset', () => {
    expect([...names].sort()).toEqual(['Headset', 'Heart Rate', 'Keyboard', 'Thermometer']);
  });

  it('has beacons', () => {
    expect(devices.map(({ eirData }) => parseIBeacon(eirData)?.minor)).toContain(7);
    const frames = new Set(devices.map(({ eirData }) => parseEddystone(eirData)?.frame));
    expect([...frames].sort()).toEqual(['UID', 'URL', undefined]);
  });

  it('has phones whose addresses change, and signals that do', () => {
    const isPrivate = ({ address, addressType }: FoundDevice) => addressType === 'LERandom' && address < '80';
    expect(new Set(devices.filter(isPrivate).map(({ address }) => address)).size).toBeGreaterThan(3);
    expect(new Set(devices.map(({ rssi }) => rssi)).size).toBeGreaterThan(10);
  });

  it('holds nothing malformed', () => {
    expect(datas.flatMap(({ malformed }) => malformed)).toEqual([]);
  });

  it('is the same each time', () => {
    expect(found(5000)).toEqual(found(5000));
  });
});
