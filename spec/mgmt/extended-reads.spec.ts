import type { Mgmt, MgmtNotification } from 'rx-btmgmt';
import { Said, World } from '../controllers/world.js';

/** What a program believes that was told of changes. */
interface Belief {
  readonly name: string;
  readonly shortName: string;
  readonly classOfDevice: number;
  readonly settings: object;
}

/** What a listener believes of a controller after the events so far. */
function believed({ values }: Said<MgmtNotification>, index: number): Partial<Belief> {
  const belief: Partial<Record<keyof Belief, unknown>> = {};
  for (const event of values.filter((one) => one.index === index)) {
    if (event.event === 'LocalNameChanged') Object.assign(belief, { name: event.name, shortName: event.shortName });
    if (event.event === 'ClassOfDeviceChanged') belief.classOfDevice = event.classOfDevice;
    if (event.event === 'NewSettings') belief.settings = event.currentSettings;
  }
  return belief as Partial<Belief>;
}

/** A listener that has asked for extended information, and one that has not. */
function listeners(world: World) {
  const plain = world.program();
  const extended = world.program();
  const heard = { plain: new Said(plain.events$), extended: new Said(extended.events$) };
  world.pass();
  world.do(extended.command$('ReadExtendedControllerIndexList', null));
  world.do(extended.command$('ReadExtendedControllerInformation', 0));
  return { plain, extended, heard };
}

/** What changes what the events tell of, on a controller. */
const changes = (mgmt: Mgmt, index: number) => [
  mgmt.command$('SetLocalName', index, 'first', ''),
  mgmt.command$('SetLocalName', index, 'first', 'short'),
  mgmt.command$('SetDeviceClass', index, 1, 4),
  mgmt.command$('SetPowered', index, true),
  mgmt.command$('SetDeviceClass', index, 2, 8),
  mgmt.command$('SetAppearance', index, 0x0340),
  mgmt.command$('SetPowered', index, false),
  mgmt.command$('SetPowered', index, true),
  mgmt.command$('SetLocalName', index, '', ''),
  mgmt.command$('SetDeviceClass', index, 0, 0),
  mgmt.command$('AddUUID', index, '180f', 0x10),
  mgmt.command$('SetPowered', index, false),
];

describe('Who has asked for extended information', () => {
  it.each([0, 1])('goes on hearing of what others change on controller %i, as everybody else does', (index) => {
    const world = new World({ controllers: [{}, {}] });
    const { heard } = listeners(world);
    const acting = world.program();
    for (const change$ of changes(acting, index)) {
      world.do(change$);
      const { classOfDevice: told, ...others } = believed(heard.plain, index);
      const { classOfDevice, ...rest } = believed(heard.extended, index);
      expect(rest).toEqual(others);
      // The kernel takes over a class that the controller has kept without telling; the next extended event has it.
      const { classOfDevice: truth } = world.do(acting.command$('ReadControllerInformation', index));
      expect([told ?? 0, truth]).toContain(classOfDevice ?? 0);
    }
    expect(believed(heard.extended, index)).toMatchObject({ name: '', classOfDevice: 0 });
    expect(heard.extended.values.map(({ event }) => event)).toContain('ExtendedControllerInformationChanged');
    expect(heard.plain.values.map(({ event }) => event)).not.toContain('ExtendedControllerInformationChanged');
  });

  it('goes on hearing of controllers that come and go, of each once', () => {
    const world = new World();
    const { heard } = listeners(world);
    const added = [world.simulator.addController(), world.simulator.addController({ missing: ['PublicAddress'] })];
    world.pass();
    for (const controller of added) controller.remove();
    world.pass();
    const comings = (said: Said<MgmtNotification>) =>
      said.values.filter(({ event }) => /^(Unconfigured)?Index/.test(event)).map(({ event, index }) => [event, index]);
    expect(comings(heard.plain)).toHaveLength(4);
    expect(comings(heard.extended)).toEqual(comings(heard.plain));
    expect(heard.extended.values.filter(({ event }) => event.startsWith('Extended'))).toHaveLength(4);
  });

  it('is not told of its own changes of names, as before', () => {
    const world = new World();
    const { extended, heard } = listeners(world);
    world.do(extended.command$('SetLocalName', 0, 'own', ''));
    world.do(world.program().command$('SetAppearance', 0, 0x0340));
    expect(heard.extended.values.map(({ event }) => event)).toEqual(['ExtendedControllerInformationChanged']);
  });

  it('is told of its own changes of the class, as before', () => {
    const world = new World();
    const { extended, heard } = listeners(world);
    world.do(extended.command$('SetPowered', 0, true));
    world.do(extended.command$('SetDeviceClass', 0, 2, 8));
    expect(believed(heard.extended, 0)).toMatchObject({ classOfDevice: 0x208 });
    world.do(extended.command$('SetPowered', 0, false));
    expect(believed(heard.extended, 0)).toMatchObject({ classOfDevice: 0 });
  });

  it('keeps its streams when the answer to such a question was given up before', () => {
    const world = new World();
    const { plain, heard } = listeners(world);
    world.simulator.faults.delayReplies(5000, { command: 'ReadExtendedControllerInformation', times: 1 });
    plain.command$('ReadExtendedControllerInformation', 0).subscribe().unsubscribe();
    world.do(plain.command$('ReadExtendedControllerInformation', 0), 100);
    world.pass(10_000);
    world.do(world.program().command$('SetLocalName', 0, 'theirs', ''));
    expect(heard.plain.values.map(({ event }) => event)).toEqual([
      'LocalNameChanged',
      'ExtendedControllerInformationChanged',
    ]);
  });
});
