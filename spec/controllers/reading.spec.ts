import { Mgmt, TransportError, controllers } from 'rx-btmgmt';
import type { Transport } from 'rx-btmgmt';
import { ScriptedKernel } from '../support/scripted-kernel.js';
import { Said, World } from './world.js';

describe('Reading the state', () => {
  it.each(['ENOMEM', 'ENOBUFS'] as const)('is done again when there is no room for the answer: %s', (code) => {
    const world = new World();
    world.simulator.faults.failSending(code, { times: 3 });
    const said = new Said(controllers(world.program()));
    world.pass();
    expect(said.error).toBeUndefined();
    expect(said.last).toHaveLength(1);
  });

  it('is done again when an answer was lost', () => {
    const world = new World();
    world.simulator.faults.dropReplies({ times: 4 });
    const said = new Said(controllers(world.program()));
    world.pass(60_000);
    expect(said.last).toHaveLength(1);
  });

  it('goes on with the controllers that there are while one goes away under it', () => {
    const world = new World({ controllers: [{}, {}] });
    world.simulator.faults.unplugDuring({ command: 'ReadControllerInformation', times: 1 });
    const said = new Said(controllers(world.program()));
    world.pass(60_000);
    expect(said.error).toBeUndefined();
    expect(said.last).toHaveLength(1);
  });

  it('fails as the transport does, and begins anew with the next subscriber', () => {
    const world = new World();
    const mgmt = world.program();
    world.simulator.faults.failOpening('EAFNOSUPPORT', { times: 1 });
    const failed = new Said(controllers(mgmt));
    world.pass();
    expect(failed.error).toBeInstanceOf(TransportError);
    const said = new Said(controllers(mgmt));
    world.pass();
    expect(said.last).toHaveLength(1);
  });

  it('does not take an answer over a connection beside the main one for the latest news', () => {
    const world = new World();
    const main = new ScriptedKernel();
    const side = new ScriptedKernel();
    const transport: Transport = Object.assign(main, { another: () => side });
    const mgmt = new Mgmt(transport, { scheduler: world.time });
    const state = { address: '00:AA:01:00:00:00', bluetoothVersion: 9, manufacturer: 1521, supportedSettings: 0x1ffff };
    const said = new Said(controllers(mgmt));
    world.pass(0);
    main.reply('ReadUnconfiguredControllerIndexList', null, { controllerIndexes: [] });
    main.reply('ReadControllerIndexList', null, { controllerIndexes: [0] });
    main.reply('ReadControllerInformation', 0, {
      ...state,
      currentSettings: 0,
      classOfDevice: 0,
      name: '',
      shortName: '',
    });
    main.refuse('GetConnections', 0, 'NotPowered');
    // The first one was given up, and is not answered: the second one goes beside it.
    mgmt.command$('SetLocalName', 0, 'first', '').subscribe().unsubscribe();
    mgmt.command$('SetLocalName', 0, 'ours', '').subscribe();
    world.pass(0);
    expect(side.commands).toEqual(['SetLocalName 0']);
    // Ours was first, but its answer is read after the events over the main connection.
    main.emit({ event: 'LocalNameChanged', index: 0, name: 'ours', shortName: '' });
    main.emit({ event: 'LocalNameChanged', index: 0, name: 'theirs', shortName: '' });
    side.reply('SetLocalName', 0, { name: 'ours', shortName: '' });
    expect(said.last?.[0]?.name).toBe('theirs');
    said.subscription.unsubscribe();
  });
});
