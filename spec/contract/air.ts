import type { Bench } from './harness/bench.js';
import { scenario } from './harness/scenario.js';

const NONE = new Uint8Array();
const HEART_RATE = '03030d18';
const ADVERTISER = '00:AA:01:01:00:01';
const LE = ['LEPublic', 'LERandom'] as const;

/** le_set_scan_enable_complete and start_discovery_complete: two works, and the order in which they run is left to chance. */
const LOSES_THE_FIRST = { '6.1': 'Linux 6.1 may lose what is heard before its discovery has answered' };

/** Both are on, the second one with a name. */
async function on(bench: Bench): Promise<void> {
  await bench.command('SetLowEnergy', 0, true);
  await bench.command('SetLowEnergy', 1, true);
  await bench.command('SetLocalName', 1, 'bench', '');
  await bench.command('SetPowered', 1, true);
  await bench.command('SetPowered', 0, true);
}

/** What the first one finds until its discovery ends by itself. */
async function discover(bench: Bench): Promise<void> {
  await bench.command('StartDiscovery', 0, LE);
  await bench.until('Discovering', { discovering: true });
  await bench.until('Discovering', { discovering: false });
}

/** What others hear of a controller that advertises. */
export const air = [
  scenario('hears the setting Advertising', { on: 'pair', skip: LOSES_THE_FIRST }, async (bench) => {
    await on(bench);
    await bench.command('SetAppearance', 1, 0x0340);
    await bench.command('SetAdvertising', 1, 'OnConnectable');
    await discover(bench);
  }),

  scenario('hears whether it can be discovered', { on: 'pair', skip: LOSES_THE_FIRST }, async (bench) => {
    await on(bench);
    await bench.command('SetConnectable', 1, true);
    await bench.command('SetDiscoverable', 1, 'General', 0);
    await bench.command('SetAdvertising', 1, 'On');
    await discover(bench);
  }),

  scenario(
    'hears what nobody can connect to from an address of its own',
    { on: 'pair', skip: LOSES_THE_FIRST },
    async (bench) => {
      await on(bench);
      await bench.command(
        'AddAdvertising',
        1,
        1,
        { LimitedDiscoverable: true, AddTxPower: true },
        0,
        0,
        HEART_RATE,
        NONE,
      );
      await discover(bench);
    },
  ),

  scenario('hears several instances', { on: 'pair', skip: LOSES_THE_FIRST }, async (bench) => {
    await on(bench);
    await bench.command('AddAdvertising', 1, 1, { Connectable: true }, 0, 0, HEART_RATE, '0303aafe');
    await bench.command('AddAdvertising', 1, 2, { Connectable: true, Secondary1M: true }, 0, 0, '0303bbfe', NONE);
    await bench.command(
      'AddAdvertising',
      1,
      3,
      { ManagedFlags: true, AddLocalName: true, Connectable: true },
      0,
      0,
      NONE,
      NONE,
    );
    await discover(bench);
  }),

  scenario('hears nothing of the setting after it was off', { on: 'pair', skip: LOSES_THE_FIRST }, async (bench) => {
    await on(bench);
    await bench.command('SetAdvertising', 1, 'OnConnectable');
    await bench.command('SetPowered', 1, false);
    await bench.command('SetPowered', 1, true);
    await discover(bench);
  }),

  scenario('hears an advertiser with a static address', { on: 'pair', skip: LOSES_THE_FIRST }, async (bench) => {
    await bench.command('SetStaticAddress', 1, 'C0:00:00:00:00:01');
    await bench.command('SetLowEnergy', 1, true);
    await bench.command('SetBREDR', 1, false);
    await on(bench);
    await bench.command('AddAdvertising', 1, 1, { Connectable: true }, 0, 0, HEART_RATE, NONE);
    await bench.command('SetAdvertising', 1, 'OnConnectable');
    await discover(bench);
  }),

  scenario('hears a private address', { on: 'pair', skip: LOSES_THE_FIRST }, async (bench) => {
    await bench.command('SetPrivacy', 1, 'On', '07'.repeat(16));
    await on(bench);
    await bench.command('AddAdvertising', 1, 1, { Connectable: true }, 0, 0, HEART_RATE, NONE);
    await discover(bench);
  }),

  scenario('hears a device that was added, without a discovery', { on: 'pair' }, async (bench) => {
    await on(bench);
    await bench.command('AddDevice', 0, ADVERTISER, 'LEPublic', 'BackgroundScan');
    await bench.command('AddAdvertising', 1, 1, { Connectable: true }, 0, 0, HEART_RATE, NONE);
    await bench.until('DeviceFound');
    await bench.command('RemoveDevice', 0, ADVERTISER, 'LEPublic');
  }),

  scenario('hears mesh packets', { on: 'pair', skip: LOSES_THE_FIRST }, async (bench) => {
    await on(bench);
    await bench.command('SetExperimentalFeature', 0, 'Mesh', true);
    await bench.command('SetExperimentalFeature', 1, 'Mesh', true);
    await bench.command('SetMeshReceiver', 0, true, 0x60, 0x60, [0x2a]);
    await bench.command('AddAdvertising', 1, 1, { Connectable: true }, 0, 0, HEART_RATE, NONE);
    await bench.command('TransmitMeshPacket', 1, '00:00:00:00:00:00', 'LERandom', 0, 0, 1, '042a112233');
    await bench.until('MeshDeviceFound');
    await bench.until('MeshPacketTransmitComplete');
  }),

  scenario(
    'hears all packets if its list of types is too long',
    { on: 'pair', skip: LOSES_THE_FIRST },
    async (bench) => {
      await on(bench);
      await bench.command('SetExperimentalFeature', 0, 'Mesh', true);
      const adTypes = Array<number>(17).fill(0x2a);
      await bench.actor.unchecked('SetMeshReceiver', 0, { enable: true, window: 0x60, period: 0x60, adTypes });
      await bench.command('AddAdvertising', 1, 1, { Connectable: true }, 0, 0, HEART_RATE, NONE);
      await bench.until('MeshDeviceFound');
    },
  ),
];
