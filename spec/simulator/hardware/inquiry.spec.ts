import type { ControllerOptions, DeviceOptions } from 'rx-btmgmt/simulator';
import { toHex } from 'rx-btmgmt';
import { CLASSIC, World } from '../devices/world.js';

const PHONE = '00:00:00:00:00:01';
const phone: DeviceOptions = { address: PHONE, name: 'Phone', inquiry: { classOfDevice: 0x5a020c } };
const silent: DeviceOptions = { address: '00:00:00:00:00:02', inquiry: { tellsName: false, eir: [] }, rssi: -50 };
const tv: DeviceOptions = { address: '00:00:00:00:00:03', name: 'TV', inquiry: { eir: [] }, rssi: -70 };

const world = (devices: readonly DeviceOptions[], controller: ControllerOptions = {}): World =>
  new World({ controllers: [controller], devices });

describe('A simulated controller that inquires', () => {
  it('finds each device once, with class and extended response', () => {
    const bench = world([phone]);
    bench.send('StartDiscovery', CLASSIC);
    bench.pass(12_000);
    const found = bench.take('DeviceFound');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      address: PHONE,
      addressType: 'BREDR',
      rssi: -60,
      flags: { ConfirmName: false, LegacyPairing: false },
    });
    expect(toHex(found[0]!.eirData)).toBe('060950686f6e65' + '040d0c025a');
  });

  it('says if it does not know the strength, as the kind of discovery has it', () => {
    const bench = world([tv], { inquiryMode: 'plain' });
    bench.discover(1000, CLASSIC);
    expect(bench.take('DeviceFound')).toMatchObject([
      { rssi: NaN, unknownRssi: 0, flags: { ConfirmName: true, LegacyPairing: true } },
    ]);
    bench.send('StartServiceDiscovery', CLASSIC, 127, []);
    bench.pass(1000);
    const [found] = bench.take('DeviceFound');
    expect(found).toMatchObject({ rssi: NaN });
    expect(found).not.toHaveProperty('unknownRssi');
  });

  it('finds who comes while it inquires', () => {
    const bench = world([{ ...phone, present: [{ from: 3000, to: 4000 }] }]);
    bench.send('StartDiscovery', CLASSIC);
    bench.pass(2000);
    expect(bench.take('DeviceFound')).toEqual([]);
    bench.pass(2000);
    expect(bench.take('DeviceFound')).toHaveLength(1);
  });

  it('finds limited discoverable devices only, if it is told so', () => {
    const bench = world([phone, { ...tv, inquiry: { limited: true, classOfDevice: 0x2000 } }]);
    bench.send('StartLimitedDiscovery', CLASSIC);
    bench.pass(2000);
    expect(bench.take('DeviceFound').map(({ address }) => address)).toEqual([tv.address]);
  });

  it('asks for names behind the inquiry, the strongest first', () => {
    const bench = world([tv, silent]);
    bench.send('StartDiscovery', CLASSIC);
    bench.pass(1000);
    for (const { address } of bench.take('DeviceFound')) bench.send('ConfirmName', address, 'BREDR', false);
    bench.pass(20_000);
    const names = bench.told.map(({ event }) => event);
    expect(names).toMatchObject([
      { event: 'DeviceFound', address: silent.address, flags: { NameRequestFailed: true } },
      { event: 'DeviceFound', address: tv.address, flags: { NameRequestFailed: false } },
      { event: 'Discovering', discovering: false },
    ]);
    // A device that does not answer is given up after 5.12 s.
    const [first, second] = bench.take('DeviceFound');
    expect([toHex(second!.eirData), second!.time - first!.time]).toEqual(['03095456', 100]);
  });

  it('does not find controllers that can only be connected', () => {
    const bench = new World({ controllers: [{}, {}] });
    bench.mgmt.command$('SetConnectable', 1, true).subscribe();
    bench.pass(5);
    bench.mgmt.command$('SetPowered', 1, true).subscribe();
    bench.pass(5);
    bench.discover(1000, CLASSIC);
    expect(bench.take('DeviceFound')).toEqual([]);
    bench.mgmt.command$('SetDiscoverable', 1, 'General', 0).subscribe();
    bench.pass(5);
    bench.discover(1000, CLASSIC);
    expect(bench.take('DeviceFound')).toHaveLength(1);
  });
});
