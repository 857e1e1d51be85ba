import type { CommandOptions, MgmtOptions } from 'rx-btmgmt';
import { Mgmt, NeighbourError, controller, isMgmtError, isNeighbourError, isOptionError, keep } from 'rx-btmgmt';
import { capture } from 'rx-btmgmt/btsnoop';
import { Said, World } from '../controllers/world.js';

const LOW_ENERGY_OFF = 0x0d;

/** A client, and the opcodes that it sends. */
function client(world: World, options: MgmtOptions = {}) {
  const mgmt = new Mgmt(world.simulator.transport(), { scheduler: world.time, ...options });
  const sent: number[] = [];
  mgmt.frames$.subscribe(({ direction, bytes }) => {
    if (direction === 'out') sent.push(bytes[0] ?? 0);
  });
  return { mgmt, sent };
}

function failureOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
}

describe('owning commands', () => {
  let world: World;
  beforeEach(() => (world = new World()));

  it('are refused while bluetoothd runs, before anything is sent, and the error says what to do', () => {
    world.simulator.startBluetoothd(812);
    const { mgmt, sent } = client(world);
    const error = failureOf(() => world.do(mgmt.command$('SetLowEnergy', 0, false)));
    expect(error).toBeInstanceOf(NeighbourError);
    expect(isNeighbourError(error) && isMgmtError(error)).toBe(true);
    expect(error).toMatchObject({ code: 'Bluetoothd', command: 'SetLowEnergy', index: 0, pid: 812 });
    expect(error).toHaveProperty(
      'message',
      expect.stringMatching(
        /^SetLowEnergy on controller 0: not sent, because bluetoothd runs \(process 812\)\. It changes what .*systemctl stop bluetooth.*owning: 'allow'/,
      ),
    );
    expect(sent).not.toContain(LOW_ENERGY_OFF);
  });

  it('are sent while it does not run, each time anew', () => {
    const { mgmt } = client(world);
    const off$ = mgmt.command$('SetIOCapability', 0, 'NoInputNoOutput');
    world.do(off$);
    world.simulator.startBluetoothd();
    expect(failureOf(() => world.do(off$))).toHaveProperty('name', 'NeighbourError');
    world.simulator.stopBluetoothd();
    world.do(off$);
  });

  it('are sent with parameters that do no harm', () => {
    world.simulator.startBluetoothd();
    const { mgmt } = client(world);
    world.do(mgmt.command$('SetLowEnergy', 0, true));
    world.do(mgmt.command$('SetBondable', 0, true));
  });

  it('are sent if the client, or that one command, allows it', () => {
    world.simulator.startBluetoothd();
    const allowing = client(world, { owning: 'allow' });
    world.do(allowing.mgmt.command$('SetLowEnergy', 0, false));
    expect(allowing.sent).toContain(LOW_ENERGY_OFF);
    const refuse: CommandOptions = { owning: 'refuse' };
    const refused$ = allowing.mgmt.commandWith$('SetLowEnergy', 0, { lowEnergy: false }, refuse);
    expect(failureOf(() => world.do(refused$))).toHaveProperty('name', 'NeighbourError');
    const refusing = client(world);
    world.do(refusing.mgmt.commandWith$('SetLowEnergy', 0, { lowEnergy: false }, { owning: 'allow' }));
  });

  it('are sent as bytes, which are not looked into', () => {
    world.simulator.startBluetoothd();
    const { mgmt } = client(world);
    world.do(mgmt.raw$(LOW_ENERGY_OFF, 0, Uint8Array.of(0)));
    // @ts-expect-error: there is nothing to allow
    expect(isOptionError(failureOf(() => mgmt.raw$(LOW_ENERGY_OFF, 0, Uint8Array.of(0), { owning: 'allow' })))).toBe(
      true,
    );
  });

  it('are refused for wrong values first, and options are checked when they are given', () => {
    world.simulator.startBluetoothd();
    const { mgmt } = client(world);
    const wrong$ = mgmt.command$('SetStaticAddress', 0, 'nowhere');
    expect(failureOf(() => world.do(wrong$))).toHaveProperty('name', 'CodecError');
    // @ts-expect-error: callers without types
    expect(isOptionError(failureOf(() => client(world, { owning: 'no' })))).toBe(true);
    // @ts-expect-error: callers without types
    const given = () => mgmt.commandWith$('SetPrivacy', 0, {}, { owning: true });
    expect(isOptionError(failureOf(given))).toBe(true);
    expect(isOptionError(failureOf(() => world.simulator.startBluetoothd(0)))).toBe(true);
  });

  it('are refused through a capture, too, and sent where nobody can know', () => {
    world.simulator.startBluetoothd(812);
    const captured = new Mgmt(capture(world.simulator.transport()), { scheduler: world.time });
    expect(captured.bluetoothd()).toEqual({ state: 'running', pid: 812 });
    const { bluetoothd, ...blind } = world.simulator.transport();
    expect(bluetoothd).toBeDefined();
    expect(new Mgmt(blind).bluetoothd()).toEqual({ state: 'unknown', reason: expect.any(String) });
  });

  it('of a process that can not be seen are told so', () => {
    const error = new NeighbourError({ command: 'SetPrivacy', index: 0 }, undefined, 'It hurts.');
    expect(error.message).toMatch(/bluetoothd runs \(in another container\)\. It hurts\./);
  });
});

describe('keep beside bluetoothd', () => {
  it.each(['LowEnergy', 'BREDR', 'WidebandSpeech'] as const)(
    'does nothing on the way to what would break it: %s',
    (name) => {
      const world = new World({ controllers: [{ widebandSpeech: true }] });
      const setUp = client(world).mgmt;
      world.do(setUp.command$('SetWidebandSpeech', 0, true));
      world.do(setUp.command$('SetLowEnergy', 0, true));
      world.do(setUp.command$('SetPowered', 0, true));
      world.simulator.startBluetoothd();
      const { mgmt } = client(world);
      const adapter = controller(mgmt, 0);
      const state = new Said(adapter.state$);
      const settings = () => state.values.map((each) => each?.settings.Powered);
      const said = new Said(keep(adapter, { [name]: false }, { delay: 10, attempts: 3 }));
      world.pass(5000);
      const refused = said.values.filter(({ report }) => report === 'Refused');
      expect(refused).toHaveLength(3);
      expect(refused[0]).toMatchObject({ desired: name, error: { name: 'NeighbourError', code: 'Bluetoothd' } });
      expect(said.error).toMatchObject({ name: 'KeepError', code: 'Refused', desired: name });
      expect(said.error).toHaveProperty('message', expect.stringMatching(/bluetoothd runs/));
      expect(settings().filter((isOn) => isOn === false)).toEqual([]);
    },
  );

  it('goes on when it has been stopped', () => {
    const world = new World();
    world.simulator.startBluetoothd();
    const { mgmt } = client(world);
    const said = new Said(keep(controller(mgmt, 0), { BREDR: false }, { attempts: Infinity }));
    world.pass(3000);
    expect(said.last).toMatchObject({ report: 'Refused' });
    world.simulator.stopBluetoothd();
    world.pass(60_000);
    expect(said.last).toMatchObject({ report: 'Kept' });
  });
});
