import { Mgmt, controllers } from 'rx-btmgmt';
import { on, Said, World } from './world.js';

const indexes = (states: readonly { readonly index: number }[] | undefined): number[] | undefined =>
  states?.map(({ index }) => index);

describe('controllers', () => {
  it('says first who is there, all of it at once', () => {
    const world = new World({ controllers: [{}, { kind: 'le', address: '00:1A:7D:DA:71:13' }] });
    const said = new Said(controllers(world.program()));
    world.pass();
    expect(said.values).toHaveLength(1);
    expect(indexes(said.last)).toEqual([0, 1]);
    expect(said.last?.[1]).toMatchObject({
      address: '00:1A:7D:DA:71:13',
      configured: true,
      discovering: false,
      connections: [],
      settings: { Powered: false, LowEnergy: true },
      supportedSettings: { BREDR: false, LowEnergy: true },
      manufacturer: 1521,
      bluetoothVersion: 9,
    });
  });

  it('says that nobody is there', () => {
    const world = new World({ controllers: [] });
    const said = new Said(controllers(world.program()));
    world.pass();
    expect(said.values).toEqual([[]]);
  });

  it('follows those that come and go', () => {
    const world = new World({ controllers: [{}] });
    const said = new Said(controllers(world.program()));
    world.pass();
    const second = world.simulator.addController();
    world.pass();
    second.remove();
    world.pass();
    expect(said.values.map(indexes)).toEqual([[0], [0, 1], [0]]);
  });

  it('tells of own changes, which the kernel does not', () => {
    const world = new World();
    const mgmt = world.program();
    const said = new Said(controllers(mgmt));
    world.pass();
    world.do(mgmt.command$('SetPowered', 0, true));
    world.do(mgmt.command$('SetLowEnergy', 0, true));
    world.do(mgmt.command$('SetLocalName', 0, 'gateway', 'gw'));
    world.do(mgmt.command$('SetDeviceClass', 0, 1, 4));
    expect(on(said.last?.[0])).toEqual(expect.arrayContaining(['Powered', 'LowEnergy']));
    expect(said.last?.[0]).toMatchObject({ name: 'gateway', shortName: 'gw', classOfDevice: 0x000104 });
  });

  it('tells of changes by others', () => {
    const world = new World();
    const said = new Said(controllers(world.program()));
    const other = world.program();
    world.pass();
    world.do(other.command$('SetPowered', 0, true));
    world.do(other.command$('SetLocalName', 0, 'theirs', ''));
    expect(said.last?.[0]).toMatchObject({ name: 'theirs', settings: { Powered: true } });
  });

  it('goes on hearing of names after a program has asked for extended information', () => {
    const world = new World();
    const mgmt = world.program();
    const said = new Said(controllers(mgmt));
    world.pass();
    world.do(mgmt.command$('ReadExtendedControllerInformation', 0));
    world.do(mgmt.command$('ReadExtendedControllerIndexList', null));
    world.do(world.program().command$('SetLocalName', 0, 'theirs', 'th'));
    expect(said.last?.[0]).toMatchObject({ name: 'theirs', shortName: 'th' });
    world.simulator.addController();
    world.pass();
    expect(indexes(said.last)).toEqual([0, 1]);
  });

  it('emits nothing when nothing has changed, and shares what did not', () => {
    const world = new World();
    const mgmt = world.program();
    const said = new Said(controllers(mgmt));
    world.pass();
    const before = said.last?.[0];
    world.do(mgmt.command$('ReadControllerInformation', 0));
    world.do(mgmt.command$('SetPowered', 0, false));
    expect(said.values).toHaveLength(1);
    world.do(mgmt.command$('SetLocalName', 0, 'gateway', ''));
    const after = said.last?.[0];
    expect(after?.name).toBe('gateway');
    expect(after?.settings).toBe(before?.settings);
    expect(after?.connections).toBe(before?.connections);
    expect(Object.isFrozen(said.last) && Object.isFrozen(after) && Object.isFrozen(after?.connections)).toBe(true);
  });

  it('knows who is connected, at first and later', () => {
    const world = new World({ devices: [{ address: '00:00:00:00:00:0A' }] });
    const mgmt = world.program();
    world.do(mgmt.command$('SetLowEnergy', 0, true));
    world.do(mgmt.command$('SetPowered', 0, true));
    const said = new Said(controllers(mgmt));
    world.pass();
    expect(said.last?.[0]?.connections).toEqual([]);
    world.do(mgmt.command$('AddDevice', 0, '00:00:00:00:00:0A', 'LEPublic', 'AutoConnect'));
    world.pass(5000);
    const peer = { address: '00:00:00:00:00:0A', addressType: 'LEPublic' };
    expect(said.last?.[0]?.connections).toEqual([peer]);
    const late = new Said(controllers(world.program()));
    world.pass();
    expect(late.last?.[0]?.connections).toEqual([peer]);
    world.do(mgmt.command$('SetPowered', 0, false));
    expect(said.last?.[0]?.connections).toEqual([]);
  });

  it('does not know what it is not told without CAP_NET_ADMIN', () => {
    const world = new World();
    const said = new Said(controllers(world.program({ trusted: false })));
    world.pass();
    expect(said.last?.[0]).toMatchObject({ discovering: false, connections: [] });
    world.do(world.program().command$('SetPowered', 0, true));
    expect(said.last?.[0]).toMatchObject({ discovering: undefined, connections: undefined });
  });

  it('knows whether it discovers from the next change on', () => {
    const world = new World();
    const other = world.program();
    world.do(other.command$('SetPowered', 0, true));
    world.do(other.command$('SetLowEnergy', 0, true));
    const said = new Said(controllers(world.program()));
    world.pass();
    expect(said.last?.[0]?.discovering).toBeUndefined();
    world.do(other.command$('StartDiscovery', 0, ['LEPublic', 'LERandom']), 100);
    expect(said.last?.[0]?.discovering).toBe(true);
    world.do(other.command$('StopDiscovery', 0, ['LEPublic', 'LERandom']), 100);
    expect(said.last?.[0]?.discovering).toBe(false);
  });

  it('shows a controller that waits for its configuration, and gets it', () => {
    const world = new World({ controllers: [{ missing: ['PublicAddress'] }] });
    const mgmt = world.program();
    const said = new Said(controllers(mgmt));
    world.pass();
    expect(said.last?.[0]).toMatchObject({ index: 0, configured: false, missingOptions: { PublicAddress: true } });
    world.do(mgmt.command$('SetPublicAddress', 0, '00:1A:7D:DA:71:13'));
    expect(said.last?.[0]).toMatchObject({ configured: true, address: '00:1A:7D:DA:71:13' });
    expect(said.last?.[0]?.missingOptions.PublicAddress).toBe(false);
  });

  it('reads all again after a loss, and shows the difference', () => {
    const world = new World({ controllers: [{}, {}] });
    const transport = world.simulator.transport({ receiveBuffer: 2304 });
    const said = new Said(controllers(new Mgmt(transport, { scheduler: world.time })));
    world.pass();
    const other = world.program();
    const busy = world.simulator.faults.stopReading({ transport });
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'last']) {
      world.do(other.command$('SetLocalName', 0, name, ''), 10);
    }
    world.do(other.command$('SetPowered', 1, true), 100);
    world.simulator.controllers[1]?.remove();
    busy.end();
    world.pass();
    expect(indexes(said.last)).toEqual([0]);
    expect(said.last?.[0]?.name).toBe('last');
  });

  it('shares one set of reads, and drops it when nobody looks', () => {
    const world = new World();
    const mgmt = world.program();
    const sent: number[] = [];
    mgmt.frames$.subscribe(({ direction, bytes }) => direction === 'out' && sent.push(bytes[0] ?? 0));
    const first = new Said(controllers(mgmt));
    const second = new Said(controllers(mgmt));
    world.pass();
    expect(sent).toHaveLength(4); // two lists, information, connections
    expect(new Said(controllers(mgmt)).last).toBe(first.last);
    first.subscription.unsubscribe();
    expect(second.last).toBe(first.last);
  });
});
