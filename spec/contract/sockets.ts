import { scenario } from './harness/scenario.js';

export const sockets = [
  scenario('lets a socket without privileges read, and hear little', { on: 'dual' }, async (bench) => {
    const visitor = bench.socket('visitor', { trusted: false });
    await visitor.command('ReadManagementSupportedCommands', null);
    await visitor.command('ReadControllerInformation', 0);
    await visitor.command('SetPowered', 0, true);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetLocalName', 0, 'bench', '');
  }),

  scenario('refuses unknown commands, lengths and controllers', { on: 'le' }, async (bench) => {
    await bench.actor.raw(0x0fff, 0, new Uint8Array());
    await bench.actor.raw(0x0005, 0, new Uint8Array(2));
    await bench.command('SetPowered', 7, true);
    await bench.actor.raw(0x0005, null, new Uint8Array(1));
    bench.actor.send(new Uint8Array(3));
  }),

  scenario('is set up by its owner', { on: 'unconfigured' }, async (bench) => {
    await bench.command('ReadUnconfiguredControllerIndexList', null);
    await bench.command('ReadControllerConfigurationInformation', 0);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetExternalConfiguration', 0, true);
    await bench.until('UnconfiguredIndexRemoved');
  }),
];
