import type { DesiredState, KeepOptions, KeepReport } from 'rx-btmgmt';
import { controller, isKeepError, isMgmtError, isStatusError, keep } from 'rx-btmgmt';
import type { SimulatorOptions, SocketOptions } from 'rx-btmgmt/simulator';
import { Said, World, on } from './world.js';

const ADDRESS = '00:AA:01:00:00:00';

interface Kept {
  readonly world: World;
  readonly said: Said<KeepReport>;
  /** Another program. */
  readonly other: ReturnType<World['program']>;
  /** What was sent to change something. */
  readonly sent: number[];
  readonly state: Said<Parameters<typeof on>[0]>;
}

function kept(
  desired: DesiredState,
  options: KeepOptions = {},
  given: SimulatorOptions = {},
  socket?: SocketOptions,
): Kept {
  const world = new World(given);
  const mgmt = world.program(socket);
  const sent: number[] = [];
  mgmt.frames$.subscribe(({ direction, bytes }) => {
    const opcode = bytes[0] ?? 0;
    if (direction === 'out' && opcode >= 0x05 && opcode < 0x30 && opcode !== 0x15) sent.push(opcode);
  });
  const adapter = controller(mgmt, ADDRESS);
  const said = new Said(keep(adapter, desired, options));
  const state = new Said(adapter.state$);
  world.pass(10);
  return { world, said, other: world.program(), sent, state };
}

/** The reports in short. */
const short = ({ values }: Said<KeepReport>): string[] =>
  values.map((report) => ('name' in report ? `${report.report} ${report.name}` : report.report));

describe('keep', () => {
  it('sets what differs, and nothing else', () => {
    const { world, said, sent, state } = kept({ Powered: true, LowEnergy: true, Name: 'gateway', Bondable: false });
    world.pass();
    expect(on(state.last)).toEqual(expect.arrayContaining(['Powered', 'LowEnergy']));
    expect(state.last?.name).toBe('gateway');
    const changed = short(said).filter((text) => text.startsWith('Changed'));
    expect(changed).toHaveLength(sent.length);
    expect(changed).toEqual(expect.arrayContaining(['Changed Name', 'Changed Powered']));
    expect(short(said).at(-1)).toBe('Kept');
    expect(said.subscription.closed).toBe(false);
  });

  it('has nothing to do if all is as desired', () => {
    const { said, sent } = kept({ Powered: false, BREDR: true });
    expect(short(said)).toEqual(['Kept']);
    expect(sent).toEqual([]);
  });

  it('sees what others change, and changes it back at once', () => {
    const { world, said, other, state } = kept({ Powered: true, Name: 'gateway' });
    world.pass(200_000);
    const before = said.values.length;
    world.do(other.command$('SetLocalName', 0, 'theirs', ''), 10);
    expect(short(said).slice(before)).toEqual(['Deviation Name', 'Changed Name', 'Kept']);
    expect(said.values[before]).toEqual({
      report: 'Deviation',
      name: 'Name',
      desired: 'gateway',
      found: 'theirs',
      delay: 0,
    });
    expect(state.last?.name).toBe('gateway');
  });

  it('leaves alone what nobody has asked for', () => {
    const { world, said, other, sent } = kept({ Powered: true });
    world.pass();
    const before = [said.values.length, sent.length];
    world.do(other.command$('SetLocalName', 0, 'theirs', ''));
    world.do(other.command$('SetConnectable', 0, true));
    expect([said.values.length, sent.length]).toEqual(before);
  });

  it('goes on with a controller that was unplugged and returned, at whatever index', () => {
    const { world, said, state } = kept(
      { Powered: true, Name: 'gateway' },
      {},
      { controllers: [{ address: ADDRESS }] },
    );
    world.pass();
    world.simulator.controllers[0]?.remove();
    world.simulator.addController({ address: '00:1A:7D:DA:71:13' });
    world.pass();
    expect(short(said).at(-1)).toBe('Absent');
    world.simulator.addController({ address: ADDRESS });
    world.pass();
    expect(short(said).at(-1)).toBe('Kept');
    expect(state.last).toMatchObject({ index: 1, name: 'gateway', settings: { Powered: true } });
    expect(said.error).toBeUndefined();
  });

  it('waits for a controller that is not configured', () => {
    const world = new World({ controllers: [{ missing: ['PublicAddress'] }] });
    const mgmt = world.program();
    const said = new Said(keep(controller(mgmt, 0), { Powered: true }));
    world.pass();
    expect(short(said)).toEqual(['Absent']);
    world.do(mgmt.command$('SetPublicAddress', 0, ADDRESS));
    expect(short(said)).toEqual(['Absent', 'Deviation Powered', 'Changed Powered', 'Kept']);
  });

  it('goes on after the system has slept', () => {
    const { world, said, other, state } = kept({ Powered: true });
    world.pass();
    world.simulator.suspend();
    world.pass();
    world.do(other.command$('SetPowered', 0, false));
    world.simulator.resume();
    world.pass(10_000);
    expect(on(state.last)).toContain('Powered');
    expect(short(said).at(-1)).toBe('Kept');
  });

  it('switches off and on again what takes that, and says why', () => {
    const { world, said, state } = kept({ BREDR: false });
    world.pass();
    world.do(controller(world.program(), 0).command$('SetPowered', false));
    said.subscription.unsubscribe();
    const mgmt = world.program();
    world.do(mgmt.command$('SetBREDR', 0, true));
    world.do(mgmt.command$('SetPowered', 0, true));
    const again = new Said(keep(controller(mgmt, 0), { BREDR: false }));
    world.pass();
    expect(again.values.filter(({ report }) => report === 'Changed')).toEqual([
      { report: 'Changed', name: 'Powered', value: false, desired: 'BREDR' },
      { report: 'Changed', name: 'BREDR', value: false, desired: 'BREDR' },
      { report: 'Changed', name: 'Powered', value: true, desired: 'Powered' },
    ]);
    expect(short(again)).toEqual(['Deviation BREDR', 'Changed Powered', 'Changed BREDR', 'Changed Powered', 'Kept']);
    expect(on(state.last)).toContain('Powered');
  });

  describe('when another program wants it otherwise', () => {
    /** Sets it back, each time, a moment later. */
    function fight(options: KeepOptions): Kept {
      const all = kept({ Name: 'ours' }, options);
      const { other, world } = all;
      other.event$('LocalNameChanged').subscribe(({ name }) => {
        if (name === 'ours') other.command$('SetLocalName', 0, 'theirs', '').subscribe();
      });
      world.do(other.command$('SetLocalName', 0, 'theirs', ''), 10);
      return all;
    }

    it('says so, waits longer each time, and gives up with the reason', () => {
      const { world, said } = fight({ attempts: 5, delay: 1000, maxDelay: 3000 });
      world.pass(60_000);
      const contested = said.values.filter(({ report }) => report === 'Contested');
      expect(contested.map((report) => 'delay' in report && Math.round(report.delay / 100) * 100)).toEqual([
        1000, 2000, 3000, 3000,
      ]);
      expect(contested[1]).toMatchObject({ name: 'Name', desired: 'ours', found: 'theirs', attempts: 2 });
      expect(said.error).toMatchObject({
        name: 'KeepError',
        code: 'Contested',
        desired: 'Name',
        attempts: 5,
        index: 0,
        address: ADDRESS,
        message: expect.stringContaining('Another program wants it otherwise') as string,
      });
    });

    it('goes on for ever if asked to', () => {
      const { world, said } = fight({ attempts: Infinity, delay: 1000, maxDelay: 10_000 });
      world.pass(1_000_000);
      expect(said.error).toBeUndefined();
      expect(said.values.filter(({ report }) => report === 'Contested').length).toBeGreaterThan(90);
    });

    it('counts anew after it was left alone for a while', () => {
      const { world, said, other } = kept({ Name: 'ours' }, { attempts: 2, period: 10_000 });
      for (let i = 0; i < 10; i++) {
        world.do(other.command$('SetLocalName', 0, 'theirs', ''), 10);
        world.pass(30_000);
      }
      expect(said.error).toBeUndefined();
      expect(short(said).at(-1)).toBe('Kept');
    });
  });

  describe('when it is refused', () => {
    it('tries again, later each time, and gives up with the reason', () => {
      const world = new World();
      const mgmt = world.program();
      world.simulator.faults.refuse('Busy', { command: 'SetPowered' });
      const said = new Said(keep(controller(mgmt, 0), { Powered: true, Name: 'gateway' }, { attempts: 3 }));
      world.pass(20_000);
      expect(short(said)).toEqual([
        'Deviation Name',
        'Deviation Powered',
        'Changed Name',
        'Refused Powered',
        'Refused Powered',
        'Refused Powered',
      ]);
      expect(said.error).toMatchObject({ name: 'KeepError', code: 'Refused', desired: 'Powered', attempts: 3 });
      expect(isKeepError(said.error) && isMgmtError(said.error) && said.error.message).toContain('Busy');
    });

    it('goes on when it is possible again, and keeps everything else meanwhile', () => {
      const world = new World();
      const mgmt = world.program();
      const refusal = world.simulator.faults.refuse('Busy', { command: 'SetPowered' });
      const adapter = controller(mgmt, 0);
      const said = new Said(keep(adapter, { Powered: true, Name: 'gateway' }, { attempts: Infinity }));
      const state = new Said(adapter.state$);
      world.pass(100_000);
      world.do(world.program().command$('SetLocalName', 0, 'theirs', ''), 10);
      expect(state.last?.name).toBe('gateway');
      refusal.end();
      world.pass(60_000);
      expect(short(said).at(-1)).toBe('Kept');
    });

    it('fails at once if it can never work', () => {
      const untrusted = kept({ Powered: true }, {}, {}, { trusted: false });
      expect(isStatusError(untrusted.said.error, 'PermissionDenied')).toBe(true);
      const { said } = kept({ BREDR: true }, {}, { controllers: [{ kind: 'le' }] });
      expect(isStatusError(said.error, 'NotSupported')).toBe(true);
      expect((said.error as Error).message).toContain('has no BREDR');
      const nothing = kept({ LowEnergy: false }, {}, { controllers: [{ kind: 'le' }] });
      expect((nothing.said.error as Error).message).toContain('has no BREDR, which LowEnergy needs');
    });

    it('takes a command without an answer for a refusal', () => {
      const world = new World();
      world.simulator.faults.dropReplies({ command: 'SetLocalName', times: 1 });
      const said = new Said(keep(controller(world.program(), 0), { Name: 'gateway' }));
      world.pass(60_000);
      expect(short(said)).toContain('Kept');
      expect(said.error).toBeUndefined();
    });
  });

  describe('when it is unsubscribed from', () => {
    it('leaves the controller as it is', () => {
      const { world, said, sent, state } = kept({ Powered: true, Name: 'gateway' });
      world.pass();
      const before = sent.length;
      said.subscription.unsubscribe();
      world.pass();
      expect(sent).toHaveLength(before);
      expect(state.last?.name).toBe('gateway');
    });

    it('restores what it has changed, and only that, if asked to', () => {
      const { world, said, other, state } = kept({ Powered: true, Name: 'gateway', BREDR: false }, { restore: true });
      world.pass();
      world.do(other.command$('SetBondable', 0, true));
      said.subscription.unsubscribe();
      world.pass(5000);
      expect(state.last?.name).toBe('');
      expect(on(state.last)).toEqual(['Bondable', 'BREDR']);
    });

    it('restores also what was under way', () => {
      const { world, said, state } = kept({ Powered: true, Name: 'gateway' }, { restore: true });
      for (let i = 0; !short(said).includes('Changed Name') && i < 100; i++) world.pass(1);
      said.subscription.unsubscribe();
      world.pass(10_000);
      expect(state.last?.name).toBe('');
      expect(on(state.last)).not.toContain('Powered');
    });

    it('leaves no timer and no connection behind', () => {
      const world = new World();
      const mgmt = world.program();
      const connected = new Said(mgmt.connected$);
      world.simulator.faults.refuse('Busy', { command: 'SetPowered' });
      const { subscription } = new Said(keep(controller(mgmt, 0), { Powered: true }, { attempts: Infinity }));
      world.pass(3000);
      subscription.unsubscribe();
      world.pass();
      expect(connected.last).toBe(false);
    });
  });
});
