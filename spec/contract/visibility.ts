import { scenario } from './harness/scenario.js';

export const visibility = [
  scenario('is discoverable only if it is connectable', { on: 'dual' }, async (bench) => {
    await bench.command('SetDiscoverable', 0, 'General', 0);
    await bench.command('SetDiscoverable', 0, 'Off', 0);
    await bench.command('SetConnectable', 0, true);
    await bench.command('SetDiscoverable', 0, 'General', 0);
    await bench.command('SetDiscoverable', 0, 'General', 0);
    await bench.command('SetConnectable', 0, true);
    await bench.command('SetConnectable', 0, false);
    await bench.command('SetConnectable', 0, false);
  }),

  scenario('refuses modes and times of discoverability that do not fit', { on: 'dual' }, async (bench) => {
    await bench.command('SetConnectable', 0, true);
    await bench.command('SetDiscoverable', 0, 3, 0);
    await bench.command('SetDiscoverable', 0, 'Off', 1);
    await bench.command('SetDiscoverable', 0, 'Limited', 0);
    await bench.command('SetDiscoverable', 0, 'General', 5);
    await bench.command('SetDiscoverable', 0, 'Limited', 5);
    await bench.command('SetConnectable', 0, 2);
    await bench.command('SetConnectable', 7, true);
  }),

  scenario('changes between the ways of being discoverable', { on: 'dual' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('SetConnectable', 0, true);
    await bench.command('SetConnectable', 0, true);
    await bench.command('SetDiscoverable', 0, 'Limited', 60);
    await bench.command('SetDiscoverable', 0, 'Limited', 100);
    await bench.command('SetDiscoverable', 0, 'General', 0);
    await bench.command('SetDiscoverable', 0, 'General', 60);
    await bench.command('SetDiscoverable', 0, 'Off', 0);
    await bench.command('SetDiscoverable', 0, 'Off', 0);
  }),

  scenario('is limited discoverable for a second, and shows that in its class', { on: 'bredr' }, async (bench) => {
    await bench.command('ReadExtendedControllerInformation', 0);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetDeviceClass', 0, 1, 4);
    await bench.command('SetConnectable', 0, true);
    await bench.command('SetDiscoverable', 0, 'Limited', 1);
    await bench.until('NewSettings', ({ currentSettings }) => currentSettings.Discoverable);
    await bench.until('NewSettings', ({ currentSettings }) => !currentSettings.Discoverable);
    await bench.command('SetDiscoverable', 0, 'General', 0);
    await bench.command('AddUUID', 0, '0000110a-0000-1000-8000-00805f9b34fb', 0x08);
  }),

  scenario('forgets discoverability that is for a time when it is switched off', { on: 'dual' }, async (bench) => {
    await bench.command('SetConnectable', 0, true);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetDiscoverable', 0, 'General', 60);
    await bench.command('SetPowered', 0, false);
    await bench.command('SetDiscoverable', 0, 'General', 0);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetPowered', 0, false);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetDiscoverable', 0, 'Limited', 60);
    await bench.command('SetConnectable', 0, false);
  }),

  scenario('is busy while it becomes connectable', { on: 'dual' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    bench.freeze();
    const connectable = bench.command('SetConnectable', 0, true);
    await bench.watcher.command('SetConnectable', 0, false);
    await bench.watcher.command('SetDiscoverable', 0, 'General', 0);
    await bench.watcher.command('SetDiscoverable', 0, 'General', 3);
    await bench.watcher.command('SetBondable', 0, true);
    bench.thaw();
    await connectable;
  }),

  scenario('is busy while it becomes discoverable', { on: 'dual' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('SetConnectable', 0, true);
    bench.freeze();
    const discoverable = bench.command('SetDiscoverable', 0, 'General', 0);
    await bench.watcher.command('SetDiscoverable', 0, 'Off', 0);
    await bench.watcher.command('SetConnectable', 0, false);
    bench.thaw();
    await discoverable;
  }),

  scenario('connects fast over BR/EDR', { on: 'dual' }, async (bench) => {
    await bench.command('SetFastConnectable', 0, true);
    await bench.command('SetFastConnectable', 0, true);
    await bench.command('SetFastConnectable', 0, 2);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetFastConnectable', 0, false);
    await bench.command('SetFastConnectable', 0, true);
  }),

  scenario('does not connect fast without BR/EDR', { on: 'le' }, async (bench) => {
    await bench.command('SetFastConnectable', 0, true);
    await bench.command('SetFastConnectable', 0, 2);
    await bench.command('SetConnectable', 0, true);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetDiscoverable', 0, 'General', 0);
    await bench.command('SetDiscoverable', 0, 'Limited', 30);
    await bench.command('SetConnectable', 0, false);
  }),

  scenario('is bondable if it shall be', { on: 'dual' }, async (bench) => {
    await bench.command('SetBondable', 0, true);
    await bench.command('SetBondable', 0, true);
    await bench.command('SetBondable', 0, 2);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetBondable', 0, false);
  }),
];
