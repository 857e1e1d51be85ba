import type { Bench } from './harness/bench.js';
import { scenario } from './harness/scenario.js';

const ANY = '00:00:00:00:00:00';
const SOME = '00:AA:02:00:00:01';
const STATIC = 'C0:AA:02:00:00:02';
const PRIVATE = '40:AA:02:00:00:03';

/** On, then off for good: a new controller is up for two seconds although it is off. */
async function off(bench: Bench): Promise<void> {
  await bench.command('SetPowered', 0, true);
  await bench.command('SetPowered', 0, false);
}

async function on(bench: Bench): Promise<void> {
  await bench.command('SetLowEnergy', 0, true);
  await bench.command('SetPowered', 0, true);
  await bench.until('NewSettings', ({ currentSettings }) => currentSettings.Powered && currentSettings.LowEnergy);
}

export const devices = [
  scenario('blocks and unblocks devices', { on: 'dual' }, async (bench) => {
    for (const addressType of ['BREDR', 'LEPublic', 'LERandom'] as const) {
      await bench.command('BlockDevice', 0, SOME, addressType);
      await bench.until('DeviceBlocked', { addressType });
    }
    await bench.command('BlockDevice', 0, SOME, 'LEPublic');
    await bench.command('BlockDevice', 0, ANY, 'LEPublic');
    await bench.command('BlockDevice', 0, SOME, 3);
    await bench.command('UnblockDevice', 0, SOME, 'LEPublic');
    await bench.until('DeviceUnblocked');
    await bench.command('UnblockDevice', 0, SOME, 'LEPublic');
    await bench.command('UnblockDevice', 0, SOME, 3);
    await bench.command('UnblockDevice', 0, ANY, 'LERandom');
    await bench.until('DeviceUnblocked', { address: ANY });
    await bench.command('UnblockDevice', 0, SOME, 'BREDR');
    await bench.command('UnblockDevice', 0, ANY, 'BREDR');
  }),

  scenario('adds and removes a device of BR/EDR', { on: 'dual' }, async (bench) => {
    await bench.command('AddDevice', 0, SOME, 'BREDR', 'BackgroundScan');
    await bench.command('AddDevice', 0, SOME, 'BREDR', 'AutoConnect');
    await bench.command('AddDevice', 0, SOME, 'BREDR', 'AllowIncomingOrDirect');
    await bench.until('DeviceAdded');
    await bench.command('AddDevice', 0, SOME, 'BREDR', 'AllowIncomingOrDirect');
    await bench.command('RemoveDevice', 0, SOME, 'BREDR');
    await bench.until('DeviceRemoved');
    await bench.command('RemoveDevice', 0, SOME, 'BREDR');
  }),

  scenario('adds and removes LE devices', { on: 'dual' }, async (bench) => {
    await on(bench);
    await bench.command('AddDevice', 0, SOME, 'LEPublic', 'BackgroundScan');
    await bench.until('DeviceAdded');
    await bench.command('AddDevice', 0, SOME, 'LEPublic', 'AllowIncomingOrDirect');
    await bench.until('DeviceAdded');
    await bench.command('AddDevice', 0, STATIC, 'LERandom', 'AutoConnect');
    await bench.until('DeviceAdded', { address: STATIC });
    await bench.command('RemoveDevice', 0, SOME, 'LERandom');
    await bench.command('RemoveDevice', 0, SOME, 'LEPublic');
    await bench.until('DeviceRemoved');
    await bench.command('RemoveDevice', 0, SOME, 'LEPublic');
    await bench.command('RemoveDevice', 0, STATIC, 'LERandom');
    await bench.until('DeviceRemoved', { address: STATIC });
  }),

  scenario("refuses devices that can't be added", { on: 'dual' }, async (bench) => {
    await on(bench);
    await bench.command('AddDevice', 0, PRIVATE, 'LERandom', 'AutoConnect');
    await bench.command('AddDevice', 0, ANY, 'LEPublic', 'AutoConnect');
    await bench.command('AddDevice', 0, SOME, 3, 'AutoConnect');
    await bench.command('AddDevice', 0, SOME, 'LEPublic', 3);
    await bench.command('RemoveDevice', 0, PRIVATE, 'LERandom');
    await bench.command('RemoveDevice', 0, SOME, 3);
    await bench.command('RemoveDevice', 0, ANY, 'LEPublic');
  }),

  scenario('removes all devices', { on: 'dual' }, async (bench) => {
    await on(bench);
    await bench.command('RemoveDevice', 0, ANY, 'BREDR');
    await bench.command('AddDevice', 0, SOME, 'LEPublic', 'BackgroundScan');
    await bench.command('AddDevice', 0, STATIC, 'LERandom', 'AutoConnect');
    await bench.command('AddDevice', 0, SOME, 'BREDR', 'AllowIncomingOrDirect');
    await bench.command('AddDevice', 0, PRIVATE, 'BREDR', 'AllowIncomingOrDirect');
    await bench.command('RemoveDevice', 0, ANY, 'BREDR');
    await bench.until('DeviceRemoved');
    await bench.command('RemoveDevice', 0, SOME, 'LEPublic');
  }),

  scenario('adds devices while it is off', { on: 'dual' }, async (bench) => {
    await off(bench);
    await bench.command('AddDevice', 0, SOME, 'LEPublic', 'BackgroundScan');
    await bench.command('AddDevice', 0, SOME, 'BREDR', 'AllowIncomingOrDirect');
    await bench.command('GetDeviceFlags', 0, SOME, 'LEPublic');
    await bench.command('RemoveDevice', 0, SOME, 'LEPublic');
    await bench.command('RemoveDevice', 0, ANY, 'BREDR');
  }),

  scenario('adds LE devices although Low Energy is off, or missing', { on: 'bredr' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('AddDevice', 0, SOME, 'LEPublic', 'AutoConnect');
    await bench.command('LoadConnectionParameters', 0, []);
    await bench.actor.raw(0x0035, 0, Uint8Array.of(1, 0));
    await bench.command('SetDeviceFlags', 0, SOME, 'LEPublic', {});
    await bench.command('RemoveDevice', 0, SOME, 'LEPublic');
  }),

  scenario('reads and sets flags of devices', { on: 'dual' }, async (bench) => {
    await on(bench);
    await bench.command('GetDeviceFlags', 0, SOME, 'BREDR');
    await bench.command('GetDeviceFlags', 0, SOME, 'LEPublic');
    await bench.command('SetDeviceFlags', 0, SOME, 'BREDR', {});
    await bench.command('AddDevice', 0, SOME, 'BREDR', 'AllowIncomingOrDirect');
    await bench.command('AddDevice', 0, STATIC, 'LERandom', 'BackgroundScan');
    await bench.command('GetDeviceFlags', 0, SOME, 'BREDR');
    await bench.command('SetDeviceFlags', 0, SOME, 'BREDR', { RemoteWakeup: true });
    await bench.until(
      'DeviceFlagsChanged',
      ({ address, currentFlags }) => address === SOME && currentFlags.RemoteWakeup,
    );
    await bench.command('GetDeviceFlags', 0, SOME, 'BREDR');
    await bench.command('SetDeviceFlags', 0, STATIC, 'LERandom', { RemoteWakeup: true });
    await bench.command('SetDeviceFlags', 0, STATIC, 'LERandom', { DevicePrivacy: true });
    await bench.command('SetDeviceFlags', 0, STATIC, 'LERandom', 0x80000000);
    await bench.command('GetDeviceFlags', 0, STATIC, 'LERandom');
    await bench.command('GetDeviceFlags', 0, STATIC, 7);
    await bench.command('AddDevice', 0, STATIC, 'LERandom', 'AutoConnect');
    await bench.command('RemoveDevice', 0, ANY, 'BREDR');
  }),

  scenario('sets flags of a device that was not added', { on: 'dual' }, async (bench) => {
    await on(bench);
    await bench.command('SetDeviceFlags', 0, SOME, 'LEPublic', { RemoteWakeup: true });
    await bench.command('GetDeviceFlags', 0, SOME, 'LEPublic');
    await bench.command('RemoveDevice', 0, SOME, 'LEPublic');
  }),

  scenario('limits the flags of a device that hides itself', { on: 'dual' }, async (bench) => {
    await on(bench);
    await bench.command('LoadIdentityResolvingKeys', 0, [
      { address: SOME, addressType: 'LEPublic', value: '01'.repeat(16) },
    ]);
    await bench.command('AddDevice', 0, SOME, 'LEPublic', 'BackgroundScan');
    await bench.command('GetDeviceFlags', 0, SOME, 'LEPublic');
    await bench.command('SetDeviceFlags', 0, SOME, 'LEPublic', { RemoteWakeup: true });
  }),

  scenario('loads connection parameters', { on: 'le' }, async (bench) => {
    const entry = (address: string, change = {}) => ({
      address,
      addressType: 'LEPublic' as const,
      minConnectionInterval: 24,
      maxConnectionInterval: 40,
      connectionLatency: 0,
      supervisionTimeout: 42,
      ...change,
    });
    const load = (...params: readonly ReturnType<typeof entry>[]) =>
      bench.actor.unchecked('LoadConnectionParameters', 0, { params });
    await load(entry(SOME));
    await bench.command('GetDeviceFlags', 0, SOME, 'LEPublic');
    await bench.command('RemoveDevice', 0, SOME, 'LEPublic');
    await load(entry(SOME), entry(PRIVATE));
    await bench.command('GetDeviceFlags', 0, PRIVATE, 'LEPublic');
    await load(entry(SOME));
    await bench.command('GetDeviceFlags', 0, PRIVATE, 'LEPublic');
    await load(entry(STATIC, { maxConnectionInterval: 3201 }));
    await bench.command('GetDeviceFlags', 0, STATIC, 'LEPublic');
    await bench.command('GetDeviceFlags', 0, SOME, 'LEPublic');
    await load(entry(STATIC, { addressType: 'BREDR' }));
    await load(entry(STATIC));
    await bench.command('GetDeviceFlags', 0, SOME, 'LEPublic');
    await load();
    await bench.command('GetDeviceFlags', 0, STATIC, 'LEPublic');
    await bench.actor.raw(0x0035, 0, Uint8Array.of(2, 0));
    await bench.actor.raw(0x0035, 0, Uint8Array.of(0, 0, 0));
  }),

  scenario('leaves out connection parameters that can not be', { on: 'le' }, async (bench) => {
    const [min, max, latency, timeout] = [24, 40, 0, 42];
    for (const [minConnectionInterval, maxConnectionInterval, connectionLatency, supervisionTimeout] of [
      [max + 1, max, latency, timeout],
      [5, max, latency, timeout],
      [min, 3201, latency, 3200],
      [min, max, latency, 9],
      [min, max, latency, 3201],
      [min, timeout * 8, latency, timeout],
      [min, timeout * 8 - 1, latency, timeout],
      [min, max, 500, 3200],
      [min, max, 4, timeout],
      [min, max, 3, timeout],
    ] as const) {
      const values = { minConnectionInterval, maxConnectionInterval, connectionLatency, supervisionTimeout };
      const entry = { address: STATIC, addressType: 'LERandom', ...values } as const;
      await bench.actor.unchecked('LoadConnectionParameters', 0, { params: [entry] });
      await bench.command('GetDeviceFlags', 0, STATIC, 'LERandom');
      // Of several, none is updated: what was loaded before is forgotten.
      await bench.actor.unchecked('LoadConnectionParameters', 0, {
        params: [
          { ...entry, addressType: 'BREDR' },
          { ...entry, addressType: 'BREDR' },
        ],
      });
    }
  }),

  scenario('loads subrates, if the kernel knows them', { on: 'le' }, async (bench) => {
    await bench.command('LoadConnectionSubrate', 0, []);
    await bench.actor.raw(0x005c, 0, Uint8Array.of(1, 0));
  }),
];
