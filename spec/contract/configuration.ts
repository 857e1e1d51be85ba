import { scenario } from './harness/scenario.js';

const MESH = 'Mesh';
/** HCI's own command that does nothing, which BlueZ's virtual controllers do not answer. */
const NO_OPERATION = 0x0000;

export const configuration = [
  scenario('can do what a controller for both can', { on: 'dual' }, async (bench) => {
    await bench.command('ReadControllerCapabilities', 0);
    await bench.command('ReadControllerConfigurationInformation', 0);
    await bench.command('GetPHYConfiguration', 0);
    await bench.command('SetExternalConfiguration', 0, true);
    await bench.command('SetExternalConfiguration', 0, 2);
    await bench.command('SetPublicAddress', 0, '00:11:22:33:44:55');
    await bench.command('SetPublicAddress', 0, '00:00:00:00:00:00');
    await bench.command('SetPowered', 0, true);
    await bench.command('SetExternalConfiguration', 0, true);
    await bench.command('SetPublicAddress', 0, '00:11:22:33:44:55');
  }),

  scenario('can do what a controller for LE can', { on: 'le' }, async (bench) => {
    await bench.command('ReadControllerCapabilities', 0);
    await bench.command('GetPHYConfiguration', 0);
    await bench.command('SetPHYConfiguration', 0, { LE1MTx: true, LE1MRx: true });
    await bench.command('SetPHYConfiguration', 0, { LE1MTx: true });
    await bench.command('SetPHYConfiguration', 0, { LE1MTx: true, LE1MRx: true, LE2MTx: true });
  }),

  scenario('can do what a controller for BR/EDR can', { on: 'bredr' }, async (bench) => {
    await bench.command('ReadControllerCapabilities', 0);
    await bench.command('GetPHYConfiguration', 0);
    await bench.command('ReadDefaultSystemConfiguration', 0);
  }),

  scenario('changes what it modulates with', { on: 'dual' }, async (bench) => {
    const all = { BR1M1Slot: true, LE1MTx: true, LE1MRx: true };
    await bench.command('SetPHYConfiguration', 0, all);
    await bench.command('SetPHYConfiguration', 0, { LE1MTx: true, LE1MRx: true });
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetPHYConfiguration', 0, { ...all, unknownBits: 0x8000 });
    await bench.command('SetPHYConfiguration', 0, all);
    await bench.command('GetPHYConfiguration', 0);
    await bench.command('SetPHYConfiguration', 0, all);
    await bench.command('SetPHYConfiguration', 0, { ...all, BR1M3Slot: true, EDR2M1Slot: true });
    await bench.command('SetPHYConfiguration', 0, { ...all, LE2MTx: true, LE2MRx: true });
    await bench.command('SetPHYConfiguration', 0, all);
    await bench.command('SetPowered', 0, false);
    await bench.command('GetPHYConfiguration', 0);
    await bench.command('SetPowered', 0, true);
    await bench.command('GetPHYConfiguration', 0);
  }),

  scenario('scans as often as it is told', { on: 'dual' }, async (bench) => {
    await bench.command('SetScanParameters', 0, 0x0100, 0x0080);
    await bench.command('SetScanParameters', 0, 0x0003, 0x0003);
    await bench.command('SetScanParameters', 0, 0x4001, 0x0010);
    await bench.command('SetScanParameters', 0, 0x0010, 0x0003);
    await bench.command('SetScanParameters', 0, 0x0010, 0x0011);
    await bench.command('SetScanParameters', 0, 0x4000, 0x4000);
    await bench.command('SetScanParameters', 0, 0x0004, 0x0004);
    await bench.command('ReadDefaultSystemConfiguration', 0);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetScanParameters', 0, 0x0100, 0x0080);
  }),

  scenario('keeps the parameters that it is given', { on: 'dual' }, async (bench) => {
    await bench.command('ReadDefaultSystemConfiguration', 0);
    await bench.command('SetDefaultSystemConfiguration', 0, [
      { type: 'LeScanWindowDiscovery', value: 0x0020 },
      { type: 'LeAutoConnectTimeout', value: 1001 },
      { type: 'EnableAdvMonInterleaveScan', value: 2 },
    ]);
    await bench.command('ReadDefaultSystemConfiguration', 0);
    await bench.actor.raw(0x004c, 0, Uint8Array.of(0x12, 0, 2, 9, 0, 0x11, 0, 1, 9));
    await bench.actor.raw(0x004c, 0, Uint8Array.of(0x12, 0, 2, 9, 0, 0x11, 0, 2, 9));
    await bench.actor.raw(0x004c, 0, Uint8Array.of(0x00, 0x80, 3, 1, 2, 3));
    await bench.actor.raw(0x004c, 0, Uint8Array.of(0x20, 0x00, 4, 1, 2, 3, 4));
    await bench.actor.raw(0x004c, 0, Uint8Array.of(0x20, 0x00, 2, 1, 2));
    await bench.actor.raw(0x004c, 0, Uint8Array.of(0x1c, 0x00, 4, 1, 2, 3, 4));
    await bench.actor.raw(0x004c, 0, new Uint8Array());
    await bench.actor.raw(0x004c, 0, new Uint8Array(2));
    await bench.actor.raw(0x004c, 0, Uint8Array.of(0x12, 0, 2, 8, 0, 0));
    await bench.command('ReadDefaultSystemConfiguration', 0);
  }),

  scenario('has no parameters that change while it runs', { on: 'dual' }, async (bench) => {
    await bench.command('ReadDefaultRuntimeConfiguration', 0);
    await bench.actor.raw(0x004c, 0, Uint8Array.of(0x12, 0, 2, 9, 0));
    bench.actor.send(Uint8Array.of(0x4e, 0, 0, 0, 5, 0, 0x12, 0, 2, 9, 0));
    bench.actor.send(Uint8Array.of(0x4e, 0, 0, 0, 0, 0));
    await bench.actor.barrier();
  }),

  scenario('has features on trial', { on: 'dual' }, async (bench) => {
    await bench.command('ReadExperimentalFeaturesInformation', null);
    await bench.command('ReadExperimentalFeaturesInformation', 0);
    await bench.watcher.command('ReadExperimentalFeaturesInformation', 0);
    await bench.command('SetExperimentalFeature', 0, MESH, true);
    await bench.command('SetExperimentalFeature', 0, MESH, true);
    await bench.command('SetExperimentalFeature', 0, MESH, 2);
    await bench.command('SetExperimentalFeature', null, MESH, true);
    await bench.command('SetExperimentalFeature', 0, MESH, false);
    await bench.command('SetExperimentalFeature', 0, 'LeSimultaneousRoles', true);
    await bench.command('SetExperimentalFeature', 0, 'LeSimultaneousRoles', true);
    await bench.command('SetExperimentalFeature', 0, 'OffloadCodecs', true);
    await bench.command('SetExperimentalFeature', 0, 'QualityReport', true);
    await bench.command('SetExperimentalFeature', 0, 'QualityReport', 2);
    await bench.command('SetExperimentalFeature', null, 'QualityReport', true);
    await bench.command('SetExperimentalFeature', null, 'Debug', true);
    await bench.command('SetExperimentalFeature', 0, '11111111-1111-1111-1111-111111111111', 2);
    await bench.command('SetExperimentalFeature', null, '11111111-1111-1111-1111-111111111111', 2);
    await bench.command('SetExperimentalFeature', 7, MESH, true);
    await bench.command('ReadExperimentalFeaturesInformation', 0);
  }),

  scenario('resolves addresses itself on trial', { on: 'dual' }, async (bench) => {
    await bench.watcher.command('ReadExperimentalFeaturesInformation', 0);
    await bench.command('SetExperimentalFeature', 0, 'RpaResolution', true);
    await bench.command('SetExperimentalFeature', 0, 'RpaResolution', 2);
    await bench.command('SetExperimentalFeature', null, 'RpaResolution', true);
    await bench.command('ReadExperimentalFeaturesInformation', 0);
    await bench.command('SetExperimentalFeature', 0, 'DisableAll', 0);
    await bench.command('SetExperimentalFeature', 0, 'RpaResolution', true);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetExperimentalFeature', 0, 'RpaResolution', 2);
    await bench.command('SetExperimentalFeature', 0, 'DisableAll', 0);
    await bench.command('ReadExperimentalFeaturesInformation', 0);
  }),

  scenario('lets programs have isochronous sockets on trial', { on: 'le' }, async (bench) => {
    await bench.watcher.command('ReadExperimentalFeaturesInformation', null);
    await bench.command('SetExperimentalFeature', null, 'IsoSocket', true);
    await bench.command('SetExperimentalFeature', null, 'IsoSocket', true);
    await bench.command('SetExperimentalFeature', 0, 'IsoSocket', true);
    await bench.command('SetExperimentalFeature', null, 'IsoSocket', 2);
    await bench.command('ReadExperimentalFeaturesInformation', 0);
    await bench.command('SetExperimentalFeature', null, 'DisableAll', 0);
    await bench.command('SetExperimentalFeature', null, 'IsoSocket', false);
    await bench.command('SetExperimentalFeature', 0, 'RpaResolution', true);
    await bench.command('SetExperimentalFeature', 0, 'RpaResolution', false);
  }),

  scenario('checks the length of features on trial', { on: 'dual' }, async (bench) => {
    const mesh = Uint8Array.of(
      0x76,
      0x6e,
      0xf3,
      0xe8,
      0x24,
      0x5f,
      0x05,
      0xbf,
      0x8d,
      0x4d,
      3,
      0x7a,
      0xd7,
      0x63,
      0xe4,
      0x2c,
    );
    await bench.actor.raw(0x004a, 0, new Uint8Array(15));
    await bench.actor.raw(0x004a, 0, mesh);
    await bench.actor.raw(0x004a, 0, Uint8Array.of(...mesh, 1, 1));
    await bench.actor.raw(0x004a, null, mesh);
    await bench.actor.raw(0x004a, 0, new Uint8Array(16).fill(1));
    await bench.actor.raw(0x004a, 0, new Uint8Array(16));
  }),

  scenario('has no features on trial for BR/EDR', { on: 'bredr' }, async (bench) => {
    await bench.command('ReadExperimentalFeaturesInformation', 0);
    await bench.command('SetExperimentalFeature', 0, MESH, true);
    await bench.command('SetExperimentalFeature', 0, 'LeSimultaneousRoles', true);
    await bench.command('SetExperimentalFeature', 0, 'RpaResolution', true);
  }),

  scenario('hands HCI commands to the controller', { on: 'dual' }, async (bench) => {
    await bench.command('SendHCICommandAndWaitForEvent', 0, 0x1009, 0, 0, new Uint8Array());
    await bench.command('SetPowered', 0, true);
    await bench.command('SendHCICommandAndWaitForEvent', 0, 0x1001, 0, 0, new Uint8Array());
    await bench.command('SendHCICommandAndWaitForEvent', 0, 0x1009, 0x0e, 1, new Uint8Array());
    await bench.command('SendHCICommandAndWaitForEvent', 0, 0x0c23, 0, 1, new Uint8Array());
    await bench.command('SendHCICommandAndWaitForEvent', 0, 0x0c19, 0, 1, new Uint8Array());
    await bench.command('SendHCICommandAndWaitForEvent', 0, 0xfc99, 0, 1, new Uint8Array());
    await bench.command('SendHCICommandAndWaitForEvent', 0, 0x1405, 0, 1, Uint8Array.of(1, 0));
    await bench.command('SendHCICommandAndWaitForEvent', 0, 0x1009, 0x3e, 1, new Uint8Array());
    await bench.actor.raw(0x005b, 0, Uint8Array.of(0x09, 0x10, 0, 0, 3, 0, 1));
    await bench.actor.raw(0x005b, 0, Uint8Array.of(0x09, 0x10, 0, 0, 0, 0, 1));
    await bench.command('SetPowered', 0, false);
    await bench.command('SendHCICommandAndWaitForEvent', 0, 0x1009, 0, 0, new Uint8Array());
  }),

  scenario('waits in vain for an HCI command that the controller does not answer', { on: 'dual' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('SendHCICommandAndWaitForEvent', 0, NO_OPERATION, 0, 1, new Uint8Array());
    await bench.command('StartDiscovery', 0, ['BREDR']);
    await bench.command('StopDiscovery', 0, ['BREDR']);
    await bench.command('SendHCICommandAndWaitForEvent', 0, NO_OPERATION, 0x0e, 0, new Uint8Array());
    await bench.command('SendHCICommandAndWaitForEvent', 0, 0x1009, 0, 0, new Uint8Array());
    await bench.command('SendHCICommandAndWaitForEvent', 0, NO_OPERATION, 2, 3, Uint8Array.of(1, 2));
    await bench.command('SetLocalName', 0, 'another', '');
    await bench.command('StartDiscovery', 0, ['BREDR']);
    await bench.command('StopDiscovery', 0, ['BREDR']);
  }),

  scenario('takes no Command Status while it waits for another event', { on: 'dual' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('SendHCICommandAndWaitForEvent', 0, NO_OPERATION, 2, 1, new Uint8Array());
    await bench.command('StartDiscovery', 0, ['BREDR']);
    // The controller inquires all the same, and ends that by itself.
    await bench.command('StartDiscovery', 0, ['BREDR']);
    await bench.until('Discovering', { discovering: false });
    await bench.command('StartDiscovery', 0, ['BREDR']);
    await bench.command('SetLocalName', 0, 'another', '');
    await bench.command('StartDiscovery', 0, ['BREDR']);
    await bench.command('StopDiscovery', 0, ['BREDR']);
  }),

  scenario('goes on to wait while nothing is sent to the controller', { on: 'bredr' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('SetConnectable', 0, true);
    await bench.command('SendHCICommandAndWaitForEvent', 0, NO_OPERATION, 2, 1, new Uint8Array());
    await bench.command('SetConnectable', 0, true);
    await bench.command('StartDiscovery', 0, ['BREDR']);
    await bench.command('SetConnectable', 0, false);
    await bench.command('StartDiscovery', 0, ['BREDR']);
  }),

  scenario('needs a configuration from outside', { on: 'unconfigured' }, async (bench) => {
    const reader = bench.socket('reader');
    await bench.command('ReadControllerIndexList', null);
    await bench.command('ReadControllerInformation', 0);
    await bench.command('SetExternalConfiguration', 0, false);
    // Only now, so that it is not told of this controller's coming.
    await reader.command('ReadExtendedControllerIndexList', null);
    await bench.command('SetExternalConfiguration', 0, 2);
    await bench.command('SetPublicAddress', 0, '00:11:22:33:44:66');
    await bench.command('SetExternalConfiguration', 0, true);
    await bench.until('UnconfiguredIndexRemoved');
    await bench.command('ReadControllerConfigurationInformation', 0);
    await bench.command('ReadUnconfiguredControllerIndexList', null);
    await bench.command('ReadControllerIndexList', null);
    await reader.command('ReadExtendedControllerIndexList', null);
  }),

  scenario('lets a socket without privileges read about controllers', { on: 'dual' }, async (bench) => {
    const visitor = bench.socket('visitor', { trusted: false });
    await visitor.command('ReadExtendedControllerInformation', 0);
    await visitor.command('ReadControllerCapabilities', 0);
    await visitor.command('ReadDefaultSystemConfiguration', 0);
    await visitor.command('ReadDefaultRuntimeConfiguration', 0);
    await visitor.command('ReadExperimentalFeaturesInformation', 0);
    await visitor.command('GetPHYConfiguration', 0);
    await visitor.command('SetExperimentalFeature', 0, MESH, true);
    await bench.command('SetExperimentalFeature', 0, MESH, true);
    await bench.command('SetLocalName', 0, 'bench', '');
    await bench.command('SetBondable', 0, true);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetPHYConfiguration', 0, { BR1M1Slot: true, LE1MTx: true, LE1MRx: true });
    await visitor.barrier();
  }),
];
