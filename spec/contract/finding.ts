import type { Bench } from './harness/bench.js';
import { scenario } from './harness/scenario.js';

/** le_set_scan_enable_complete and start_discovery_complete: two works, and the order in which they run is left to chance. */
const LOSES_THE_FIRST = { '6.1': 'Linux 6.1 may lose what is heard before its discovery has answered' };

const LE = ['LEPublic', 'LERandom'] as const;
const HEART_RATE = '180d';
/** Flags, and a list with Heart Rate and Battery. */
const SERVICES = '05030d180f18';
const NAME = '050941424344';

/** Two controllers for LE; the second one is to be found. */
async function ready(bench: Bench): Promise<void> {
  for (const index of [1, 0]) {
    await bench.command('SetLowEnergy', index, true);
    await bench.command('SetPowered', index, true);
  }
}

/** What is found behind something that is not, so that nobody has to wait for nothing. */
const AFTER = '03ff0102';
/** The type of that field. */
const MANUFACTURER = 0xff;

const advertiseAs = (bench: Bench, instance: number, flags: object, data: string): Promise<unknown> =>
  bench.command('AddAdvertising', 1, instance, flags, 0, 0, data, '');

const advertise = (bench: Bench, flags: object, data: string, response = ''): Promise<unknown> =>
  bench.command('AddAdvertising', 1, 1, flags, 0, 0, data, response);

export const finding = [
  scenario('finds what advertised before', { on: 'pair', skip: LOSES_THE_FIRST }, async (bench) => {
    await ready(bench);
    await advertise(bench, { Connectable: true }, SERVICES);
    await bench.command('StartDiscovery', 0, LE);
    // Linux 6.1 loses what comes before it has answered.
    await advertiseAs(bench, 2, { Connectable: true }, AFTER);
    await bench.until('DeviceFound', ({ eirData }) => eirData[1] === MANUFACTURER);
    await bench.command('StopDiscovery', 0, LE);
  }),

  scenario('appends the scan response', { on: 'pair' }, async (bench) => {
    await ready(bench);
    await bench.command('StartDiscovery', 0, LE);
    await advertise(bench, { Connectable: true, GeneralDiscoverable: true }, SERVICES, NAME);
    await bench.until('DeviceFound');
    await bench.command('StopDiscovery', 0, LE);
  }),

  scenario('says what nobody can connect to', { on: 'pair' }, async (bench) => {
    await ready(bench);
    await bench.command('StartDiscovery', 0, LE);
    await advertise(bench, { GeneralDiscoverable: true }, SERVICES);
    await bench.until('DeviceFound');
    await bench.command('StopDiscovery', 0, LE);
  }),

  scenario('says so of what can be asked, too', { on: 'pair' }, async (bench) => {
    await ready(bench);
    await bench.command('StartDiscovery', 0, LE);
    await advertise(bench, { GeneralDiscoverable: true }, SERVICES, NAME);
    await bench.until('DeviceFound');
    await bench.command('StopDiscovery', 0, LE);
  }),

  scenario('finds the same one again when it starts anew', { on: 'pair' }, async (bench) => {
    await ready(bench);
    await bench.command('StartDiscovery', 0, LE);
    await advertise(bench, { Connectable: true }, SERVICES);
    await bench.until('DeviceFound');
    await bench.command('RemoveAdvertising', 1, 1);
    await advertise(bench, { Connectable: true }, SERVICES);
    await bench.until('DeviceFound');
    await bench.command('StopDiscovery', 0, LE);
  }),

  scenario('looks for a service', { on: 'pair' }, async (bench) => {
    await ready(bench);
    await bench.command('StartServiceDiscovery', 0, LE, 127, ['1800', HEART_RATE]);
    await advertise(bench, { Connectable: true }, SERVICES);
    await bench.until('DeviceFound');
    await bench.command('StopDiscovery', 0, LE);
  }),

  scenario('looks for a service in the scan response', { on: 'pair' }, async (bench) => {
    await ready(bench);
    await bench.command('StartServiceDiscovery', 0, LE, 127, [HEART_RATE]);
    await advertise(bench, { Connectable: true }, NAME, SERVICES);
    await bench.until('DeviceFound');
    await bench.command('StopDiscovery', 0, LE);
  }),

  scenario('does not find other services', { on: 'pair' }, async (bench) => {
    await ready(bench);
    await bench.command('StartServiceDiscovery', 0, LE, 127, ['180a', '0000180d-0000-1000-8000-00805f9b34fc']);
    await advertise(bench, { Connectable: true }, SERVICES);
    await advertiseAs(bench, 2, { Connectable: true }, '03030a18');
    await bench.until('DeviceFound');
  }),

  scenario('takes an unknown strength for too weak', { on: 'pair' }, async (bench) => {
    await ready(bench);
    await bench.command('StartServiceDiscovery', 0, LE, -127, []);
    await bench.until('Discovering', { discovering: true });
    await advertise(bench, { Connectable: true }, SERVICES);
    await bench.command('StopDiscovery', 0, LE);
  }),

  scenario(
    'finds everything without a service and a strength',
    { on: 'pair', skip: LOSES_THE_FIRST },
    async (bench) => {
      await ready(bench);
      await bench.command('StartServiceDiscovery', 0, LE, 127, []);
      await advertise(bench, { Connectable: true }, SERVICES);
      await bench.until('DeviceFound');
      await bench.command('StopDiscovery', 0, LE);
      // The filter does not outlive its discovery.
      await bench.command('StartServiceDiscovery', 0, LE, 20, ['180a']);
      await bench.command('StopDiscovery', 0, LE);
      await bench.command('StartDiscovery', 0, LE);
      await advertiseAs(bench, 2, { Connectable: true }, AFTER);
      await bench.until('DeviceFound', ({ eirData }) => eirData[1] === MANUFACTURER);
    },
  ),

  scenario('finds limited discoverable ones only', { on: 'pair', skip: LOSES_THE_FIRST }, async (bench) => {
    await ready(bench);
    await bench.command('StartLimitedDiscovery', 0, LE);
    await advertise(bench, { Connectable: true, GeneralDiscoverable: true }, SERVICES);
    await advertiseAs(bench, 2, { Connectable: true, LimitedDiscoverable: true }, AFTER);
    await bench.until('DeviceFound');
    await bench.command('StopDiscovery', 0, LE);
    // It stays limited for searches for services.
    await bench.command('StartServiceDiscovery', 0, LE, 127, []);
    await advertiseAs(bench, 3, { Connectable: true, GeneralDiscoverable: true }, SERVICES);
    await bench.command('RemoveAdvertising', 1, 1);
    await advertiseAs(bench, 1, { Connectable: true, LimitedDiscoverable: true }, '03ff0304');
    await bench.until('DeviceFound', ({ eirData }) => eirData.at(-1) === 4);
    await bench.command('StopDiscovery', 0, LE);
  }),

  scenario('does not find what was switched off before', { on: 'pair' }, async (bench) => {
    await ready(bench);
    await advertise(bench, { Connectable: true }, SERVICES);
    await bench.command('RemoveAdvertising', 1, 1);
    await bench.command('StartDiscovery', 0, LE);
    await advertiseAs(bench, 2, { Connectable: true }, AFTER);
    await bench.until('DeviceFound');
  }),

  scenario('tells programs with privileges only', { on: 'pair' }, async (bench) => {
    bench.socket('visitor', { trusted: false });
    await ready(bench);
    await bench.command('StartDiscovery', 0, LE);
    await advertise(bench, { Connectable: true }, SERVICES);
    await bench.until('DeviceFound');
  }),
];
