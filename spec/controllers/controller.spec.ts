import { OptionError, controller, isStatusError, toHex } from 'rx-btmgmt';
import { on, Said, World } from './world.js';

const ADDRESS = '00:1A:7D:DA:71:13';

describe('controller', () => {
  it('says at first whether it is there', () => {
    const world = new World();
    const mgmt = world.program();
    const there = new Said(controller(mgmt, 0).state$);
    const absent = new Said(controller(mgmt, 'hci7').state$);
    world.pass();
    expect(there.values.map((state) => state?.index)).toEqual([0]);
    expect(absent.values).toEqual([undefined]);
  });

  it('follows an address to another index', () => {
    const world = new World({ controllers: [{}, { address: ADDRESS }] });
    const [other, dongle] = world.simulator.controllers;
    const said = new Said(controller(world.program(), ADDRESS.toLowerCase()).state$);
    world.pass();
    other?.remove();
    dongle?.remove();
    world.pass();
    world.simulator.addController({ address: ADDRESS });
    world.pass();
    expect(said.values.map((state) => state?.index)).toEqual([1, undefined, 0]);
  });

  it('means by an index whoever sits there', () => {
    const world = new World({ controllers: [{ address: ADDRESS }] });
    const said = new Said(controller(world.program(), 'hci0').state$);
    world.pass();
    world.simulator.controllers[0]?.remove();
    world.simulator.addController({ address: '00:1A:7D:DA:71:14' });
    world.pass();
    expect(said.values.map((state) => state?.address)).toEqual([ADDRESS, undefined, '00:1A:7D:DA:71:14']);
  });

  it('stays with its controller when another one takes its index', () => {
    const world = new World({ controllers: [{ address: ADDRESS }] });
    const said = new Said(controller(world.program(), ADDRESS).state$);
    world.pass();
    world.simulator.controllers[0]?.remove();
    world.simulator.addController({ address: '00:1A:7D:DA:71:14' });
    world.simulator.addController({ address: ADDRESS });
    world.pass();
    expect(said.values.map((state) => state?.index)).toEqual([0, undefined, 1]);
  });

  it('is told when an address changes its owner', () => {
    const world = new World({ controllers: [{ publicAddressConfigurable: true }] });
    const mgmt = world.program();
    const before = new Said(controller(mgmt, '00:AA:01:00:00:00').state$);
    const after = new Said(controller(mgmt, ADDRESS).state$);
    world.pass();
    world.do(mgmt.command$('SetPublicAddress', 0, ADDRESS));
    expect(before.last).toBeUndefined();
    expect(after.last).toMatchObject({ index: 0, address: ADDRESS });
  });

  it('takes a function', () => {
    const world = new World({ controllers: [{ kind: 'bredr' }, { kind: 'le' }, { kind: 'le' }] });
    const said = new Said(controller(world.program(), ({ supportedSettings }) => supportedSettings.LowEnergy).state$);
    world.pass();
    world.simulator.controllers[1]?.remove();
    world.pass();
    expect(said.values.map((state) => state?.index)).toEqual([1, 2]);
  });

  it('sends commands to where it is now', () => {
    const world = new World({ controllers: [{}, { address: ADDRESS }] });
    const adapter = controller(world.program(), ADDRESS);
    world.do(adapter.command$('SetPowered', true));
    const said = new Said(adapter.state$);
    world.pass();
    expect(on(said.last)).toContain('Powered');
    world.simulator.controllers[1]?.remove();
    world.simulator.controllers[0]?.remove();
    world.simulator.addController({ address: ADDRESS });
    world.pass();
    world.do(adapter.commandWith$('SetLocalName', { name: 'gateway', shortName: '' }, { timeout: 1000 }));
    expect(said.last).toMatchObject({ index: 0, name: 'gateway' });
  });

  it('sends what it was given when it was subscribed to, although it must be looked for first', () => {
    const world = new World();
    const value = new Uint8Array(16).fill(7);
    const key = { address: ADDRESS, addressType: 'LEPublic', value } as const;
    const loaded: string[] = [];
    world.simulator.intercept.command('LoadIdentityResolvingKeys', ({ params }) => {
      loaded.push(...params.keys.map((each) => toHex(each.value)));
      return undefined;
    });
    const keys = [key];
    const said = new Said(controller(world.program(), 0).command$('LoadIdentityResolvingKeys', keys));
    value.fill(0);
    keys.pop();
    world.pass();
    expect([said.error, loaded]).toEqual([undefined, ['07'.repeat(16)]]);
  });

  it('refuses commands while it is absent, and says so', () => {
    const world = new World();
    let error: unknown;
    controller(world.program(), ADDRESS)
      .command$('SetPowered', true)
      .subscribe({ error: (why: unknown) => (error = why) });
    world.pass();
    expect(isStatusError(error, 'InvalidIndex')).toBe(true);
    expect(error).toMatchObject({ source: 'library', message: expect.stringContaining('whilePresent()') as string });
  });

  it('has the events of its controller, wherever that is', () => {
    const world = new World({ controllers: [{}, { address: ADDRESS }] });
    const said = new Said(controller(world.program(), ADDRESS).event$('NewSettings'));
    const other = world.program();
    world.pass();
    world.do(other.command$('SetPowered', 0, true));
    world.do(other.command$('SetPowered', 1, true));
    world.simulator.controllers[1]?.remove();
    world.simulator.addController({ address: ADDRESS });
    world.simulator.controllers[0]?.remove();
    world.pass();
    world.do(other.command$('SetPowered', 1, true));
    // The kernel switches off what is unplugged.
    expect(said.values.map(({ index, currentSettings }) => [index, currentSettings.Powered])).toEqual([
      [1, true],
      [1, false],
      [1, true],
    ]);
  });

  it.each([
    [-1],
    [65535],
    [1.5],
    [NaN],
    ['hci65535'],
    ['hci'],
    ['eth0'],
    [''],
    ['00:1A:7D:DA:71'],
    [undefined],
    [null],
    [{}],
  ])('refuses %p', (which) => {
    const world = new World();
    expect(() => controller(world.program(), which as number)).toThrow(OptionError);
  });
});
